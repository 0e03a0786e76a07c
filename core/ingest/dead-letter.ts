import * as z from 'zod';
import { envelopeOf } from '../signals/envelope.ts';
import { readJson } from '../signals/read-json.ts';

/** A message as it lies with the dead letters. */
export interface DeadLetter {
  readonly body: string;
  /** What whoever put it there wrote beside it, by name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** ARN of the queue that gave it up, where one did and says so. */
  readonly from?: string;
}

/**
 * What a dead letter is, in words of ours and names of services: nothing that it says, for it may
 * hold addresses.
 */
export interface ReadLetter {
  /**
   * `message`: came from outside, and is to be taken once more. `ring`: told a function of ours to
   * look, which the sweep does anyway. `unknown`: not put there by anything of ours.
   */
  readonly is: 'message' | 'ring' | 'unknown';
  readonly what: string;
  readonly why: string;
}

/** What Lambda writes of an invocation that failed: of one that was rung, or of a stream. */
const Invocation = z.object({
  requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
  responsePayload: z.object({ errorType: z.string() }).optional().catch(undefined),
});

const MOST_CHARS = 80;
const UNSAFE = /[^\w.:/ ()-]/g;

/**
 * Reads a dead letter. EventBridge puts the event, with RULE_ARN, TARGET_ARN and ERROR_CODE beside
 * it; Lambda puts what it knows of the invocation; a queue puts the message as it was.
 *
 * @param ingestQueue name of the queue of what comes from outside
 */
export function readDeadLetter(letter: DeadLetter, ingestQueue: string): ReadLetter {
  const { body, attributes, from } = letter;
  const isIngest = (arn: string | undefined) => arn?.endsWith(`:${ingestQueue}`) ?? false;
  const what = whatOf(body);
  if (isIngest(from)) return { is: 'message', what, why: GIVEN_UP };
  const { RULE_ARN: rule, TARGET_ARN: target, ERROR_CODE: code } = attributes;
  if (rule !== undefined && target !== undefined) {
    const why = plain(`rule ${lastPart(rule)}: ${code ?? 'no code'}`);
    return isIngest(target)
      ? { is: 'message', what, why }
      : { is: 'ring', what: plain(lastPart(target)), why };
  }
  const invoked = invocationIn(body);
  if (invoked !== undefined) return invoked;
  // Not every queue says that it gave something up.
  return { is: what === UNREAD ? 'unknown' : 'message', what, why: GIVEN_UP };
}

const GIVEN_UP = 'not taken, five times; the log of ingest says why';

const UNREAD = 'no event and no news of a mail';

/** By its envelope alone. */
function whatOf(body: string): string {
  const mail = MailNews.safeParse(jsonOf(body));
  if (mail.success) return plain(`news of a mail: ${mail.data.eventType}`);
  try {
    const { type, source } = envelopeOf(readJson(body));
    return plain(`${type} from ${source}`);
  } catch {
    return UNREAD;
  }
}

const MailNews = z.object({ eventType: z.string(), mail: z.object({}) });

function invocationIn(body: string): ReadLetter | undefined {
  const parsed = Invocation.safeParse(jsonOf(body));
  if (!parsed.success) return undefined;
  const { requestContext, responsePayload } = parsed.data;
  const { functionArn, condition } = requestContext;
  const why = [condition, ...(responsePayload === undefined ? [] : [responsePayload.errorType])];
  return { is: 'ring', what: plain(lastPart(functionArn)), why: plain(why.join(' ')) };
}

function jsonOf(body: string): unknown {
  try {
    return readJson(body);
  } catch {
    return undefined;
  }
}

/** Of `…:function:assent-local-mail:$LATEST`, `…:rule/bus/name` and `…:queue`. */
function lastPart(arn: string): string {
  return (
    arn
      .replace(/:\$LATEST$/, '')
      .split(/[:/]/)
      .at(-1) ?? arn
  );
}

/** On one line of a terminal. */
const plain = (text: string): string => text.replace(UNSAFE, '?').slice(0, MOST_CHARS);
