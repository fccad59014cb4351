import type { ReferralStatus } from './referral-moves';

/** HL7 FHIR R4 Task as other systems would read a referral; each pair stands for exactly one of our states. */
export interface TaskState {
  readonly status:
    'draft' | 'requested' | 'accepted' | 'rejected' | 'in-progress' | 'on-hold' | 'cancelled' | 'completed';
  readonly businessStatus: string;
}

export const TASK_STATES: Readonly<Record<ReferralStatus, TaskState>> = {
  proposed: { status: 'draft', businessStatus: 'proposed' },
  consented: { status: 'draft', businessStatus: 'consented' },
  sent: { status: 'requested', businessStatus: 'sent' },
  no_answer: { status: 'on-hold', businessStatus: 'no-answer' },
  accepted: { status: 'accepted', businessStatus: 'accepted' },
  declined: { status: 'rejected', businessStatus: 'declined' },
  appointment: { status: 'accepted', businessStatus: 'appointment' },
  met: { status: 'in-progress', businessStatus: 'met' },
  accompanied: { status: 'in-progress', businessStatus: 'accompanied' },
  received: { status: 'in-progress', businessStatus: 'received' },
  withdrawn: { status: 'cancelled', businessStatus: 'withdrawn' },
  closed: { status: 'completed', businessStatus: 'closed' },
};

/** Back again, null for a pair that is none of ours. */
export function statusOfTask({ status, businessStatus }: TaskState): ReferralStatus | null {
  const entries = Object.entries(TASK_STATES) as [ReferralStatus, TaskState][];
  const found = entries.find(
    ([, state]) => state.status === status && state.businessStatus === businessStatus,
  );
  return found?.[0] ?? null;
}
