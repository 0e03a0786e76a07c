import { beforeEach, describe, expect, it } from 'vitest';
import { create, edit, take } from '#core/changes/change.ts';
import type { Ref } from '#core/ids.ts';
import { draftHold, liftHold } from '#core/incidents/hold-drafts.ts';
import { incidentPending } from '#core/incidents/pending.ts';
import { takeHold } from '#core/incidents/take-hold.ts';
import { advance } from '#core/log/advance.ts';
import { evidencePath, recordPath, signalsPath } from '#core/log/paths.ts';
import { contentOf } from '#core/records/content-of.ts';
import { legalHold } from '#core/records/legal-hold.ts';
import { recordType } from '#core/records/registry.ts';
import type { Head } from '#core/store/items.ts';
import { DAY, HOUR, later } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import type { House } from '#tests/support/house.ts';
import { ASTRID, given, LARS } from '#tests/support/people.ts';
import {
  clockWorld,
  decide,
  givenIncident,
  INCIDENT,
  MODEL,
  OF,
  prove,
  SYSTEM,
} from './clock-world.ts';

const HOLD = `legal-hold/${INCIDENT}`;
const BY = { actor: ASTRID, via: 'link', reason: 'It may be reported' } as const;
const PRIVACY = 'gdpr-art33-authority';
const ORIGIN = 'halden.example/assent/test';

let at: House;
beforeEach(async () => {
  at = await clockWorld();
});

/** The log puts the bodies of whatever was written. */
const logged = () =>
  advance({
    ...at,
    patience: { sleep: async () => {}, random: at.random },
    signers: [at.signer],
    origin: ORIGIN,
    classOf: (type) => recordType(type).retention,
  });

async function hold(also: readonly Ref[] = []): Promise<void> {
  const made = await draftHold(at, await at.store.need(OF), { ...BY, also });
  if (made.length > 0) await at.store.commit(made);
}

async function lift(): Promise<void> {
  const made = await liftHold(at, await at.store.need(OF), { ...BY, reason: 'It is over' });
  await at.store.commit(made);
}

const isHeld = (path: string): boolean | undefined => at.objects.versions(path)[0]?.held;

const anEvidence = (id: string, sha256: string) =>
  given(at.store, {
    type: 'evidence',
    id,
    state: 'stored',
    content: {
      class: 'evidence',
      collected: at.clock.now(),
      mediaType: 'text/plain',
      name: 'a.txt',
      personal: false,
      sha256,
      size: 1,
      source: 'A test',
    },
  });

const put = (path: string, text = 'x') =>
  at.objects.create(path, new TextEncoder().encode(text), {
    contentType: 'text/plain',
    retainUntil: later(at.clock.now(), 400 * DAY),
  });

describe('what an incident holds', () => {
  it('is itself, its system and its model, and what else is named, each once', async () => {
    await hold([SYSTEM, 'vendor/fjord-analytics']);
    const { version, pending } = await at.store.need(HOLD);
    expect(version).toMatchObject({ state: 'in-force', actor: ASTRID, reason: BY.reason });
    expect(contentOf(legalHold, await at.store.need(HOLD))).toEqual({
      reason: BY.reason,
      holds: [OF, SYSTEM, MODEL, 'vendor/fjord-analytics'],
    });
    expect(version.links).toEqual([{ rel: 'because', to: OF }]);
    expect(pending).toEqual([{ at: at.clock.now(), for: 'hold' }]);
  });

  it('is not written again, and more of it is added', async () => {
    await hold();
    await hold();
    expect((await at.store.need(HOLD)).version.version).toBe(1);
    await hold(['vendor/fjord-analytics']);
    const content = contentOf(legalHold, await at.store.need(HOLD));
    expect(content.holds).toContain('vendor/fjord-analytics');
    expect(content.holds).toContain(SYSTEM);
  });

  it('is lifted once, and may be held anew by another record', async () => {
    await hold();
    await lift();
    const head = await at.store.need(HOLD);
    expect(head.version).toMatchObject({ state: 'lifted', reason: 'It is over' });
    expect(contentOf(legalHold, head).lifted).toMatchObject({ reason: 'It is over' });
    expect(await liftHold(at, await at.store.need(OF), BY)).toEqual([]);
    await hold();
    expect((await at.store.need(`${HOLD}-2`)).version.state).toBe('in-force');
  });

  it('is not lifted while a duty to report is not met', async () => {
    await hold();
    await decide(at, [PRIVACY]);
    expect(await liftHold(at, await at.store.need(OF), BY)).toEqual([]);
    await prove(at, PRIVACY, at.clock.now());
    expect(await liftHold(at, await at.store.need(OF), BY)).toHaveLength(1);
  });

  it('cannot be retired in place of being lifted', async () => {
    await hold();
    const author = { actor: ASTRID, via: 'api', reason: 'Away with it' } as const;
    await expectError(take(at, await at.store.need(HOLD), 'retire', author), 'Refused');
  });
});

describe('what a hold does to objects', () => {
  it('holds every version of what it names, with evidence, and never touches the rest', async () => {
    await anEvidence('report', 'a'.repeat(64));
    await put(evidencePath('a'.repeat(64)));
    const { type, id, state, content, links } = (await at.store.need(SYSTEM)).version;
    const assessed = [...links, { rel: 'assessed-by', to: 'evidence/report' }];
    await given(at.store, { type, id, state, content, links: assessed });
    // What is linked no more was linked, and so is held.
    await given(at.store, { type, id, state, content, links });
    await logged();
    await hold();
    await logged();
    expect((await at.sweep()).failed).toEqual([]);
    for (const path of [
      recordPath(OF, 1),
      recordPath(SYSTEM, 1),
      recordPath(SYSTEM, 3),
      recordPath(MODEL, 1),
      recordPath('evidence/report', 1),
      evidencePath('a'.repeat(64)),
    ]) {
      expect(isHeld(path), path).toBe(true);
    }
    const others = at.objects.versions().filter(({ held, path }) => !held && /^log/.test(path));
    expect(others.length).toBeGreaterThan(0);
    expect(isHeld(recordPath(LARS, 1))).toBe(false);
    expect(isHeld(recordPath('response-plan/default', 1))).toBe(false);
  });

  it('holds what belongs to the incident: its clocks, tasks with their facts, and its signals', async () => {
    const list = `[{"batch":"signals/2026-11-24/${'d'.repeat(64)}.jsonl","counted":2}]`;
    await put(evidencePath('e'.repeat(64)), list);
    await put(signalsPath('2026-11-24', 'd'.repeat(64)));
    const window = { window: '2026-11-24T09:00:00.000Z', total: 2, batches: 'e'.repeat(64) };
    await givenIncident(at, { windows: [window], signals: 2 });
    await decide(at, [PRIVACY]);
    await logged();
    await hold();
    await at.sweep();
    expect(isHeld(evidencePath('e'.repeat(64)))).toBe(true);
    expect(isHeld(signalsPath('2026-11-24', 'd'.repeat(64)))).toBe(true);
    expect(isHeld(recordPath(`regulatory-clock/${INCIDENT}-${PRIVACY}`, 1))).toBe(true);
  });

  it('lets them go when it is lifted, but for what another hold keeps', async () => {
    await logged();
    await hold();
    const author = { actor: 'service/setup', via: 'api', reason: 'A court asks for it' } as const;
    const content = { reason: 'A court asks for it', holds: [MODEL] };
    await create(at, 'legal-hold', 'court', { content, links: [] }, author);
    await at.sweep();
    expect(isHeld(recordPath(SYSTEM, 1))).toBe(true);
    await lift();
    await at.sweep();
    expect(isHeld(recordPath(SYSTEM, 1))).toBe(false);
    expect(isHeld(recordPath(OF, 1))).toBe(false);
    expect(isHeld(recordPath(MODEL, 1))).toBe(true);
    await take(at, await at.store.need('legal-hold/court'), 'lift', author);
    await at.sweep();
    expect(isHeld(recordPath(MODEL, 1))).toBe(false);
  });

  it('lets go a day later what a run held on that had begun before it was lifted', async () => {
    await logged();
    await hold();
    await at.sweep();
    const before = await at.store.need(HOLD);
    await lift();
    await at.sweep();
    await takeHold(at, before, at.clock.now());
    expect(isHeld(recordPath(OF, 1))).toBe(true);
    const lifted = (await at.store.need(HOLD)).version.time;
    at.clock.set(later(lifted, DAY - 1));
    await at.sweep();
    expect(isHeld(recordPath(OF, 1))).toBe(true);
    at.clock.advance(1);
    expect((await at.sweep()).failed).toEqual([]);
    expect(isHeld(recordPath(OF, 1))).toBe(false);
    expect((await at.store.need(HOLD)).pending).toEqual([]);
  });

  it('lets go what an edit names no more, and keeps the rest', async () => {
    await logged();
    const author = { actor: 'service/setup', via: 'api', reason: 'A court asks for it' } as const;
    const body = (holds: readonly Ref[]) => ({ content: { reason: 'A court', holds }, links: [] });
    const head = await create(at, 'legal-hold', 'court', body([MODEL, SYSTEM]), author);
    await at.sweep();
    expect(isHeld(recordPath(SYSTEM, 1))).toBe(true);
    const { ref } = await edit(at, await at.store.need(head.ref), body([MODEL]), author);
    await at.sweep();
    expect(isHeld(recordPath(SYSTEM, 1))).toBe(false);
    expect(isHeld(recordPath(MODEL, 1))).toBe(true);
    expect((await at.store.need(ref)).pending).toEqual([
      { at: later(at.clock.now(), DAY), for: 'hold' },
    ]);
  });

  it('is done again daily, for what came since', async () => {
    await logged();
    await hold();
    await at.sweep();
    const { type, id, state, content, links } = (await at.store.need(MODEL)).version;
    await given(at.store, { type, id, state, content, links });
    await logged();
    await at.sweep();
    expect(isHeld(recordPath(MODEL, 2))).toBe(false);
    at.clock.advance(DAY);
    await at.sweep();
    expect(isHeld(recordPath(MODEL, 2))).toBe(true);
  });

  it('looks again within the hour where the log has yet to put what is to be held', async () => {
    await hold();
    await at.sweep();
    expect((await at.store.need(HOLD)).pending).toEqual([
      { at: later(at.clock.now(), HOUR), for: 'hold' },
    ]);
    await logged();
    at.clock.advance(HOUR);
    await at.sweep();
    expect(isHeld(recordPath(OF, 1))).toBe(true);
  });

  it('goes on where it stopped when there is more than one run takes', async () => {
    const batches = Array.from({ length: 1500 }, (_, n) => n.toString(16).padStart(64, '0'));
    const paths = batches.map((sha256) => signalsPath('2026-11-24', sha256));
    for (const path of paths) await put(path);
    const list = JSON.stringify(paths.map((batch) => ({ batch, counted: 1 })));
    await put(evidencePath('e'.repeat(64)), list);
    const window = { window: '2026-11-24T09:00:00.000Z', total: 1500, batches: 'e'.repeat(64) };
    await givenIncident(at, { windows: [window], signals: 1500 });
    await logged();
    await hold();
    await at.sweep();
    const held = () => paths.filter(isHeld).length;
    const first = held();
    expect(first).toBeGreaterThan(500);
    expect(first).toBeLessThan(1000);
    await at.sweep();
    expect(held()).toBe(1500);
    expect((await at.store.need(HOLD)).pending[0]?.at).toBe(later(at.clock.now(), DAY));
  });

  it.each(['before', 'after'] as const)(
    'ends alike wherever it is killed %s an outward call',
    async (moment) => {
      let killed = 0;
      for (let n = 1; ; n++) {
        at = await clockWorld();
        await logged();
        await hold();
        await logged();
        const head = await at.store.need(HOLD);
        at.calls.killAt(n, moment);
        const [run] = await Promise.allSettled([takeHold(at, head, at.clock.now())]);
        if (run.status === 'fulfilled') break;
        killed += 1;
        await at.sweep();
        expect(isHeld(recordPath(SYSTEM, 1)), `${n}`).toBe(true);
        expect(isHeld(recordPath(HOLD, 1)), `${n}`).toBe(false);
      }
      expect(killed).toBeGreaterThan(10);
    },
  );
});

describe('what is in use', () => {
  const author = { actor: 'service/setup', via: 'api', reason: 'So it is' } as const;
  const lockOf = (path: string) => at.objects.versions(path)[0]?.retainUntil ?? '';

  const prolongs = ({ pending }: Head) =>
    pending.filter((each) => each.for === 'prolong').map((each) => each.at);

  async function aModel() {
    const { content } = (await at.store.need(MODEL)).version;
    return create(at, 'model', 'other', { content, links: [] }, author);
  }

  it('is locked for its whole class from now on, each month', async () => {
    const head = await aModel();
    await logged();
    const path = recordPath(head.ref, 1);
    const first = lockOf(path);
    at.clock.advance(30 * DAY);
    expect((await at.sweep()).failed).toEqual([]);
    expect(Date.parse(lockOf(path)) - Date.parse(first)).toBe(30 * DAY);
    expect(prolongs(await at.store.need(head.ref))).toEqual([later(at.clock.now(), 30 * DAY)]);
  });

  it('is prolonged in time however often it is edited', async () => {
    const head = await aModel();
    const due = later(at.clock.now(), 30 * DAY);
    at.clock.advance(20 * DAY);
    const { content } = head.version;
    const edited = await edit(
      at,
      head,
      { content: { ...content, release: '15' }, links: [] },
      author,
    );
    expect(prolongs(edited)).toEqual([due]);
  });

  it('is locked for its class a last time when it is retired, and then let be', async () => {
    const head = await aModel();
    await logged();
    at.clock.advance(10 * DAY);
    await take(at, head, 'retire', author);
    await at.sweep();
    const until = lockOf(recordPath(head.ref, 1));
    expect(Date.parse(until) - Date.parse(at.clock.now())).toBeGreaterThan(3653 * DAY);
    expect(prolongs(await at.store.need(head.ref))).toEqual([]);
    at.clock.advance(60 * DAY);
    await at.sweep();
    expect(lockOf(recordPath(head.ref, 1))).toBe(until);
  });

  it('keeps the signals that an incident counted as long as the incident, once it is over', async () => {
    const batch = signalsPath('2026-11-24', 'd'.repeat(64));
    await put(batch);
    await put(evidencePath('e'.repeat(64)), JSON.stringify([{ batch, counted: 2 }]));
    const window = { window: '2026-11-24T09:00:00.000Z', total: 2, batches: 'e'.repeat(64) };
    const head = await givenIncident(at, { windows: [window], signals: 2 });
    const { type, id, content, links } = head.version;
    const closed = await given(at.store, { type, id, state: 'closed', content, links });
    const pending = incidentPending([], 'closed', at.clock.now());
    await at.store.setPending(
      closed,
      pending.filter((each) => each.for === 'prolong'),
    );
    at.clock.advance(30 * DAY);
    expect((await at.sweep()).failed).toEqual([]);
    const left = Date.parse(lockOf(batch)) - Date.parse(at.clock.now());
    expect(left).toBeGreaterThan(3653 * DAY);
    expect((await at.store.need(OF)).pending).toEqual([]);
  });

  it('never has a longer lock shortened', async () => {
    const head = await aModel();
    await logged();
    const far = '2080-01-01T00:00:00.000Z';
    await at.objects.prolong(recordPath(head.ref, 1), far);
    at.clock.advance(30 * DAY);
    await at.sweep();
    expect(lockOf(recordPath(head.ref, 1))).toBe(far);
  });
});
