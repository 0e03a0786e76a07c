import type { LateMatter } from '#core/mail/matter.ts';
import type { LateMailView } from '../pages/mail/late.ts';
import { readerOf } from './people.ts';

/** What an incident demands was not done in time. */
export function lateView({ to, owner, late, incident, organisation }: LateMatter): LateMailView {
  const common = {
    organisation,
    reader: readerOf({ to }),
    incident: incident.content.title,
    owner: owner?.name ?? '',
    isOwner: owner?.ref === to.ref,
  };
  if (late.is === 'action') {
    return { ...common, is: 'action', text: late.content.text, due: late.content.due };
  }
  const { regime, reference, stage, reportedTo, deadline, own } = late.content;
  const duty = `${regime}, ${reference}, ${stage}`;
  return { ...common, is: 'clock', duty, to: reportedTo, due: deadline, own };
}
