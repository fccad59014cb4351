import { heldAndRead } from './read-before-duty';
import type { RosterRule } from './rule';

export const pledgeGiven: RosterRule = {
  code: 'pledge_given',
  label: '守秘の誓約',
  strength: 'hard',
  weight: 0,
  basis: '守秘の誓約を済ませてから電話に出る。',
  excusable: false,
  ...heldAndRead('pledge', '誓約'),
};
