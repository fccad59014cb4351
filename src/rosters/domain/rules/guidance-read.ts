import { heldOnDuty } from './held-skill';
import type { RosterRule } from './rule';

export const guidanceRead: RosterRule = {
  code: 'guidance_read',
  label: '手引きの既読',
  strength: 'hard',
  weight: 0,
  basis: 'この期の手引きを読んでから電話に出る。',
  excusable: true,
  ...heldOnDuty('guidance', '手引きの既読'),
};
