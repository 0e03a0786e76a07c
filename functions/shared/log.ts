import { AssentError } from '#core/errors.ts';

/** What may stand in a log line: ids, counts and codes; never a body, an address, a link's code. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * One line of the log. Lambda's own JSON logging wraps it with time, level and request id, so that
 * no logger has to be loaded.
 */
export function log(event: string, fields: LogFields = {}): void {
  console.info(JSON.stringify({ event, ...fields }));
}

/** A fault. The message stays out: it may quote what somebody typed. */
export function logFault(event: string, error: unknown, fields: LogFields = {}): void {
  console.error(
    JSON.stringify({
      event,
      ...fields,
      error: error instanceof Error ? error.name : typeof error,
      ...(error instanceof AssentError ? { code: error.code } : { at: framesOf(error) }),
    }),
  );
}

// The frames of a stack, without what stands before them: it repeats the message, whose own lines
// may look like frames.
function framesOf(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return '';
  const { message, stack } = error;
  const said = stack.indexOf(message);
  return stack
    .slice(said === -1 ? stack.length : said + message.length)
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' | ');
}
