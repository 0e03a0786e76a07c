import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#core/encoding.ts';
import * as node from '#core/hash/node.ts';
import * as portable from '#core/hash/portable.ts';
import { aSigner, utf8 } from './log-fixtures.ts';

describe.each([
  ['of Node', node],
  ['of browsers', portable],
])('hashes and signatures %s', (_, hash) => {
  it.each([
    // FIPS 180-4's examples, and nothing.
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('give the SHA-256 of %j', (text, hex) => {
    expect(hash.sha256Hex(utf8(text))).toBe(hex);
    expect(toHex(hash.sha256(utf8(text)))).toBe(hex);
  });

  it('write a digest where it is wanted and nowhere else', () => {
    const out = new Uint8Array(34).fill(9);
    hash.sha256Into(utf8('abc'), out, 1);
    expect([out[0], out[33]]).toEqual([9, 9]);
    expect(out.subarray(1, 33)).toEqual(hash.sha256(utf8('abc')));
  });

  it('give a digest that does not move when its input does', () => {
    const bytes = utf8('abc');
    const digest = hash.sha256(bytes);
    bytes.fill(0);
    expect(toHex(digest)).toBe(hash.sha256Hex(utf8('abc')));
  });

  it('verify RFC 8032’s signatures', () => {
    // Section 7.1, tests 1 and 2.
    const vectors = [
      [
        'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
        '',
        'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      ],
      [
        '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
        '72',
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      ],
    ] as const;
    for (const [key, message, signature] of vectors) {
      const bytes = [fromHex(signature), fromHex(message), fromHex(key)] as const;
      expect(hash.verifyEd25519(...bytes)).toBe(true);
    }
  });

  it('refuse what is no signature of that message by that key', async () => {
    const signer = aSigner();
    const key = await signer.publicKey();
    const message = utf8('message');
    const signature = await signer.sign(message);
    const other = await aSigner(8).publicKey();
    expect(hash.verifyEd25519(signature, message, key)).toBe(true);
    expect(hash.verifyEd25519(signature, utf8('massage'), key)).toBe(false);
    expect(hash.verifyEd25519(signature, message, other)).toBe(false);
    expect(hash.verifyEd25519(signature.subarray(1), message, key)).toBe(false);
    expect(hash.verifyEd25519(signature, message, key.subarray(1))).toBe(false);
    expect(hash.verifyEd25519(new Uint8Array(64), message, key)).toBe(false);
    expect(hash.verifyEd25519(signature, message, new Uint8Array(32).fill(255))).toBe(false);
  });

  it('refuse a signature whose scalar is not reduced', async () => {
    const signer = aSigner();
    const message = utf8('message');
    const signature = await signer.sign(message);
    // s + L: the same equation, another spelling (RFC 8032 §5.1.7 refuses it).
    const order = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
    let carry = 0;
    const malleated = signature.map((byte, i) => {
      if (i < 32) return byte;
      const sum = byte + (order[i - 32] ?? 0) + carry;
      carry = sum >> 8;
      return sum & 255;
    });
    expect(hash.verifyEd25519(malleated, message, await signer.publicKey())).toBe(false);
  });
});

describe('both maps of hashes', () => {
  it('agree on every input', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(node.sha256(bytes)).toEqual(portable.sha256(bytes));
      }),
    );
  });
});
