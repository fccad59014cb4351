import { DomainError } from '../../shared/domain-error';
import {
  CONSULTATION_STATUSES,
  type ConsultationStatus,
  refuseUnlessMay,
  type SheetAction,
  statusAfter,
} from './consultation-status';

const codeOf = (act: () => unknown): unknown => {
  try {
    return act() ?? 'allowed';
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

describe('statusAfter', () => {
  const closed = 'period_closed';
  const table: Record<SheetAction, Record<ConsultationStatus, string>> = {
    amend: {
      draft: 'consultation_not_amendable',
      submitted: 'submitted',
      reviewed: 'submitted',
      locked: closed,
      voided: 'consultation_not_amendable',
    },
    link: {
      draft: 'consultation_not_linkable',
      submitted: 'submitted',
      reviewed: 'reviewed',
      locked: closed,
      voided: 'consultation_not_linkable',
    },
    approve: {
      draft: 'consultation_not_reviewable',
      submitted: 'reviewed',
      reviewed: 'consultation_not_reviewable',
      locked: closed,
      voided: 'consultation_not_reviewable',
    },
    return: {
      draft: 'consultation_not_reviewable',
      submitted: 'submitted',
      reviewed: 'submitted',
      locked: closed,
      voided: 'consultation_not_reviewable',
    },
    void: {
      draft: 'consultation_not_voidable',
      submitted: 'voided',
      reviewed: 'voided',
      locked: closed,
      voided: 'consultation_not_voidable',
    },
  };
  it.each(
    (Object.keys(table) as SheetAction[]).flatMap((action) =>
      CONSULTATION_STATUSES.map((status) => [action, status, table[action][status]] as const),
    ),
  )('%s of a %s sheet: %s', (action, status, outcome) => {
    expect(codeOf(() => statusAfter(action, status))).toBe(outcome);
  });
});

describe('refuseUnlessMay', () => {
  it.each([
    ['amend', 'counsellor', true, 'allowed'],
    ['amend', 'referrals', false, 'allowed'],
    ['approve', 'supervisor', false, 'allowed'],
    ['approve', 'supervisor', true, 'own_sheet'],
    ['approve', 'coordinator', false, 'forbidden'],
    ['approve', 'counsellor', false, 'forbidden'],
    ['return', 'supervisor', true, 'own_sheet'],
    ['return', 'supervisor', false, 'allowed'],
    ['void', 'supervisor', true, 'allowed'],
    ['void', 'coordinator', false, 'allowed'],
    ['void', 'counsellor', true, 'forbidden'],
    ['void', 'referrals', false, 'forbidden'],
  ] as const)('%s by %s, author %s: %s', (action, role, isAuthor, outcome) => {
    expect(codeOf(() => refuseUnlessMay(action, [role], isAuthor))).toBe(outcome);
  });
});
