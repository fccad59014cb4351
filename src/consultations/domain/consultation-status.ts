import { DomainError } from '../../shared/domain-error';

export const CONSULTATION_STATUSES = ['draft', 'submitted', 'reviewed', 'locked', 'voided'] as const;
export type ConsultationStatus = (typeof CONSULTATION_STATUSES)[number];

const AFTER_AMENDMENT: Readonly<Record<ConsultationStatus, ConsultationStatus | null>> = {
  draft: null,
  submitted: 'submitted',
  // What a supervisor saw is no longer what stands there.
  reviewed: 'submitted',
  locked: null,
  voided: null,
};

/** The status of a sheet once it is amended; null when it may not be. */
export function statusAfterAmendment(status: ConsultationStatus): ConsultationStatus | null {
  return AFTER_AMENDMENT[status];
}

/** Figures of a closed period do not move any more (domain rule 35). */
export function periodClosed(): DomainError {
  return new DomainError('conflict', 'period_closed', '終了した期には登録も訂正もできません。');
}
