import type { Need } from '../../../optimiser/problem';
import { type Interval, overlaps } from '../../../shared/interval';
import { cutByInterval } from '../by-interval';
import type { RuleInForce } from '../rules-in-force';
import { codesOf, wholeOf } from '../rules/rule';
import { minutes } from '../work-time';
import type { OrganisationMaterial } from './build-material';
import type { BuildCalendar } from './calendar';
import { standingSeats } from './standing';

/** A hard rule about people together is priced like this, since nobody may be made to come. */
export const HARD_PRICE = 50;
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

function ruleOf({ rules }: OrganisationMaterial, code: string): RuleInForce | undefined {
  return rules.find(({ rule, strength }) => rule.code === code && strength !== 'off');
}

function priceOf({ strength, weight }: RuleInForce, segment: Interval): number {
  const perHour = (strength === 'hard' ? HARD_PRICE : weight) / HOURS_PER_FINDING;
  return (perHour * minutes(segment)) / 60;
}
