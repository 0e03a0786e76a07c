import { expect, test } from 'vitest';
import { fromHex } from '#core/encoding.ts';
import { rawKeyOf } from '#functions/adapters/kms-signer.ts';

const KEY = '01'.repeat(32);
const spki = (prefix: string, key = KEY) => fromHex(prefix + key);

test('the raw key is the last 32 bytes of an Ed25519 SPKI', () => {
  expect(rawKeyOf(spki('302a300506032b6570032100'))).toEqual(fromHex(KEY));
});

test.each([
  ['nothing', undefined],
  ['no bytes', new Uint8Array()],
  ['the key without its SPKI', fromHex(KEY)],
  ['a key of X25519', spki('302a300506032b656e032100')],
  ['a key that is too long', spki('302a300506032b6570032100', `${KEY}00`)],
  ['a key that is too short', spki('302a300506032b6570032100', KEY.slice(2))],
])('refuses %s', (_, bytes) => {
  expect(() => rawKeyOf(bytes)).toThrow(expect.objectContaining({ code: 'Corrupt' }));
});
