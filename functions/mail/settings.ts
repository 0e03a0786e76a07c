export interface MailSettings {
  /** What links begin with: from configuration, never from a request. */
  readonly base: string;
  readonly origin: string;
}
