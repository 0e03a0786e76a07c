import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const SECOND = 1000;

/**
 * One project a folder of `tests`, run by `npm test` as a group (`tests/run/groups.ts`).
 *
 * Files over pure code share their modules. Each file of `engine` and `browser` has an engine and a
 * browser of its own, so two run side by side on the two cores that the time budget is made for.
 */
const projects = [
  group('architecture', { isolated: false, seconds: 180 }),
  group('docs', { isolated: false, seconds: 120 }),
  group('unit', { isolated: false, seconds: 120 }),
  group('infra', { isolated: false, seconds: 240 }),
  group('engine', { isolated: true, seconds: 240, setUpSeconds: 300 }),
  group('browser', { isolated: true, seconds: 300, setUpSeconds: 300 }),
];

interface Shape {
  /** Whether each file loads its modules anew. */
  readonly isolated: boolean;
  /** How long a test may take before it counts as hung. */
  readonly seconds: number;
  /** The same for what runs before and after tests. */
  readonly setUpSeconds?: number;
}

function group(name: string, shape: Shape): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      isolate: shape.isolated,
      maxWorkers: 2,
      testTimeout: shape.seconds * SECOND,
      hookTimeout: (shape.setUpSeconds ?? shape.seconds) * SECOND,
    },
  };
}

export default defineConfig({
  // A test is listed by itself only where it is slow even for a browser.
  test: { projects, allowOnly: false, slowTestThreshold: 10 * SECOND },
});
