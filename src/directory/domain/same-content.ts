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

/** Do two versions say the same? Lists count in their order. */
export function sameContent(a: ServiceContent, b: ServiceContent): boolean {
  return (
    COMPARED.every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key])) && nested(a) === nested(b)
  );
}

/** The database gives members of objects in an order of its own. */
function nested({ schedules, exceptions, phones }: ServiceContent): string {
  return JSON.stringify([
    schedules.map((line) => [line.weekdays, line.opensAt, line.closesAt, line.closedOnHolidays]),
    exceptions.map(({ from, until, opensAt, closesAt }) => [from, until, opensAt, closesAt]),
    phones.map(({ kind, number, note }) => [kind, number, note]),
  ]);
}
