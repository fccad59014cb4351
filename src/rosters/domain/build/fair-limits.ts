import type { Limit } from '../../../optimiser/problem';
import { minutes } from '../work-time';
import type { OrganisationMaterial } from './build-material';
import { tagsOf } from './person-rules';

const BURDENS = [
  ['fair_nights', 'night'],
  ['fair_new_year', 'new_year'],
  ['fair_suicide_desk', 'suicide_desk'],
] as const;
/** Of a rule's weight, what each duty beyond a step costs. */
const STEP_SHARE = 0.25;
const MOST_STEPS = 3;
/** What an hour beyond a step costs. */
const UNEVEN_HOUR = 0.05;
const HOUR_STEPS = [0.5, 0.75, 1] as const;

/**
 * Each further duty of somebody costs more than the one before, so the cheapest roster is the most even one, whatever the mean
 * turns out to be: how many seats can be filled is not known before.
 */
export function fairLimits(organisation: OrganisationMaterial, weight: number): Limit[] {
  const people = Math.max(1, organisation.people.filter(({ wishes }) => wishes !== null).length);
  if (weight === 0) return [];
  const burdens = BURDENS.flatMap(([code, tag]): Limit[] => {
    const rule = organisation.rules.find((each) => each.rule.code === code);
    if (!rule || rule.strength === 'off') return [];
    const heavy = organisation.shifts.filter((shift) => tagsOf(shift).includes(tag));
    const share = Math.ceil(heavy.reduce((sum, { seats }) => sum + seats, 0) / people);
    const price = weight * Math.max(1, rule.weight) * STEP_SHARE;
    return Array.from({ length: Math.min(share, MOST_STEPS) }, (_, step) => ({
      rule: code,
      measure: `tag:${tag}` as const,
      atMost: step + 1,
      price,
    }));
  });
  const share = organisation.shifts.reduce((sum, shift) => sum + shift.seats * minutes(shift), 0) / people;
  if (share === 0) return burdens;
  const hours = HOUR_STEPS.map((part): Limit => ({
    rule: 'even_hours',
    measure: 'minutes',
    atMost: Math.ceil(share * part),
    price: (weight * UNEVEN_HOUR) / 60,
  }));
  return [...burdens, ...hours];
}
