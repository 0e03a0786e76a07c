import { describe, expect, it } from 'vitest';
import { findPython, isNewEnough } from '#local/engine/python.ts';
import { fakePython } from './fake-python.ts';

describe('Python for the engine', () => {
  it.each(['3.10.0', '3.11.7', '3.14.0'])('may be %s', (version) => {
    expect(isNewEnough(version)).toBe(true);
  });

  it.each(['2.7.18', '3.9.21', '4.0.0', '', '3'])('may not be %j', (version) => {
    expect(isNewEnough(version)).toBe(false);
  });

  it('is the one that ASSENT_PYTHON names', () => {
    const { command } = fakePython('exit 0');
    expect(findPython(command)).toEqual({ command, version: '3.12.1' });
  });

  it('is refused with its version and the way out where it is too old', () => {
    const { command } = fakePython('exit 0', '3.9.2');
    expect(() => findPython(command)).toThrow(
      /too old: .*python3 is 3\.9\.2\.\nInstall Python 3\.10 or newer .*ASSENT_PYTHON=/,
    );
  });

  it('is refused where it does not run', () => {
    expect(() => findPython('/nowhere/python3')).toThrow(
      'ASSENT_PYTHON=/nowhere/python3 is no Python that runs',
    );
  });
});
