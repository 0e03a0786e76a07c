import { isId, isTypeName } from '../ids.ts';
import { isInstant } from '../time.ts';
import { MAX_VERSION } from './paths.ts';

/**
 * Reads the canonical bytes of a log entry where they lie. The grammar of an entry is regular, its
 * members have one order and none of its characters is ever escaped, so one walk over the bytes
 * proves that they are the one spelling of the entry. Nothing is copied or allocated: a verifier
 * walks over millions.
 *
 * After `scan` has said `true`, the numbers below are offsets into the bytes scanned.
 */
export class EntryScanner {
  actionStart = 0;
  actionEnd = 0;
  actorStart = 0;
  actorEnd = 0;
  digestStart = 0;
  idStart = 0;
  idEnd = 0;
  /** Where the 64 digits of `previous` begin; −1 where it is `null`. */
  previousStart = -1;
  timeStart = 0;
  typeStart = 0;
  typeEnd = 0;
  version = 0;

  #bytes: Uint8Array = new Uint8Array();
  #at = 0;

  /** Whether the bytes from `start` up to `end` are an entry in its one form. */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes;
    this.#at = start;
    if (end > bytes.length || !this.#literal(BEFORE_ACTION)) return false;
    this.actionStart = this.#at;
    if (!this.#name(LOWER, NAME, 32)) return false;
    this.actionEnd = this.#at;
    if (!this.#literal(BEFORE_ACTOR) || !this.#actor() || !this.#literal(BEFORE_DIGEST)) {
      return false;
    }
    this.digestStart = this.#at;
    if (!this.#hex() || !this.#literal(BEFORE_ID)) return false;
    this.idStart = this.#at;
    if (!this.#name(LOWER | DIGIT, NAME, 63) || this.#isRefused(this.idStart, isId)) return false;
    this.idEnd = this.#at;
    if (!this.#literal(BEFORE_PREVIOUS) || !this.#previous() || !this.#literal(BEFORE_TIME)) {
      return false;
    }
    this.timeStart = this.#at;
    if (!this.#instant() || !this.#literal(BEFORE_TYPE)) return false;
    this.typeStart = this.#at;
    if (!this.#name(LOWER, NAME, 32) || this.#isRefused(this.typeStart, isTypeName)) return false;
    this.typeEnd = this.#at;
    if (!this.#literal(BEFORE_VERSION) || !this.#number()) return false;
    if ((this.version === 1) !== (this.previousStart === -1)) return false;
    return this.#literal(BEHIND) && this.#at === end;
  }

  /** ASCII text of the bytes scanned. */
  text(start: number, end: number): string {
    return asciiText(this.#bytes, start, end);
  }

  #literal(literal: Uint8Array): boolean {
    const bytes = this.#bytes;
    const at = this.#at;
    for (let i = 0; i < literal.length; i++) if (bytes[at + i] !== literal[i]) return false;
    this.#at = at + literal.length;
    return true;
  }

  /** One character of class `first`, then up to `most` − 1 of class `rest`. */
  #name(first: number, rest: number, most: number): boolean {
    const bytes = this.#bytes;
    let at = this.#at;
    if ((classOf(bytes[at]) & first) === 0) return false;
    const end = at + most;
    at += 1;
    while (at < end && (classOf(bytes[at]) & rest) !== 0) at += 1;
    this.#at = at;
    return true;
  }

  // Only device names of Windows are left to refuse; they have three or four letters.
  #isRefused(start: number, isAllowed: (text: string) => boolean): boolean {
    const length = this.#at - start;
    return (length === 3 || length === 4) && !isAllowed(this.text(start, this.#at));
  }

  #actor(): boolean {
    this.actorStart = this.#at;
    if (!this.#literal(PERSON) && !this.#literal(SERVICE)) return false;
    const idStart = this.#at;
    if (!this.#name(LOWER | DIGIT, NAME, 63) || this.#isRefused(idStart, isId)) return false;
    this.actorEnd = this.#at;
    return true;
  }

  #hex(): boolean {
    const bytes = this.#bytes;
    const end = this.#at + 64;
    for (let at = this.#at; at < end; at++) if ((classOf(bytes[at]) & HEX) === 0) return false;
    this.#at = end;
    return true;
  }

  #previous(): boolean {
    this.previousStart = -1;
    if (this.#literal(NULL)) return true;
    if (this.#bytes[this.#at] !== QUOTE) return false;
    this.#at += 1;
    this.previousStart = this.#at;
    if (!this.#hex() || this.#bytes[this.#at] !== QUOTE) return false;
    this.#at += 1;
    return true;
  }

  #instant(): boolean {
    const bytes = this.#bytes;
    const start = this.#at;
    for (let i = 0; i < PATTERN.length; i++) {
      const byte = bytes[start + i];
      const wanted = PATTERN[i];
      if (wanted === ZERO ? (classOf(byte) & DIGIT) === 0 : byte !== wanted) return false;
    }
    this.#at = start + PATTERN.length;
    // The short months need the calendar, and so does whatever is no usual moment.
    return this.#two(start + 8) <= 28 && this.#isUsual(start)
      ? true
      : isInstant(this.text(start, this.#at));
  }

  #isUsual(start: number): boolean {
    const month = this.#two(start + 5);
    return (
      month >= 1 &&
      month <= 12 &&
      this.#two(start + 8) >= 1 &&
      this.#two(start + 11) <= 23 &&
      this.#two(start + 14) <= 59 &&
      this.#two(start + 17) <= 59
    );
  }

  #two(at: number): number {
    return digitAt(this.#bytes, at) * 10 + digitAt(this.#bytes, at + 1);
  }

  #number(): boolean {
    const bytes = this.#bytes;
    let at = this.#at;
    let value = 0;
    while ((classOf(bytes[at]) & DIGIT) !== 0 && value <= MAX_VERSION) {
      value = value * 10 + digitAt(bytes, at);
      // A leading zero is another spelling.
      if (value === 0) return false;
      at += 1;
    }
    this.version = value;
    this.#at = at;
    return value >= 1 && value <= MAX_VERSION;
  }
}

/** Text of bytes that are known to be ASCII. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

/** The value of the ASCII digit at an offset. */
export function digitAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? ZERO) - ZERO;
}

const encoder = new TextEncoder();
const BEFORE_ACTION = encoder.encode('{"action":"');
const BEFORE_ACTOR = encoder.encode('","actor":"');
const PERSON = encoder.encode('person/');
const SERVICE = encoder.encode('service/');
const BEFORE_DIGEST = encoder.encode('","digest":"');
const BEFORE_ID = encoder.encode('","format":"assent/entry/v1","id":"');
const BEFORE_PREVIOUS = encoder.encode('","previous":');
const NULL = encoder.encode('null');
const BEFORE_TIME = encoder.encode(',"time":"');
const PATTERN = encoder.encode('0000-00-00T00:00:00.000Z');
const BEFORE_TYPE = encoder.encode('","type":"');
const BEFORE_VERSION = encoder.encode('","version":');
const BEHIND = encoder.encode('}');

const QUOTE = 0x22;
const ZERO = 0x30;

const LOWER = 1;
const DIGIT = 2;
const HEX = 4;
const DASH = 8;
const NAME = LOWER | DIGIT | DASH;

const CLASSES = new Uint8Array(256);
for (let byte = 0x61; byte <= 0x7a; byte++) CLASSES[byte] = LOWER;
for (let byte = 0x30; byte <= 0x39; byte++) CLASSES[byte] = DIGIT | HEX;
for (let byte = 0x61; byte <= 0x66; byte++) CLASSES[byte] = LOWER | HEX;
CLASSES[0x2d] = DASH;

function classOf(byte: number | undefined): number {
  return byte === undefined ? 0 : (CLASSES[byte] ?? 0);
}
