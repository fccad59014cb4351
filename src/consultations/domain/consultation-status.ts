import { DomainError } from '../../shared/domain-error';

/**
 * `draft` is a text that is no sheet yet; `locked` is what submitted and reviewed sheets of a closed period are, without
 * anything being written to them.
 */
export const CONSULTATION_STATUSES = ['draft', 'submitted', 'reviewed', 'locked', 'voided'] as const;
export type ConsultationStatus = (typeof CONSULTATION_STATUSES)[number];

export type SheetAction = 'amend' | 'link' | 'approve' | 'return' | 'void';

interface ActionRule {
  /** Status before → status after; what is missing is refused. */
  readonly moves: Partial<Readonly<Record<ConsultationStatus, ConsultationStatus>>>;
  /** Null: whoever may write the sheet at all. */
  readonly roles: readonly string[] | null;
  /** Nobody judges a text of their own. */
  readonly notByAuthor: boolean;
  readonly refusal: { readonly code: string; readonly message: string };
}

const REVIEW = {
  roles: ['supervisor'],
  notByAuthor: true,
  refusal: {
    code: 'consultation_not_reviewable',
    message: 'この状態の相談記録票は確認できません。',
  },
};

const RULES: Readonly<Record<SheetAction, ActionRule>> = {
  amend: {
    // What a supervisor saw is no longer what stands there.
    moves: { submitted: 'submitted', reviewed: 'submitted' },
    roles: null,
    notByAuthor: false,
    refusal: {
      code: 'consultation_not_amendable',
      message: 'この状態の相談記録票は訂正できません。',
    },
  },
  link: {
    moves: { submitted: 'submitted', reviewed: 'reviewed' },
    roles: null,
    notByAuthor: false,
    refusal: {
      code: 'consultation_not_linkable',
      message: 'この状態の相談記録票は呼との結び付きを変えられません。',
    },
  },
  approve: { moves: { submitted: 'reviewed' }, ...REVIEW },
  return: { moves: { submitted: 'submitted', reviewed: 'submitted' }, ...REVIEW },
  void: {
    moves: { submitted: 'voided', reviewed: 'voided' },
    roles: ['supervisor', 'coordinator'],
    notByAuthor: false,
    refusal: {
      code: 'consultation_not_voidable',
      message: 'この状態の相談記録票は取り消せません。',
    },
  },
};

/** The status of a sheet once this is done to it; refused when it may not be. */
export function statusAfter(action: SheetAction, status: ConsultationStatus): ConsultationStatus {
  const { moves, refusal } = RULES[action];
  const next = moves[status];
  if (next !== undefined) return next;
  if (status === 'locked') throw periodClosed();
  throw new DomainError('conflict', refusal.code, refusal.message);
}

export function refuseUnlessMay(action: SheetAction, roles: readonly string[], isAuthor: boolean): void {
  const rule = RULES[action];
  const holders = rule.roles;
  if (holders !== null && !roles.some((role) => holders.includes(role))) {
    throw new DomainError('forbidden', 'forbidden', 'この操作の権限がありません。');
  }
  if (rule.notByAuthor && isAuthor) {
    throw new DomainError('forbidden', 'own_sheet', '自分が記入した票は、自分では確認できません。');
  }
}

/** Figures of a closed period do not move any more (domain rule 35). */
export function periodClosed(): DomainError {
  return new DomainError('conflict', 'period_closed', '終了した期には登録も訂正もできません。');
}
