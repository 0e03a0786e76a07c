/** The text as a sentence: with a full stop, unless it ends with one, or with another mark. */
export const stop = (text: string): string => (/[.!?…]["”“’»]?$/u.test(text) ? text : `${text}.`);
