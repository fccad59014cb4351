import type { Duty, Limit, Person, RunRule } from '../../../optimiser/problem';
import type { Interval } from '../../../shared/interval';
import type { PersonFacts } from '../roster-facts';
import type { RuleInForce } from '../rules-in-force';
import { wholeOf } from '../rules/rule';
import { isNight } from '../../../staffing/domain/nights';
import { isNewYear, minutes } from '../work-time';
import type { BuildCalendar } from './calendar';

/** What limits count on a shift. */
export function tagsOf(duty: Interval & { readonly fieldCode?: string | null }): string[] {
  return [
    ...(isNight(duty) ? ['night'] : []),
    ...(isNewYear(duty) ? ['new_year'] : []),
    ...(duty.fieldCode === 'suicide' ? ['suicide_desk'] : []),
  ];
}

/** The rules of one person's time in the engine's words. Weighted ones have a price, those switched off are not there. */
export function personRules(
  person: PersonFacts,
  rules: readonly RuleInForce[],
  calendar: BuildCalendar,
): Pick<Person, 'limits' | 'runs'> & { readonly rest?: NonNullable<Person['rest']> } {
  const of = (code: string): RuleInForce | undefined =>
    rules.find(({ rule, strength }) => rule.code === code && strength !== 'off');
  const rest = of('rest');
  return {
    ...(rest ? { rest: { minutes: wholeOf(rest.parameters, 'hours') * 60, ...priceOf(rest) } } : {}),
    limits: [
      ...weekLimits(of('weekly_hours'), calendar),
      ...nightLimit(of('period_nights'), person, calendar),
      ...personalLimits(of('personal_limits'), person, calendar),
      ...pricedRun(of('consecutive_days'), { parameter: 'days', measure: 'shifts' }, calendar),
      ...pricedRun(of('consecutive_nights'), { parameter: 'nights', measure: 'tag:night' }, calendar),
    ],
    runs: [
      ...runRule(of('consecutive_days'), 'days'),
      ...runRule(of('consecutive_nights'), 'nights', 'night'),
    ],
  };
}

function weekLimits(rule: RuleInForce | undefined, calendar: BuildCalendar): Limit[] {
  if (!rule) return [];
  const atMost = wholeOf(rule.parameters, 'hours') * 60;
  const price = perMinute(rule);
  return calendar
    .weeks()
    .map((days) => ({ rule: rule.rule.code, measure: 'minutes', days, atMost, ...price }));
}

/** Nights elsewhere that lie outside the engine's days are taken off beforehand: the check counts them too. */
function nightLimit(
  rule: RuleInForce | undefined,
  { elsewhere }: PersonFacts,
  calendar: BuildCalendar,
): Limit[] {
  if (!rule) return [];
  const unseen = elsewhere.filter((duty) => isNight(duty) && calendar.day(duty.from) === null).length;
  const atMost = Math.max(0, wholeOf(rule.parameters, 'nights') - unseen);
  return [{ rule: rule.rule.code, measure: 'tag:night', atMost, ...priceOf(rule) }];
}

/**
 * The engine counts duties elsewhere too, as far as it sees them; what somebody wishes for is about this organisation, so these
 * are added on top.
 */
function personalLimits(
  rule: RuleInForce | undefined,
  { wishes, ...person }: PersonFacts,
  calendar: BuildCalendar,
): Limit[] {
  if (!rule || !wishes) return [];
  const code = rule.rule.code;
  const elsewhere = person.elsewhere.filter(({ from }) => calendar.day(from) !== null);
  const worked = elsewhere.reduce((sum, duty) => sum + minutes(duty), 0);
  const { maxMinutes, maxNights, maxDays } = wishes;
  return [
    ...(maxMinutes === null
      ? []
      : [{ rule: code, measure: 'minutes' as const, atMost: maxMinutes + worked, ...perMinute(rule) }]),
    ...(maxNights === null
      ? []
      : [
          {
            rule: code,
            measure: 'tag:night' as const,
            atMost: maxNights + elsewhere.filter(isNight).length,
            ...priceOf(rule),
          },
        ]),
    ...(maxDays === null
      ? []
      : [{ rule: code, measure: 'shifts' as const, atMost: maxDays + elsewhere.length, ...priceOf(rule) }]),
  ];
}

/**
 * The engine's runs are hard. A weighted one is priced by windows of a day more than may follow each other: each window that is
 * full costs the weight, so every day beyond the limit does.
 */
function pricedRun(
  rule: RuleInForce | undefined,
  { parameter, measure }: { readonly parameter: string; readonly measure: Limit['measure'] },
  calendar: BuildCalendar,
): Limit[] {
  if (rule?.strength !== 'weighted') return [];
  const atMost = wholeOf(rule.parameters, parameter);
  const windows = Math.max(0, calendar.days.length - atMost);
  return Array.from({ length: windows }, (_, first) => ({
    rule: rule.rule.code,
    measure,
    days: [first, first + atMost + 1] as const,
    atMost,
    price: rule.weight,
  }));
}

function runRule(rule: RuleInForce | undefined, parameter: string, tag?: string): RunRule[] {
  if (rule?.strength !== 'hard') return [];
  const atMost = wholeOf(rule.parameters, parameter);
  return [{ rule: rule.rule.code, atMost, ...(tag === undefined ? {} : { tag }) }];
}

function priceOf({ strength, weight }: RuleInForce): { readonly price?: number } {
  return strength === 'hard' ? {} : { price: weight };
}

/** A weight is per breach; an hour over is taken for one. */
function perMinute({ strength, weight }: RuleInForce): { readonly price?: number } {
  return strength === 'hard' ? {} : { price: weight / 60 };
}

/** Work that stands: the builder's person cannot be moved out of it. */
export function fixedDuties(
  duties: readonly (Interval & { readonly fieldCode?: string | null })[],
  calendar: BuildCalendar,
): Duty[] {
  return duties.flatMap((duty) => {
    const day = calendar.day(duty.from);
    return day === null ? [] : [{ ...calendar.span(duty), day, tags: tagsOf(duty) }];
  });
}
