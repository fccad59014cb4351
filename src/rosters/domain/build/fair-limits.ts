import type { Limit } from '../../../optimiser/problem';
import type { ShiftFacts } from '../roster-facts';
import { wholeOf } from '../rules/rule';
import { minutes } from '../work-time';
import type { OrganisationMaterial } from './build-material';
import { tagsOf } from './person-rules';

const BURDENS = [
  ['fair_nights', 'night'],
  ['fair_new_year', 'new_year'],
  ['fair_suicide_desk', 'suicide_desk'],
] as const;
/** What an hour beyond an even share costs, before the goal's own weight. */
const UNEVEN_HOUR = 0.05;

/** What an even share is, and what going beyond it costs. The mean is not known before, so all seats are taken as filled. */
export function fairLimits(organisation: OrganisationMaterial, weight: number): Limit[] {
  const people = Math.max(1, organisation.people.filter(({ wishes }) => wishes !== null).length);
  if (weight === 0) return [];
  const burdens = BURDENS.flatMap(([code, tag]): Limit[] => {
    const rule = organisation.rules.find((each) => each.rule.code === code);
    if (!rule || rule.strength === 'off') return [];
    const heavy = seatsOf(organisation.shifts.filter((shift) => tagsOf(shift).includes(tag)));
    if (heavy === 0) return [];
    const tolerance = weight > 1 ? 0 : wholeOf(rule.parameters, 'tolerance');
    const price = weight * Math.max(1, rule.weight);
    return [{ rule: code, measure: `tag:${tag}`, atMost: Math.ceil(heavy / people) + tolerance, price }];
  });
  const worked = organisation.shifts.reduce((sum, shift) => sum + shift.seats * minutes(shift), 0);
  const share = Math.ceil(worked / people);
  return [
    ...burdens,
    { rule: 'even_hours', measure: 'minutes', atMost: share, price: (weight * UNEVEN_HOUR) / 60 },
  ];
}

function seatsOf(shifts: readonly ShiftFacts[]): number {
  return shifts.reduce((sum, { seats }) => sum + seats, 0);
}
