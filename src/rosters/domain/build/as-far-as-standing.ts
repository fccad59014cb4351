import type { Duty, Limit, RunRule } from '../../../optimiser/problem';

interface TimeRules {
  readonly limits?: readonly Limit[];
  readonly runs?: readonly RunRule[];
}

/**
 * Work that stands may break a hard rule already: an exception was allowed, or the rule came later. The builder adds nothing to
 * it, but does not refuse the whole roster for it.
 */
export function asFarAsStanding<Rules extends TimeRules>(rules: Rules, duties: readonly Duty[]): Rules {
  return {
    ...rules,
    limits: rules.limits?.map((limit) =>
      limit.price === undefined && limit.atMost !== undefined
        ? { ...limit, atMost: Math.max(limit.atMost, count(limit, duties)) }
        : limit,
    ),
    runs: rules.runs?.map((run) =>
      run.atMost === undefined ? run : { ...run, atMost: Math.max(run.atMost, longestRun(run, duties)) },
    ),
  };
}

export function count(
  { measure, days: [from, until] = [0, Infinity] }: Pick<Limit, 'measure' | 'days'>,
  duties: readonly Pick<Duty, 'from' | 'until' | 'day' | 'tags'>[],
): number {
  const counted = duties.filter(({ day }) => from <= day && day < until);
  if (measure === 'minutes') return counted.reduce((sum, duty) => sum + duty.until - duty.from, 0);
  if (measure === 'shifts') return counted.length;
  return counted.filter(({ tags }) => tags?.some((tag) => measure === `tag:${tag}`)).length;
}

function longestRun({ tag }: RunRule, duties: readonly Duty[]): number {
  const days = new Set(
    duties.filter(({ tags }) => tag === undefined || tags?.includes(tag)).map(({ day }) => day),
  );
  let longest = 0;
  for (const day of days) {
    if (days.has(day - 1)) continue;
    let length = 1;
    while (days.has(day + length)) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}
