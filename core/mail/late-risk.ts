import { acceptance } from '../records/acceptance.ts';
import { contentOf } from '../records/content-of.ts';
import { riskAssessment } from '../records/risk-assessment.ts';
import { treatment } from '../records/treatment.ts';
import type { Head } from '../store/items.ts';
import type { LateRisk } from './matter.ts';

/** What a mail about a risk tells of; `undefined` for other records. */
export function lateRisk(head: Head): LateRisk | undefined {
  switch (head.version.type) {
    case riskAssessment.name: {
      const { label, deadline } = contentOf(riskAssessment, head);
      return { is: 'assessment', head, label, due: deadline };
    }
    case treatment.name: {
      const { reason, due } = contentOf(treatment, head);
      return { is: 'treatment', head, label: reason, due };
    }
    case acceptance.name: {
      const { reason, until } = contentOf(acceptance, head);
      return { is: 'acceptance', head, label: reason, due: until };
    }
    default:
      return undefined;
  }
}
