import { Injectable } from '@nestjs/common';
import { inSlices } from '../../platform/jobs/in-slices';
import type { Steps } from '../../shared/steps';
import { type Interval, overlaps } from '../../shared/interval';
import { MINUTE_MS, startOfTokyoDay } from '../../shared/tokyo-time';
import { DemandReader } from '../../demand/demand.reader';
import type { PlannedSlot } from '../../demand/domain/demand-slot';
import { slotCurve } from '../../demand/domain/answered-curve';
import { PeriodsReader } from '../../periods/periods.reader';
import { rows, type Tx } from '../../platform/database/sql';
import type {
  BuildMaterial,
  CallCurve,
  DraftSeat,
  OrganisationMaterial,
} from '../domain/build/build-material';
import { asNeeds } from '../domain/as-needs';
import type { ShiftFacts } from '../domain/roster-facts';
import { type BuildOptions, RosterBuildsReader, type BuildScope } from './roster-builds.reader';
import { RosterGroundReader } from '../roster-ground.reader';

/** The demand plan's slots. */
const HALF_HOUR_MS = 30 * MINUTE_MS;

@Injectable()
export class BuildMaterialReader {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly ground: RosterGroundReader,
    private readonly demand: DemandReader,
    private readonly builds: RosterBuildsReader,
  ) {}

  async ofBuild(
    tx: Tx,
    now: Date,
    buildId: string,
  ): Promise<{ readonly options: BuildOptions; readonly material: BuildMaterial }> {
    const { options } = await this.builds.byId(tx, buildId);
    return { options, material: await this.read(tx, now, options) };
  }

  private async read(tx: Tx, now: Date, scope: BuildScope): Promise<BuildMaterial> {
    const period = await this.periods.byId(tx, scope.periodId);
    const organisations: OrganisationMaterial[] = [];
    for (const organisationId of scope.organisationIds) {
      organisations.push(await this.organisation(tx, now, scope, organisationId));
    }
    const shifts = organisations.flatMap((each) => each.shifts);
    return {
      period: { from: period.startsAt, until: period.endsAt },
      organisations: ofOneEach(organisations),
      openingHours: await this.periods.openingHours(tx, scope.periodId),
      isNational: scope.isNational,
      curves: await this.curves(tx, scope.periodId, shifts),
      needs: scope.isNational ? (await this.demand.needs(tx, scope.periodId, null)).flatMap(asNeeds) : [],
      yenPerHour: scope.yenPerHour,
    };
  }

  private async organisation(
    tx: Tx,
    now: Date,
    scope: BuildScope,
    organisationId: string,
  ): Promise<OrganisationMaterial> {
    const key = { periodId: scope.periodId, organisationId };
    const { facts, rules } = await this.ground.read(tx, key);
    const shifts = await rows<ShiftFacts>(tx, SHIFTS, [scope.periodId, organisationId]);
    const draft = await rows<DraftSeat>(tx, DRAFT, [scope.periodId, organisationId]);
    const within = scope.days && {
      from: startOfTokyoDay(scope.days.from),
      until: startOfTokyoDay(scope.days.until),
    };
    const free = shifts.filter(
      ({ from }) => from > now && (!within || (within.from <= from && from < within.until)),
    );
    const freeShiftIds = new Set(free.map(({ id }) => id));
    return { organisationId, shifts, freeShiftIds, people: facts.people, draft, rules };
  }

  private async curves(tx: Tx, periodId: string, shifts: readonly ShiftFacts[]): Promise<CallCurve[]> {
    const plan = await this.demand.newestPlan(tx, periodId);
    if (!plan) return [];
    return inSlices(curvesOf(await this.demand.slots(tx, periodId, null), shifts, plan.occupancyCap));
  }
}

function* curvesOf(
  slots: readonly PlannedSlot[],
  shifts: readonly ShiftFacts[],
  occupancyCap: number | null,
): Steps<CallCurve[]> {
  const curves: CallCurve[] = [];
  for (const slot of slots) {
    const span = { from: slot.startsAt, until: new Date(slot.startsAt.getTime() + HALF_HOUR_MS) };
    const { channel, fieldCode, calls, seats } = slot;
    const most = Math.max(seats, seatsAt(shifts, span, channel)) + 1;
    curves.push({ ...span, channel, fieldCode, calls, seats, answered: slotCurve(slot, most, occupancyCap) });
    yield;
  }
  return curves;
}

function seatsAt(shifts: readonly ShiftFacts[], span: Interval, channel: string): number {
  return shifts
    .filter((shift) => shift.channel === channel && overlaps(shift, span))
    .reduce((sum, shift) => sum + shift.seats, 0);
}

/**
 * Whoever serves two organisations is given new seats by the first only: two rows of one person could be sent to two places.
 * What they have in the others stands.
 */
function ofOneEach(organisations: readonly OrganisationMaterial[]): OrganisationMaterial[] {
  const seen = new Set<string>();
  return organisations.map((organisation) => {
    const again = new Set(organisation.people.filter(({ id }) => seen.has(id)).map(({ id }) => id));
    for (const { id } of organisation.people) seen.add(id);
    return {
      ...organisation,
      people: organisation.people.map((person) =>
        again.has(person.id) ? { ...person, wishes: null } : person,
      ),
      draft: organisation.draft.map((seat) =>
        again.has(seat.personId) ? { ...seat, isPinned: true } : seat,
      ),
    };
  });
}

const SHIFTS = `
  SELECT s.id, s.channel, s.field_code AS "fieldCode", s.role, s.seats, s.starts_at AS "from", s.ends_at AS "until"
  FROM shift AS s WHERE s.period_id = $1 AND s.organisation_id = $2 ORDER BY s.starts_at, s.id`;

const DRAFT = `
  SELECT sa.shift_id AS "shiftId", sa.person_id AS "personId", sa.is_pinned AS "isPinned"
  FROM shift_assignment AS sa JOIN shift AS s ON s.id = sa.shift_id
  WHERE s.period_id = $1 AND s.organisation_id = $2 AND sa.released_at IS NULL ORDER BY lower(sa.span), sa.id`;
