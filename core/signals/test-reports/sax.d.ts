/** As much of the package as is used: the types that others publish for it need those of Node. */
declare module 'sax' {
  interface Tag {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
  }

  interface Parser {
    onopentag: (tag: Tag) => void;
    onclosetag: (name: string) => void;
    ondoctype: (text: string) => void;
    onerror: (error: Error) => void;
    write(text: string): Parser;
    close(): Parser;
  }

  interface Options {
    /** Knows XML's five entities alone, and none of HTML's. */
    readonly strictEntities: boolean;
  }

  const sax: { parser(strict: boolean, options: Options): Parser };
  export default sax;
}
