/** Named limits. Each has its unit in its name and its reason beside it. */

/** Canonical bytes of one version: a head and a version fit 400 KB. Longer text is evidence. */
export const MAX_BODY_BYTES = 100 * 1024;

/** Links added or taken away by one write: a transaction's 100 slots, less what else it carries. */
export const MAX_LINK_CHANGES = 80;

/** Operations of one DynamoDB transaction. */
export const MAX_TRANSACTION_WRITES = 100;

/** Bytes of one DynamoDB transaction, all items together. */
export const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;

/** Bytes of one DynamoDB item, names included. */
export const MAX_ITEM_BYTES = 400 * 1024;

/** How far a version's time may be ahead of the clock (one that was wrong): beyond, an error. */
export const MAX_AHEAD_MS = 5 * 60 * 1000;

/** Records of one page of a list. */
export const MAX_PAGE = 100;

/** Seats of one stage of an approval. */
export const MAX_SEATS = 25;

/** Bytes of one log entry (bytes.md). */
export const MAX_ENTRY_BYTES = 4096;

/** Markers that one transaction of the log takes: 1 head + 2 × 49 = 99 slots. */
export const MAX_SEQUENCE_BATCH = 49;

/** Records that one run of the sweep takes. */
export const MAX_SWEEP = 500;

/**
 * Questions and reminders mailed to one person a day of theirs, unless configured; what is beyond
 * is gathered.
 */
export const DEFAULT_QUESTIONS_A_DAY = 10;

/** Questions of one digest: a mail of 100 KB is cut off by what people read it with. */
export const MAX_DIGEST_QUESTIONS = 50;

/** Mails that one run of the function `mail` takes: seven seconds at SES's first quota, 14/s. */
export const MAX_MAILS_A_RUN = 100;

/** Bytes of one evidence file, unless configured; S3 takes 5 GB in one put. */
export const DEFAULT_MAX_EVIDENCE_BYTES = 100 * 1024 * 1024;

/** Characters of a reason or a comment. */
export const MAX_REASON_CHARS = 4000;

/** Name of a Step Functions execution, in characters. */
export const MAX_EXECUTION_NAME_CHARS = 80;
