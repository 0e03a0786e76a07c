/** Changes every text of a view model that people may have written. */
export type Rewrite = <View>(view: View) => View;
