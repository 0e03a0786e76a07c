import { splitRef } from '../../ids.ts';
import { condition } from '../../records/condition.ts';
import { contentOf } from '../../records/content-of.ts';
import { incident } from '../../records/incident.ts';
import type { Sealed } from '../../records/version.ts';
import { SEVERITIES } from '../../signals/severity.ts';
import { summaryOf } from '../../store/items.ts';
import { compareUtf8 } from '../../store/text-order.ts';
import type { Fact } from '../../tasks/facts.ts';
import type { Said } from '../../tasks/said.ts';
import { fact, type ReadRecords } from './question.ts';

/**
 * What is still open about the records that a question is about. Each is found by who points to
 * the record, as the index knows them, and read as it stands.
 */

/** Lines that a page shows of each kind; beyond, it says how many more. */
export const MAX_SHOWN = 8;

interface Matter {
  readonly key: string;
  readonly head: Sealed;
  readonly said: Said;
  /** The weightiest first. */
  readonly order: string;
}

/** The promises that earlier approvals rest on and that nobody has fulfilled, missed ones first. */
export async function conditionFacts(
  subjects: readonly Sealed[],
  read: ReadRecords,
): Promise<readonly Fact[]> {
  const found = await pointing(subjects, 'about', condition.name, read);
  const matters = found.flatMap(({ head, on }): readonly Matter[] => {
    const { state } = head.version;
    if (state !== 'open' && state !== 'missed') return [];
    const { text, due } = contentOf(condition, head);
    const missed = state === 'missed';
    const said: Said = { say: 'condition', on, text, due, missed };
    return [{ key: 'conditions', head, said, order: `${missed ? 0 : 1} ${due} ${head.ref}` }];
  });
  return shown(matters);
}

const OVER = new Set(['closed', 'dismissed', 'merged', 'retired']);

/** Incidents that concern a system or a model and are not closed, the most severe first. */
export async function incidentFacts(
  subjects: readonly Sealed[],
  read: ReadRecords,
): Promise<readonly Fact[]> {
  const found = await Promise.all(
    ['concerns', 'of-model'].map((rel) => pointing(subjects, rel, incident.name, read)),
  );
  // One may point to a system and to its model.
  const once = new Map(found.flat().map((each) => [each.head.ref, each]));
  const matters = [...once.values()].flatMap(({ head }): readonly Matter[] => {
    const { state } = head.version;
    if (OVER.has(state)) return [];
    const { title, severity, happened } = contentOf(incident, head);
    const said: Said = { say: 'incident', title, severity, state, happened };
    const weight = SEVERITIES.length - SEVERITIES.indexOf(severity);
    return [{ key: 'incidents', head, said, order: `${weight} ${happened} ${head.ref}` }];
  });
  return shown(matters);
}

function shown(matters: readonly Matter[]): readonly Fact[] {
  const inOrder = [...matters].sort((a, b) => compareUtf8(a.order, b.order));
  const facts = inOrder.slice(0, MAX_SHOWN).map(({ key, head, said }) => fact(key, head, said));
  const next = inOrder[MAX_SHOWN];
  if (next === undefined) return facts;
  const more: Said = { say: 'more', count: inOrder.length - MAX_SHOWN };
  return [...facts, fact(next.key, next.head, more)];
}

/** Records of a type that point to some by a relation, each with what that one is called. */
async function pointing(
  subjects: readonly Sealed[],
  rel: string,
  type: string,
  read: ReadRecords,
): Promise<readonly { readonly head: Sealed; readonly on: string }[]> {
  const found = await Promise.all(
    subjects.map(async (subject) => {
      const refs = await read.incoming(subject.ref, rel);
      const ofType = refs.filter((ref) => splitRef(ref).type === type);
      const heads = await Promise.all(ofType.map((ref) => read.load(ref)));
      const on = summaryOf(subject).label ?? subject.version.id;
      return heads.filter((head) => head !== undefined).map((head) => ({ head, on }));
    }),
  );
  return found.flat();
}
