/** A JSON value as RFC 8259 has it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Members that are not there are absent, never `undefined`. */
export interface JsonObject {
  readonly [name: string]: Json;
}
