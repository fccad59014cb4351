import { heldAndRead } from './read-before-duty';
import type { RosterRule } from './rule';

export const guidanceRead: RosterRule = {
  code: 'guidance_read',
  label: '手引きの既読',
  strength: 'hard',
  weight: 0,
  basis: 'この期の手引きを読んでから電話に出る。',
  excusable: true,
  ...heldAndRead('guidance', '手引きの既読'),
};
