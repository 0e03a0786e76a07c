import type { RiskMatter } from '#core/mail/matter.ts';
import type { RiskMailView } from '../pages/mail/risk.ts';
import { readerOf } from './people.ts';

/** What is late about a risk. */
export const riskView = ({ to, risk, organisation }: RiskMatter): RiskMailView => ({
  organisation,
  reader: readerOf({ to }),
  is: risk.is,
  label: risk.label,
  due: risk.due,
});
