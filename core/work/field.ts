/** A choice that a field offers: what is posted, and how it is called where it has a name. */
export interface Option {
  readonly value: string;
  /** As a record or the catalogue calls it; absent: the pages word the value. */
  readonly label?: string | undefined;
}

/** When a field counts: another field of the form has one of these values. */
export interface Only {
  readonly key: string;
  readonly is: readonly string[];
}

interface Common {
  /** Its name in the posted form and in the recorded answers. */
  readonly key: string;
  readonly required: boolean;
  /** As a record words it; absent: the pages do. */
  readonly label?: string | undefined;
  /** What helps with the answer, as a record words it. */
  readonly hint?: string | undefined;
  /** Elsewhere it is left out of what is recorded, and not demanded. */
  readonly only?: Only | undefined;
}

/** A field of a form; times of day are the reader's own. Its words are the pages'. */
export type Field = Common &
  (
    | { readonly kind: 'text'; readonly most: number; readonly lines: number }
    | { readonly kind: 'one-of'; readonly options: readonly Option[] }
    | { readonly kind: 'some-of'; readonly options: readonly Option[] }
    /** Recorded as an instant: of a day, its end. `past`: not in the future; else not before. */
    | { readonly kind: 'moment' | 'day'; readonly when: 'past' | 'future' }
    /** One of the people whose names lie under the task (`shown.owners`). */
    | { readonly kind: 'person' }
    /** References to stored evidence, one a line. */
    | { readonly kind: 'evidence'; readonly most: number }
    | { readonly kind: 'rows'; readonly most: number; readonly of: readonly RowField[] }
  );

/** A field within each row of a table. */
export type RowField = Common &
  (
    | { readonly kind: 'text'; readonly most: number; readonly lines: number }
    | { readonly kind: 'day'; readonly when: 'past' | 'future' }
    | { readonly kind: 'person' }
  );

/** What a form holds, as it is recorded: texts, choices, references and instants. */
export type Answers = Readonly<
  Record<string, string | readonly string[] | readonly Readonly<Record<string, string>>[]>
>;
