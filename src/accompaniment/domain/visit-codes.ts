/** Where people are accompanied to. */
export const DESTINATION_KINDS = [
  'city_office',
  'welfare_office',
  'self_reliance_desk',
  'police',
  'hospital',
  'legal_aid',
  'shelter',
  'school',
  'employment_office',
  'other',
] as const;
export type DestinationKind = (typeof DESTINATION_KINDS)[number];

/** What came of it where the person came along. */
const MET_RESULTS = ['applied', 'consulted', 'admitted', 'appointment_made', 'turned_away', 'other'] as const;
const MISSED_RESULTS = ['absent', 'refused', 'unreachable'] as const;
export const VISIT_RESULTS = [...MET_RESULTS, ...MISSED_RESULTS] as const;
export type VisitResult = (typeof VISIT_RESULTS)[number];

export const NEXT_STEPS = [
  'none',
  'another_visit',
  'receiver_continues',
  'call_back',
  'other_receiver',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

export const CANCELLATIONS = [
  'by_client',
  'by_receiver',
  'companion_unavailable',
  'unsafe',
  'mistake',
] as const;
export type Cancellation = (typeof CANCELLATIONS)[number];

/** How a missed check turned out. */
export const ALERT_OUTCOMES = ['safe', 'unreachable', 'emergency_call'] as const;
export type AlertOutcome = (typeof ALERT_OUTCOMES)[number];

/** Nobody is turned away who did not come, and nobody is absent who did. */
export function fitsResult(clientCame: boolean, result: VisitResult): boolean {
  const results: readonly VisitResult[] = clientCame ? MET_RESULTS : MISSED_RESULTS;
  return results.includes(result);
}
