import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const SECOND = 1000;

/**
 * One project a folder of `tests`, run by `npm test` as a group (`tests/run/groups.ts`).
 *
 * Groups over pure code share their modules between files; those that drive an engine or a
 * browser run one file after the other, since the machine has two cores.
 */
const projects = [
  group('architecture', { shared: true, seconds: 60 }),
  group('unit', { shared: true, seconds: 30 }),
  group('docs', { shared: true, seconds: 60 }),
  group('infra', { shared: true, seconds: 120 }),
  group('engine', { oneByOne: true, seconds: 120 }),
  group('browser', { oneByOne: true, seconds: 120 }),
];

interface Shape {
  /** Files of the group share one module graph: quicker, fit only for code without state. */
  readonly shared?: boolean;
  readonly oneByOne?: boolean;
  /** How long a test or hook may take before it counts as hung. */
  readonly seconds: number;
}

function group(name: string, shape: Shape): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      isolate: shape.shared !== true,
      maxWorkers: shape.oneByOne === true ? 1 : 2,
      // Projects of different widths may not run side by side.
      sequence: { groupOrder: shape.oneByOne === true ? 1 : 0 },
      testTimeout: shape.seconds * SECOND,
      hookTimeout: shape.seconds * SECOND,
    },
  };
}

export default defineConfig({ test: { projects, allowOnly: false } });
