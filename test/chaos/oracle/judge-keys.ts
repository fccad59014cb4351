import type { StoredReferral } from '../stored';
import type { Asked } from './told';

/** Each kind of broken promise about what was asked for under a key. */
export interface KeyVerdict {
  readonly madeTwice: readonly string[];
  readonly madeAndGone: readonly string[];
  readonly madeUnasked: readonly string[];
}

/** One key makes one thing, whoever dies in between; what was answered as made is there. */
export function judgeKeys(asked: readonly Asked[], referrals: readonly StoredReferral[]): KeyVerdict {
  const keyOf = new Map(referrals.map(({ id, key }) => [id, key]));
  const sheetOf = new Map(asked.map(({ key, sheet }) => [key, sheet]));
  const made = asked.flatMap(({ key, request, answer }) =>
    answer?.status === 201 ? [{ key, request, id: answer.id ?? '' }] : [],
  );
  return {
    madeTwice: moreThanOne([...referrals, ...made]),
    madeAndGone: made.flatMap(({ key, request, id }) =>
      keyOf.get(id) === key ? [] : [`${request}: referral ${id}`],
    ),
    madeUnasked: referrals.flatMap(({ id, key, sheet }) =>
      sheetOf.get(key) === sheet ? [] : [`referral ${id}`],
    ),
  };
}

function moreThanOne(referrals: readonly { readonly id: string; readonly key: string }[]): string[] {
  const ids = new Map<string, Set<string>>();
  for (const { id, key } of referrals) ids.set(key, (ids.get(key) ?? new Set()).add(id));
  return [...ids].flatMap(([key, all]) => (all.size > 1 ? [`key ${key}: ${all.size} referrals`] : []));
}
