/** Where a form of a task page posts to. */
export type Action = '/t/decide' | '/t/work' | '/t/ask' | '/t/repudiate';

/** A page as a person has it. */
export interface OpenPage {
  readonly status: number;
  /** The language that it says it is in. */
  readonly language: string;
  readonly heading: string;
  readonly lines: readonly string[];
  /**
   * Fills in the form that posts there, and sends it.
   *
   * @throws where the page has no such form, field or choice
   */
  send(action: Action, fields: Readonly<Record<string, string>>): Promise<OpenPage>;
}

/** How a person opens links and answers. */
export interface Hand {
  open(link: string): Promise<OpenPage>;
  close(): Promise<void>;
}
