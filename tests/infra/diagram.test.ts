import { readFileSync } from 'node:fs';
import { Pass } from 'aws-cdk-lib/aws-stepfunctions';
import { describe, expect, it } from 'vitest';
import { withDiagram } from '#infra/diagram.ts';
import { loadWorkflows } from '#infra/workflows.ts';

const workflows = [...(await loadWorkflows())];

describe('the page of a workflow', () => {
  it.each(workflows)(
    '%s shows the machine as it is: node infra/write-diagrams.ts',
    (name, define) => {
      const page = readFileSync(`workflows/${name}/README.md`, 'utf8');
      expect(page).toBe(withDiagram(page, define));
    },
  );

  it('changes with its machine, and keeps what people wrote', () => {
    const page = readFileSync('workflows/approval/README.md', 'utf8');
    const changed = withDiagram(page, (scope) => new Pass(scope, 'Alone'));
    expect(changed).toContain('[*] --> Alone');
    expect(changed).not.toContain('Conclude -->');
    expect(changed.startsWith('# Approval\n')).toBe(true);
  });

  it('is refused without the part that a machine fills', () => {
    expect(() => withDiagram('# Approval', (scope) => new Pass(scope, 'Alone'))).toThrow('lacks');
  });
});
