import { formatTokyo, HOUR_MS, nextTokyoDay, startOfTokyoDay, tokyoDay } from '../../src/shared/tokyo-time';
import { type Interval, overlaps } from '../../src/shared/interval';
import type { Desk } from './demo-organisations';
import { organisationId, type People } from './people';
import { Random } from './random';
import { rowId } from './row-ids';
import type { AssignmentRow, ShiftRow } from './rows';

const PLANNED_AHEAD_MS = 20 * 24 * HOUR_MS;
const PEAK_DAYS = new Set(['2025-12-31', '2026-01-01']);

/** One person at one desk for one stretch of time. */
export interface Duty extends Interval {
  readonly personId: string;
  readonly desk: Desk;
}

export interface Roster {
  readonly shifts: readonly ShiftRow[];
  readonly assignments: readonly AssignmentRow[];
  readonly duties: readonly Duty[];
}

interface RosterPlan {
  readonly periodId: string;
  readonly span: Interval;
  readonly desks: readonly Desk[];
  /** Share of seats that somebody takes; what stays free is there to be filled by hand. */
  readonly filled: number;
  readonly restHours: number;
  /** Left out: everybody of the organisation may sit at each of its desks. */
  readonly mayKeep?: (personId: string, desk: Desk) => boolean;
}

/** Who sat where, around the clock. Nobody is in two places, and everybody rests between two duties. */
export function generateRoster(seed: number, people: People, plan: RosterPlan): Roster {
  const random = Random.stream(seed, `roster/${plan.periodId}`);
  const workload = new Map<string, Duty[]>();
  const shifts: ShiftRow[] = [];
  const assignments: AssignmentRow[] = [];
  for (const slot of slotsOf(plan)) {
    const shift = shiftRow(plan.periodId, slot);
    shifts.push(shift);
    for (let seat = 0; seat < slot.seats; seat += 1) {
      if (!random.chance(plan.filled)) continue;
      const personId = leastBusy(allowed(people, plan, slot.desk), slot.span, { plan, workload, random });
      if (personId === null) continue;
      const duties = workload.get(personId) ?? [];
      workload.set(personId, [...duties, { ...slot.span, desk: slot.desk, personId }]);
      assignments.push(assignmentRow(shift, personId));
    }
  }
  return { shifts, assignments, duties: [...workload.values()].flat() };
}

interface Slot {
  readonly desk: Desk;
  readonly span: Interval;
  readonly seats: number;
}

/** In order of time, so that rest is judged against what was worked before. */
function slotsOf(plan: RosterPlan): Slot[] {
  const slots: Slot[] = [];
  for (let day = tokyoDay(plan.span.from); startOfTokyoDay(day) < plan.span.until; day = nextTokyoDay(day)) {
    const midnight = startOfTokyoDay(day).getTime();
    for (const desk of plan.desks) {
      for (const [from, until, seats] of desk.blocks) {
        const span = {
          from: new Date(midnight + from * HOUR_MS),
          until: new Date(midnight + until * HOUR_MS),
        };
        if (span.from < plan.span.from || span.until > plan.span.until) continue;
        const extra = desk.reinforced && from >= 15 && PEAK_DAYS.has(day) ? 1 : 0;
        slots.push({ desk, span, seats: seats + extra });
      }
    }
  }
  return slots.toSorted((a, b) => a.span.from.getTime() - b.span.from.getTime());
}

/** Who may sit at the desk, rested or not. */
function allowed(people: People, { mayKeep = () => true }: RosterPlan, desk: Desk): string[] {
  return people.staff
    .filter(
      ({ personId, organisations }) => organisations.includes(desk.organisation) && mayKeep(personId, desk),
    )
    .map(({ personId }) => personId);
}

interface Progress {
  readonly plan: RosterPlan;
  readonly workload: ReadonlyMap<string, readonly Duty[]>;
  readonly random: Random;
}

/** Whoever has rested and worked least so far. */
function leastBusy(personIds: readonly string[], span: Interval, progress: Progress): string | null {
  const { plan, workload, random } = progress;
  const rested = {
    from: new Date(span.from.getTime() - plan.restHours * HOUR_MS),
    until: new Date(span.until.getTime() + plan.restHours * HOUR_MS),
  };
  const free = personIds
    .map((id) => ({ id, duties: workload.get(id) ?? [] }))
    .filter(({ duties }) => !duties.some((duty) => overlaps(duty, rested)));
  const [chosen] = random.shuffled(free).toSorted((a, b) => a.duties.length - b.duties.length);
  return chosen?.id ?? null;
}

function shiftRow(periodId: string, { desk, span, seats }: Slot): ShiftRow {
  const [onlyField] = desk.serves;
  const name = [periodId, desk.organisation, desk.role, desk.channel, span.from.toISOString()].join('/');
  return {
    id: rowId(new Date(span.from.getTime() - PLANNED_AHEAD_MS), `shift/${name}`),
    period_id: periodId,
    organisation_id: organisationId(desk.organisation),
    channel: desk.channel,
    field_code: desk.serves.length === 1 && onlyField ? onlyField : null,
    role: desk.role,
    starts_at: formatTokyo(span.from),
    ends_at: formatTokyo(span.until),
    seats,
  };
}

function assignmentRow(shift: ShiftRow, personId: string): AssignmentRow {
  return {
    id: rowId(new Date(Date.parse(shift.starts_at) - PLANNED_AHEAD_MS), `assignment/${shift.id}/${personId}`),
    shift_id: shift.id,
    organisation_id: shift.organisation_id,
    person_id: personId,
    span: `[${shift.starts_at},${shift.ends_at})`,
  };
}
