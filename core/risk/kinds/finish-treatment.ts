import { fact, factIfAny, type Line } from '../../approvals/questions/question.ts';
import { contentOf } from '../../records/content-of.ts';
import { risk as riskType } from '../../records/risk.ts';
import { treatment } from '../../records/treatment.ts';
import { evidenceField, longText } from '../../work/common-fields.ts';
import type { WorkKind } from '../../work/work.ts';
import { applyDone } from '../treat.ts';

/** Is what was planned about a risk done? */
export const finishTreatment: WorkKind = {
  name: 'finish-treatment',
  of: 'treatment',
  number: 'treatment',
  facts: [
    { key: 'treatment', required: true },
    { key: 'actions-planned', required: false },
    { key: 'scenario', required: false },
  ],
  async gather(subject, read) {
    const { option, reason, actions, owner, due, risk: ref } = contentOf(treatment, subject);
    const risk = await read.load(ref);
    return {
      facts: [
        fact('treatment', subject, [{ say: 'treatment-plan', option, owner, due }, reason]),
        ...factIfAny(
          'actions-planned',
          subject,
          actions.map((each): Line => ({ say: 'action', state: 'open', ...each })),
        ),
        ...(risk === undefined ? [] : [fact('scenario', risk, contentOf(riskType, risk).event)]),
      ],
      unknown: [],
    };
  },
  form: () => [longText('how', 2000), evidenceField],
  apply: applyDone,
};
