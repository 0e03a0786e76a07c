/** The package brings no types of its own. */
declare module 'asl-validator' {
  function validate(definition: object): {
    readonly isValid: boolean;
    errorsText(separator?: string): string;
  };
  export = validate;
}
