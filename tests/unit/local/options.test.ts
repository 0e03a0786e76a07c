import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptions } from '#local/options.ts';
import { ASSENT_FOLDER } from '#local/paths.ts';

describe('the options of npm start', () => {
  it.each([
    ['none', [], {}, { port: 4780, fresh: false, help: false }],
    ['a port', ['--port', '5000'], {}, { port: 5000, fresh: false, help: false }],
    ['a port from the environment', [], { ASSENT_PORT: '6000' }, { port: 6000 }],
    ['a port before the environment', ['--port=5000'], { ASSENT_PORT: '6000' }, { port: 5000 }],
    ['a fresh start', ['--fresh'], {}, { fresh: true }],
    ['a place', ['--state', '/srv/assent/state'], {}, { state: '/srv/assent/state' }],
    ['the usual place', [], {}, { state: join(ASSENT_FOLDER, 'state') }],
    ['help', ['-h'], {}, { help: true }],
  ])('are read: %s', (_, args, environment, expected) => {
    expect(readOptions(args, environment)).toMatchObject(expected);
  });

  it.each([
    ['no number', ['--port', 'x'], '"x" is no port'],
    ['empty', ['--port', ''], '"" is no port'],
    ['below what anybody may use', ['--port', '80'], '"80" is no port'],
    ['without room for the next two', ['--port', '65534'], '"65534" is no port'],
    ['a fraction', ['--port', '5000.5'], '"5000.5" is no port'],
    ['absent after its option', ['--port'], 'argument missing'],
    ['misspelt', ['--prot', '5000'], "Unknown option '--prot'"],
    ['loose', ['5000'], 'Unexpected argument'],
  ])('are refused where a port is %s', (_, args, message) => {
    expect(() => readOptions(args, {})).toThrow(message);
  });

  it.each(['', '/', '/somewhere', '/srv/assent/state/..'])(
    'are refused where "%s" is to be the folder that --fresh throws away',
    (folder) => {
      expect(() => readOptions(['--state', folder], {})).toThrow('is no place for it');
    },
  );

  it('are refused where the environment has no port', () => {
    expect(() => readOptions([], { ASSENT_PORT: 'none' })).toThrow('"none" is no port');
  });
});
