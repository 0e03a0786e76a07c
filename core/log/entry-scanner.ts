import { isId, isTypeName } from '../ids.ts';
import { isInstant } from '../time.ts';
import { MAX_VERSION } from './paths.ts';

/**
 * Reads the canonical bytes of a log entry where they lie. The grammar of an entry is regular, its
 * members have one order and none of its characters is ever escaped, so one walk over the bytes
 * proves that they are the one spelling of the entry. Nothing is copied or allocated: a verifier
 * walks over millions.
 *
 * After `scan` has said `true`, what stands below is of the entry; `…Start` and `…End` are offsets
 * into the bytes scanned.
 */
export class EntryScanner {
  actionStart = 0;
  actionEnd = 0;
  actorStart = 0;
  actorEnd = 0;
  digestStart = 0;
  /** The digest itself, as 32-bit words, until the next scan. */
  readonly digest = new Uint32Array(8);
  idStart = 0;
  idEnd = 0;
  /** A hash of the id, for tables; two ids may share it. */
  idHash = 0;
  /** Where the 64 digits of `previous` begin; −1 where it is `null`. */
  previousStart = -1;
  /** The digest before, alike; of no meaning where `previous` is `null`. */
  readonly previous = new Uint32Array(8);
  timeStart = 0;
  /** The day, its eight digits as one number. */
  day = 0;
  /** The time of day, its nine digits as one number. */
  millisecond = 0;
  typeStart = 0;
  typeEnd = 0;
  version = 0;
  /** The bytes scanned. */
  view: DataView = new DataView(new ArrayBuffer(0));
  #bytes: Uint8Array = new Uint8Array();

  /** Whether the bytes from `start` up to `end` are an entry in its one form. */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    if (end > bytes.length) return false;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    let at = this.#who(start, end);
    if (at !== -1) at = this.#what(at, end);
    if (at !== -1) at = this.#when(at, end);
    return at === end && (this.version === 1) === (this.previousStart === -1);
  }

  /** ASCII text of the bytes scanned. */
  text(start: number, end: number): string {
    return String.fromCharCode(...this.#bytes.subarray(start, end));
  }

  /** `{"action":"…","actor":"…","digest":"…` */
  #who(start: number, end: number): number {
    const { view } = this;
    const actionStart = skip(view, start, end, BEFORE_ACTION);
    const actionEnd = nameEnd(view, actionStart, end, LOWER, 32);
    const actorStart = skip(view, actionEnd, end, BEFORE_ACTOR);
    const person = skip(view, actorStart, end, PERSON);
    const idStart = person === -1 ? skip(view, actorStart, end, SERVICE) : person;
    const actorEnd = this.#idEnd(idStart, end);
    const digestStart = skip(view, actorEnd, end, BEFORE_DIGEST);
    this.actionStart = actionStart;
    this.actionEnd = actionEnd;
    this.actorStart = actorStart;
    this.actorEnd = actorEnd;
    this.digestStart = digestStart;
    return digits(view, digestStart, end, this.digest);
  }

  /** `","format":"assent/entry/v1","id":"…","previous":…` */
  #what(start: number, end: number): number {
    const { view } = this;
    const idStart = skip(view, start, end, BEFORE_ID);
    const idEnd = this.#idEnd(idStart, end);
    const previousStart = skip(view, idEnd, end, BEFORE_PREVIOUS);
    if (previousStart === -1) return -1;
    this.idStart = idStart;
    this.idEnd = idEnd;
    this.idHash = idHashIn(view, idStart, idEnd);
    this.previousStart = -1;
    const none = skip(view, previousStart, end, NULL);
    if (none !== -1) return none;
    if (view.getUint8(previousStart) !== QUOTE) return -1;
    this.previousStart = previousStart + 1;
    const previousEnd = digits(view, previousStart + 1, end, this.previous);
    if (previousEnd === -1 || view.getUint8(previousEnd) !== QUOTE) return -1;
    return previousEnd + 1;
  }

  /** `,"time":"…","type":"…","version":…}` */
  #when(start: number, end: number): number {
    const { view } = this;
    const timeStart = skip(view, start, end, BEFORE_TIME);
    if (timeStart === -1 || timeStart + 24 > end || !this.#time(timeStart)) return -1;
    const typeStart = skip(view, timeStart + 24, end, BEFORE_TYPE);
    const typeEnd = nameEnd(view, typeStart, end, LOWER, 32);
    if (isShort(typeStart, typeEnd) && !isTypeName(this.text(typeStart, typeEnd))) return -1;
    let at = skip(view, typeEnd, end, BEFORE_VERSION);
    if (at === -1) return -1;
    let version = 0;
    for (; at < end; at++) {
      const digit = view.getUint8(at) - ZERO;
      // A leading zero is another spelling.
      if (digit < 0 || digit > 9 || version > MAX_VERSION || version + digit === 0) break;
      version = version * 10 + digit;
    }
    if (version === 0 || version > MAX_VERSION || at >= end) return -1;
    this.timeStart = timeStart;
    this.typeStart = typeStart;
    this.typeEnd = typeEnd;
    this.version = version;
    return view.getUint8(at) === BRACE ? at + 1 : -1;
  }

  #idEnd(start: number, end: number): number {
    const idEnd = nameEnd(this.view, start, end, LOWER | DIGIT, 63);
    return isShort(start, idEnd) && !isId(this.text(start, idEnd)) ? -1 : idEnd;
  }

  /** Whether `YYYY-MM-DDTHH:mm:ss.sssZ` stands there, a moment that exists. */
  #time(at: number): boolean {
    const { view } = this;
    const isShaped =
      view.getUint8(at + 4) === DASH &&
      view.getUint8(at + 7) === DASH &&
      view.getUint8(at + 10) === LETTER_T &&
      view.getUint8(at + 13) === COLON &&
      view.getUint8(at + 16) === COLON &&
      view.getUint8(at + 19) === DOT &&
      view.getUint8(at + 23) === LETTER_Z;
    const century = twoDigits(view, at);
    const year = twoDigits(view, at + 2);
    const month = twoDigits(view, at + 5);
    const dayOfMonth = twoDigits(view, at + 8);
    const hour = twoDigits(view, at + 11);
    const minute = twoDigits(view, at + 14);
    const second = twoDigits(view, at + 17);
    const hundredths = twoDigits(view, at + 20);
    const last = view.getUint8(at + 22) - ZERO;
    if (!isShaped || last < 0 || last > 9) return false;
    if ((century | year | month | dayOfMonth | hour | minute | second | hundredths) < 0)
      return false;
    this.day = ((century * 100 + year) * 100 + month) * 100 + dayOfMonth;
    this.millisecond = ((hour * 100 + minute) * 100 + second) * 1000 + hundredths * 10 + last;
    // The last days of a month need the calendar.
    if (dayOfMonth > 28) return isInstant(this.text(at, at + 24));
    const isDay = month >= 1 && month <= 12 && dayOfMonth >= 1;
    return isDay && hour <= 23 && minute <= 59 && second <= 59;
  }
}

// What follows takes an offset and gives the one behind what it found, −1 where it found it not;
// from −1 nothing is found, so that a chain of them needs no question in between.

/** Text that stands between the values, as the words that it is compared by. */
interface Literal {
  readonly length: number;
  readonly offsets: Int32Array;
  readonly words: Int32Array;
}

function skip(view: DataView, at: number, end: number, literal: Literal): number {
  const behind = at + literal.length;
  if (at === -1 || behind > end) return -1;
  const { offsets, words } = literal;
  for (let i = 0; i < words.length; i++) {
    if (view.getInt32(at + (offsets[i] ?? 0)) !== words[i]) return -1;
  }
  return behind;
}

/** One character of class `first`, then lower-case letters, digits and dashes, `most` in all. */
function nameEnd(view: DataView, start: number, end: number, first: number, most: number): number {
  if (start === -1 || start >= end) return -1;
  if (((CLASSES[view.getUint8(start)] ?? 0) & first) === 0) return -1;
  const limit = Math.min(start + most, end);
  let at = start;
  while (at + 4 <= limit && areOfName(view.getInt32(at))) at += 4;
  while (at < limit && CLASSES[view.getUint8(at)] !== 0) at += 1;
  return at;
}

/** 64 hex digits, as eight words. */
function digits(view: DataView, start: number, end: number, into: Uint32Array): number {
  if (start === -1 || start + 64 > end) return -1;
  let seen = 0;
  let at = start;
  for (let word = 0; word < 8; word++) {
    const a = HEX_PAIRS[view.getUint16(at)] ?? 0;
    const b = HEX_PAIRS[view.getUint16(at + 2)] ?? 0;
    const c = HEX_PAIRS[view.getUint16(at + 4)] ?? 0;
    const d = HEX_PAIRS[view.getUint16(at + 6)] ?? 0;
    seen |= a | b | c | d;
    into[word] = (a << 24) | (b << 16) | (c << 8) | d;
    at += 8;
  }
  return seen > 255 ? -1 : at;
}

/** The number that two digits make; negative where they are none. */
function twoDigits(view: DataView, at: number): number {
  const tens = view.getUint8(at) - ZERO;
  const ones = view.getUint8(at + 1) - ZERO;
  return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? -1 : tens * 10 + ones;
}

// Only device names of Windows are left to refuse; they have three or four letters.
function isShort(start: number, end: number): boolean {
  return end - start === 3 || end - start === 4;
}

/** Hash of an id, four characters at a time. */
export function idHashIn(view: DataView, start: number, end: number): number {
  let hash = 0;
  let at = start;
  for (; at + 4 <= end; at += 4) hash = mix(hash, view.getInt32(at));
  for (; at < end; at++) hash = mix(hash, view.getUint8(at));
  return (hash ^ (hash >>> 15)) >>> 0;
}

function mix(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return product ^ (product >>> 13);
}

/**
 * Whether four bytes are all lower-case letters, digits or dashes. A sum's high bit says that its
 * byte is at least so much; none of the sums of ASCII reaches the next byte.
 */
function areOfName(word: number): boolean {
  const letters = ((word + 0x1f1f1f1f) | 0) & ~((word + 0x05050505) | 0);
  const figures = ((word + 0x50505050) | 0) & ~((word + 0x46464646) | 0);
  const dashes = ((word + 0x53535353) | 0) & ~((word + 0x52525252) | 0);
  return ((letters | figures | dashes) & ~word & HIGH_BITS) === HIGH_BITS;
}

const HIGH_BITS = 0x80808080 | 0;

const encoder = new TextEncoder();

/** At least four characters: the last word overlaps the one before where they are no multiple. */
function literal(text: string): Literal {
  const bytes = encoder.encode(text);
  const view = new DataView(bytes.buffer);
  const offsets: number[] = [];
  for (let at = 0; at < bytes.length; at += 4) offsets.push(Math.min(at, bytes.length - 4));
  const words = offsets.map((at) => view.getInt32(at));
  return {
    length: bytes.length,
    offsets: Int32Array.from(offsets),
    words: Int32Array.from(words),
  };
}

const BEFORE_ACTION = literal('{"action":"');
const BEFORE_ACTOR = literal('","actor":"');
const PERSON = literal('person/');
const SERVICE = literal('service/');
const BEFORE_DIGEST = literal('","digest":"');
const BEFORE_ID = literal('","format":"assent/entry/v1","id":"');
const BEFORE_PREVIOUS = literal('","previous":');
const NULL = literal('null');
const BEFORE_TIME = literal(',"time":"');
const BEFORE_TYPE = literal('","type":"');
const BEFORE_VERSION = literal('","version":');

const QUOTE = 0x22;
const DASH = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;
const BRACE = 0x7d;

const LOWER = 1;
const DIGIT = 2;
const REST = 4;

/** What a byte may stand for in a name; 0: nothing. */
const CLASSES = new Uint8Array(256);
for (let byte = 0x61; byte <= 0x7a; byte++) CLASSES[byte] = LOWER;
for (let byte = 0x30; byte <= 0x39; byte++) CLASSES[byte] = DIGIT;
CLASSES[DASH] = REST;

/** The byte that two hex digits in lower case stand for, by their 16 bits; beyond 255: none. */
const HEX_PAIRS = new Uint16Array(1 << 16).fill(0x100);
for (let byte = 0; byte < 256; byte++) {
  const pair = byte.toString(16).padStart(2, '0');
  HEX_PAIRS[(pair.charCodeAt(0) << 8) | pair.charCodeAt(1)] = byte;
}
