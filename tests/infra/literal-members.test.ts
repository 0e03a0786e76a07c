import { describe, expect, it } from 'vitest';
import { withLiteralMembers } from '#infra/literal-members.ts';

const CONSTANTS = 'const _hE = "httpError";\nconst _e = "error";\n';

describe('members named by constants', () => {
  it.each([
    ['one', '{ [_hE]: 404 }', '{ "httpError": 404 }'],
    ['several', '{ [_e]: "c", [_hE]: 404 }', '{ "error": "c", "httpError": 404 }'],
    [
      'one in an object within',
      '[3, { [_e]: { [_hE]: 1 } }]',
      '[3, { "error": { "httpError": 1 } }]',
    ],
  ])('get the text of the constant: %s', (_, given, expected) => {
    expect(withLiteralMembers(CONSTANTS + given)).toBe(CONSTANTS + expected);
  });

  it.each([
    ['a name that is no constant of this module', '{ [_other]: 404 }'],
    ['an element of a list', '[_hE, _e]'],
    ['an access', 'shape[_hE]'],
    ['a computation', '{ [_hE + _e]: 404 }'],
    ['a label', 'x ? y[_hE] : z'],
  ])('stay as they are: %s', (_, given) => {
    expect(withLiteralMembers(CONSTANTS + given)).toBe(CONSTANTS + given);
  });

  it('stay as they are where the constant is no text', () => {
    const given = 'let _hE = "httpError";\nconst _e = 1;\n({ [_hE]: 1, [_e]: 2 })';
    expect(withLiteralMembers(given)).toBe(given);
  });
});
