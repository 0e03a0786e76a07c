import { beforeEach, describe, expect, it } from 'vitest';
import { type RedriveCommand, redriveCommand, runRedrive } from '#cli/redrive.ts';
import type { HeldLetter } from '#cli/targets/dead-letters.ts';
import { AssentError } from '#core/errors.ts';
import { lists } from '#core/store/lists.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { type Matter, matter } from '../approvals/matter.ts';
import { transcript } from './transcript.ts';

const INGEST = 'assent-local-ingest';

const anEvent = (key: string) =>
  JSON.stringify({ source: 'acme', 'detail-type': 'Monitoring Signal', detail: { key } });
const A_RING = JSON.stringify({
  requestContext: {
    functionArn: 'arn:aws:lambda:us-east-1:1:function:assent-local-mail:$LATEST',
    condition: 'RetriesExhausted',
  },
});

/** A queue in memory that hands out each letter once, until it is put back. */
function aQueue(bodies: readonly string[]) {
  const waiting = bodies.map(
    (body, n): HeldLetter => ({ id: `m-${n}`, handle: `h-${n}`, body, attributes: {} }),
  );
  const gone: string[] = [];
  const handedOver: string[] = [];
  const steps: string[] = [];
  return {
    arn: 'arn:aws:sqs:us-east-1:000000000000:assent-local-dead-letters',
    ingestQueue: INGEST,
    waiting,
    gone,
    handedOver,
    steps,
    take: async () => waiting.splice(0, 10),
    putBack: async (letter: HeldLetter) => void waiting.push(letter),
    handOver: async ({ body }: HeldLetter) => {
      steps.push('handed over');
      handedOver.push(body);
    },
    remove: async ({ id }: HeldLetter) => {
      steps.push('removed');
      gone.push(id);
    },
  };
}

let m: Matter;
beforeEach(async () => {
  m = await matter();
  await m.open();
});

async function redrive(queue: ReturnType<typeof aQueue>, options: Partial<RedriveCommand> = {}) {
  const lines: string[] = [];
  const stages: string[] = [];
  const io = { out: (line: string) => lines.push(line), err: () => {} };
  const open = async (stage: string) => {
    stages.push(stage);
    return { ...m.at, lists: lists(m.at.table), letters: queue };
  };
  const code = await runRedrive({ stage: 'local', ...options }, io, open);
  return { code, said: lines.join('\n'), stages };
}

describe('assent redrive', () => {
  it('says that nothing failed where nothing did', async () => {
    const { code, said, stages } = await redrive(aQueue([]), { stage: 'trial' });
    expect([code, stages]).toEqual([0, ['trial']]);
    expect(said).toBe('Executions    0 dead\nDead letters  0');
  });

  it('has a machine that died looked at again', async () => {
    m.at.machines.end('approval', m.firstExecution);
    const { code, said } = await redrive(aQueue([]));
    expect(code).toBe(0);
    expect(said).toContain(`1 dead: each is looked at again`);
    expect(said).toContain(`- ${m.firstExecution}: ended`);
    await m.at.sweep();
    expect(m.at.machines.executions).toHaveLength(2);
  });

  it('hands over what came from outside, and takes rings away, each kind counted', async () => {
    const events = Array.from({ length: 25 }, (_, n) => anEvent(`k-${n}`));
    const queue = aQueue([...events, A_RING]);
    const { code, said } = await redrive(queue);
    expect(code).toBe(0);
    expect(queue.handedOver).toEqual(events);
    expect(queue.gone).toHaveLength(26);
    expect(queue.waiting).toEqual([]);
    expect(said).toMatch(
      /25 from outside: to be taken once more\n {2}- 25 Monitoring Signal from acme/,
    );
    expect(said).toMatch(
      /1 to functions of ours, .*\n {2}- 1 assent-local-mail \(RetriesExhausted\)/,
    );
  });

  it('hands over before it takes away, so that nothing is lost in between', async () => {
    const queue = aQueue([anEvent('k')]);
    await redrive(queue);
    expect(queue.steps).toEqual(['handed over', 'removed']);
  });

  it('leaves where it is what nothing of ours put there, and says no', async () => {
    const queue = aQueue(['who knows', anEvent('k')]);
    const { code, said } = await redrive(queue);
    expect(code).toBe(1);
    expect(queue.gone).toEqual(['m-1']);
    expect(queue.waiting.map(({ id }) => id)).toEqual(['m-0']);
    expect(said).toContain('1 not ours: left where they are');
    expect(said).not.toContain('who knows');
  });

  it('says first what it would do, and changes nothing', async () => {
    m.at.machines.end('approval', m.firstExecution);
    const queue = aQueue([anEvent('k'), A_RING]);
    const before = JSON.stringify(m.at.table.all());
    const { code, said } = await redrive(queue, { dryRun: true });
    expect(code).toBe(0);
    expect(said).toMatch(/Nothing was changed\. Without --dry-run this is done\.$/);
    expect(JSON.stringify(m.at.table.all())).toBe(before);
    expect([queue.handedOver, queue.gone, queue.waiting.length]).toEqual([[], [], 2]);
  });

  it('meets a letter that comes back while it works, and takes it once', async () => {
    const queue = aQueue(['who knows']);
    const [letter] = queue.waiting;
    let again = 0;
    const take = async () => {
      again += 1;
      return again < 4 && letter !== undefined ? [letter] : [];
    };
    await redrive({ ...queue, take });
    expect(again).toBe(2);
  });

  it('takes away nothing that it could not hand over', async () => {
    const queue = aQueue([anEvent('k')]);
    const handOver = async () => {
      throw new AssentError('Transient', 'the queue is down');
    };
    await expectError(redrive({ ...queue, handOver }), 'Transient');
    expect(queue.gone).toEqual([]);
  });

  it('exits with 2 where the command line is wrong', async () => {
    expect(await transcript([redriveCommand], ['redrive', 'everything'])).toMatch(/\nexit 2\n$/);
  });
});
