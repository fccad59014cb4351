import type { ServiceContent } from '../domain/service-content';
import type { ServiceInput } from './services.dto';

/** Left out and null are the same: nobody has said. */
export function readServiceInput(input: ServiceInput): ServiceContent {
  const { locationIds: _, ...content } = input;
  return {
    ...content,
    code: input.code ?? null,
    kana: input.kana ?? null,
    description: input.description ?? null,
    minAge: input.minAge ?? null,
    maxAge: input.maxAge ?? null,
    eligibility: input.eligibility ?? null,
    fee: input.fee ?? null,
    url: input.url ?? null,
    email: input.email ?? null,
    validUntil: input.validUntil ?? null,
    schedules: input.schedules.map(({ weekdays, opensAt, closesAt, closedOnHolidays }) => ({
      weekdays: [...weekdays].sort((a, b) => a - b),
      opensAt,
      closesAt,
      closedOnHolidays,
    })),
    exceptions: input.exceptions.map(({ from, until, opensAt, closesAt }) => ({
      from,
      until,
      opensAt: opensAt ?? null,
      closesAt: closesAt ?? null,
    })),
    phones: input.phones.map(({ kind, number, note }) => ({ kind, number, note: note ?? null })),
  };
}

/** Columns of `directory_service` that an editor writes. */
const COLUMNS: readonly (readonly [column: string, value: (content: ServiceContent) => unknown])[] = [
  ['code', ({ code }) => code],
  ['body_id', ({ bodyId }) => bodyId],
  ['name', ({ name }) => name],
  ['kana', ({ kana }) => kana],
  ['description', ({ description }) => description],
  ['worries', ({ worries }) => worries],
  ['fields', ({ fields }) => fields],
  ['min_age', ({ minAge }) => minAge],
  ['max_age', ({ maxAge }) => maxAge],
  ['languages', ({ languages }) => languages],
  ['accompaniment', ({ accompaniment }) => accompaniment],
  ['night_contact', ({ nightContact }) => nightContact],
  ['eligibility', ({ eligibility }) => eligibility],
  ['fee', ({ fee }) => fee],
  ['url', ({ url }) => url],
  ['email', ({ email }) => email],
  ['source', ({ source }) => source],
  ['valid_from', ({ validFrom }) => validFrom],
  ['valid_until', ({ validUntil }) => validUntil],
  ['areas', ({ areas }) => areas],
  ['schedules', ({ schedules }) => JSON.stringify(schedules)],
  ['exceptions', ({ exceptions }) => JSON.stringify(exceptions)],
  ['phones', ({ phones }) => JSON.stringify(phones)],
  ['reverify_every_days', ({ reverifyEveryDays }) => reverifyEveryDays],
];

const NAMES = COLUMNS.map(([column]) => column);
const AFTER = COLUMNS.length;

/** Parameters: the content, then id and now. */
export const INSERT_SERVICE = `
  INSERT INTO directory_service (${NAMES.join(', ')}, id, created_at, updated_at)
  VALUES (${NAMES.map((_, at) => `$${at + 1}`).join(', ')}, $${AFTER + 1}, $${AFTER + 2}, $${AFTER + 2})`;

/** Parameters: the content, then id, now, the version it is based on, and whether its verification still holds. */
export const UPDATE_SERVICE = `
  UPDATE directory_service
  SET ${NAMES.map((column, at) => `${column} = $${at + 1}`).join(', ')}, updated_at = $${AFTER + 2}, version = version + 1,
      verified_on = CASE WHEN $${AFTER + 4} THEN verified_on END, verified_by = CASE WHEN $${AFTER + 4} THEN verified_by END
  WHERE id = $${AFTER + 1} AND version = $${AFTER + 3} RETURNING id`;

export function serviceValues(content: ServiceContent): unknown[] {
  return COLUMNS.map(([, value]) => value(content));
}
