/** What a planner says of a shift, without its id and its life since. */
export interface PlannedShift {
  readonly periodId: string;
  readonly organisationId: string;
  readonly channel: string;
  readonly fieldCode: string | null;
  readonly role: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly seats: number;
}

/** Does a repeated request say the same as the shift that is already there? */
export function samePlan(a: PlannedShift, b: PlannedShift): boolean {
  return (
    a.periodId === b.periodId &&
    a.organisationId === b.organisationId &&
    a.channel === b.channel &&
    a.fieldCode === b.fieldCode &&
    a.role === b.role &&
    a.startsAt.getTime() === b.startsAt.getTime() &&
    a.endsAt.getTime() === b.endsAt.getTime() &&
    a.seats === b.seats
  );
}
