import { heldOnDuty } from './held-skill';
import type { RosterRule } from './rule';

export const qualification: RosterRule = {
  code: 'qualification',
  label: '資格の有効期間',
  strength: 'hard',
  weight: 0,
  basis: '団体が求める資格は、勤務の日に有効でなければならない。',
  excusable: false,
  ...heldOnDuty('qualification', '資格'),
};
