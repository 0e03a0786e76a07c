import type { Messages } from '../messages/messages.ts';

/** One name and value of a mail. `exact` is set in fixed width: digests, record names. */
export interface MailRow {
  readonly label: string;
  readonly value: string;
  readonly exact?: boolean;
  readonly strong?: boolean;
}

/** A piece of a mail. Both forms are made from the same list, so neither says more. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'rows'; readonly rows: readonly MailRow[] }
  | { readonly kind: 'link'; readonly label: string; readonly href: string }
  | { readonly kind: 'code'; readonly label: string; readonly code: string }
  /** One of many questions: small, since there may be many. */
  | {
      readonly kind: 'item';
      readonly title: string;
      readonly href: string;
      readonly note: string;
    }
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'small'; readonly text: string };

export interface MailDocument {
  readonly locale: string;
  readonly messages: Messages;
  readonly organisation: string;
  readonly subject: string;
  readonly blocks: readonly Block[];
}
