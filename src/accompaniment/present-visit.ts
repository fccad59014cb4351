import { formatTokyo } from '../shared/tokyo-time';
import type { VisitRow } from './visits.reader';

export function presentVisit(visit: VisitRow) {
  return {
    id: visit.id,
    organisationId: visit.organisationId,
    periodId: visit.periodId,
    consultationId: visit.consultationId,
    referralIds: visit.referralIds,
    companionIds: visit.companionIds,
    isAlone: visit.companionIds.length < 2,
    status: visit.status,
    plannedFrom: formatTokyo(visit.plannedFrom),
    plannedUntil: formatTokyo(visit.plannedUntil),
    destinationKind: visit.destinationKind,
    checkMinutes: visit.checkMinutes,
    clientCame: visit.clientCame,
    result: visit.result,
    nextStep: visit.nextStep,
    cancellation: visit.cancellation,
    approvals: visit.approvals,
    hasOpenAlert: visit.hasOpenAlert,
    version: visit.version,
    createdAt: formatTokyo(visit.createdAt),
    updatedAt: formatTokyo(visit.updatedAt),
  };
}
