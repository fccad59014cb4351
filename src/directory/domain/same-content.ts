import type { ServiceContent } from './service-content';

const COMPARED: readonly (keyof ServiceContent)[] = [
  'code',
  'bodyId',
  'name',
  'kana',
  'description',
  'worries',
  'fields',
  'minAge',
  'maxAge',
  'languages',
  'accompaniment',
  'nightContact',
  'eligibility',
  'fee',
  'url',
  'email',
  'source',
  'validFrom',
  'validUntil',
  'areas',
  'reverifyEveryDays',
];

/** Our own words about a service: nobody has to call there to know that they are true. */
const EDITORIAL: readonly (keyof ServiceContent)[] = [
  'code',
  'kana',
  'source',
  'worries',
  'fields',
  'reverifyEveryDays',
];

const FACTS = COMPARED.filter((key) => !EDITORIAL.includes(key));

/** Do two versions say the same? Lists count in their order. */
export function sameContent(a: ServiceContent, b: ServiceContent): boolean {
  return same(COMPARED, a, b);
}

/** Does what was verified of one version hold for the other? */
export function sameFacts(a: ServiceContent, b: ServiceContent): boolean {
  return same(FACTS, a, b);
}

function same(keys: readonly (keyof ServiceContent)[], a: ServiceContent, b: ServiceContent): boolean {
  return keys.every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key])) && nested(a) === nested(b);
}

/** The database gives members of objects in an order of its own. */
function nested({ schedules, exceptions, phones }: ServiceContent): string {
  return JSON.stringify([
    schedules.map((line) => [line.weekdays, line.opensAt, line.closesAt, line.closedOnHolidays]),
    exceptions.map(({ from, until, opensAt, closesAt }) => [from, until, opensAt, closesAt]),
    phones.map(({ kind, number, note }) => [kind, number, note]),
  ]);
}
