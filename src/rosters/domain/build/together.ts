import type { Demand, Need } from '../../../optimiser/problem';
import { type Interval, overlaps } from '../../../shared/interval';
import { cutByInterval } from '../by-interval';
import type { ShiftFacts } from '../roster-facts';
import type { RuleInForce } from '../rules-in-force';
import { codesOf, wholeOf } from '../rules/rule';
import { minutes } from '../work-time';
import type { BuildMaterial, CallCurve, OrganisationMaterial } from './build-material';
import type { BuildCalendar } from './calendar';
import { standingSeats } from './standing';

/** A hard rule about people together is priced like this, since nobody may be made to come. */
const HARD_PRICE = 50;
const HOURS_PER_FINDING = 4;

/** People wanted at once by the organisation's rules: not alone, and with a supervisor. */
export function organisationNeeds(
  organisation: OrganisationMaterial,
  index: number,
  calendar: BuildCalendar,
): Need[] {
  const line = organisation.shifts.filter(({ role }) => role !== 'standby');
  const standing = standingSeats(organisation).filter(({ shift }) => shift.role !== 'standby');
  const free = line.filter(({ id }) => organisation.freeShiftIds.has(id));
  return cutByInterval(line).flatMap((segment) => {
    if (!free.some((shift) => overlaps(shift, segment))) return [];
    const seats = segment.members.reduce((sum, shift) => sum + shift.seats, 0);
    const there = standing.filter(({ shift }) => overlaps(shift, segment)).length;
    const span = calendar.span(segment);
    const least = ruleOf(organisation, 'minimum_staff');
    const wanted = Math.min(seats, least ? wholeOf(least.parameters, 'people') : 0) - there;
    const needs: Need[] = [];
    if (least && wanted > 0) {
      const price = priceOf(least, segment);
      needs.push({ rule: 'minimum_staff', skill: memberOf(index), ...span, atLeast: wanted, price });
    }
    const supervisor = ruleOf(organisation, 'supervisor_present');
    if (supervisor && there === 0) {
      const price = priceOf(supervisor, segment);
      needs.push({ rule: 'supervisor_present', skill: supervisorOf(index), ...span, atLeast: 1, price });
    }
    return needs;
  });
}

export function memberOf(index: number): string {
  return `organisation:${index}`;
}

export function supervisorOf(index: number): string {
  return `supervisor:${index}`;
}

/** Roles that make somebody a supervisor under the rule in force. */
export function supervisorRoles(organisation: OrganisationMaterial): readonly string[] {
  const rule = ruleOf(organisation, 'supervisor_present');
  return rule ? codesOf(rule.parameters, 'roles') : [];
}

/**
 * Calls shared out among all organisations. Seats that stand already answer the first of them. A seat of no field is valued by
 * itself (`seatValue`), since its calls are those of every desk.
 */
export function callDemand(
  material: BuildMaterial,
  fields: readonly string[],
  calendar: BuildCalendar,
): Demand[] {
  if (!material.isNational) return [];
  const standing = material.organisations.flatMap(standingSeats).map(({ shift }) => shift);
  return material.curves.flatMap((curve) => {
    const field = fields.indexOf(fieldKey(curve.channel, curve.fieldCode));
    if (field < 0 || curve.fieldCode === null) return [];
    const there = standing.filter((shift) => answers(shift, curve)).length;
    const already = curve.answered[there] ?? curve.answered.at(-1) ?? 0;
    const answered = curve.answered.slice(Math.min(there, curve.answered.length - 1)).map((n) => n - already);
    return [{ ...calendar.span(curve), field, offered: curve.calls - already, answered, weight: 1 }];
  });
}

/** The engine's fields are desks: a field on a channel. */
export function fieldKey(channel: string, fieldCode: string | null): string {
  return `${channel}/${fieldCode ?? ''}`;
}

function answers(shift: ShiftFacts, curve: CallCurve): boolean {
  return (
    shift.role !== 'standby' &&
    shift.channel === curve.channel &&
    shift.fieldCode === curve.fieldCode &&
    shift.from <= curve.from &&
    curve.until <= shift.until
  );
}

function ruleOf({ rules }: OrganisationMaterial, code: string): RuleInForce | undefined {
  return rules.find(({ rule, strength }) => rule.code === code && strength !== 'off');
}

function priceOf({ strength, weight }: RuleInForce, segment: Interval): number {
  const perHour = (strength === 'hard' ? HARD_PRICE : weight) / HOURS_PER_FINDING;
  return (perHour * minutes(segment)) / 60;
}
