import type { Reader } from './views.ts';

/** What is shown by a page that knows of no matter: the door, and a fault of ours. */

/** What to post again after a fault of ours, just as it was posted. */
export interface Retry {
  readonly action: '/t/open' | '/t/decide' | '/t/work' | '/t/draft' | '/t/ask' | '/t/repudiate';
  readonly fields: Readonly<Record<string, string>>;
}

/** Our fault. Everything is optional, since whatever failed may be what knows it. */
export interface ProblemView {
  readonly organisation?: string;
  readonly reader?: Reader;
  readonly retry?: Retry;
  /** To quote to the organisation; no secret. */
  readonly reference?: string;
}

/** What the door shows of where it stands: configuration, the same for everybody. */
export interface DoorView {
  readonly organisation?: string;
  readonly locale?: string;
}
