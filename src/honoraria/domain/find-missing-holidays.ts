import type { FieldFault } from '../../shared/domain-error';
import type { Interval } from '../../shared/interval';
import { MINUTE_MS, tokyoDay, type TokyoDay } from '../../shared/tokyo-time';
import type { Payment } from './honorarium-case';

/**
 * Every year has its 国民の祝日, so a year of which none is known has not been loaded. Work in such a year is refused:
 * calculated all the same, it would silently lose its holiday premium.
 */
export function findMissingHolidays(
  payments: readonly Payment[],
  holidays: ReadonlySet<TokyoDay>,
): readonly FieldFault[] {
  const loaded = new Set([...holidays].map(yearOf));
  const work = payments.flatMap((payment) => payment.work ?? []);
  return [
    ...faultsAt('/roster', yearsIn(work.flatMap(({ planned }) => planned)), loaded),
    ...faultsAt('/clock', yearsIn(work.flatMap(({ attended }) => attended)), loaded),
  ];
}

function faultsAt(pointer: string, years: readonly string[], loaded: ReadonlySet<string>): FieldFault[] {
  return years
    .filter((year) => !loaded.has(year))
    .map((year) => ({
      pointer,
      code: 'holidays_not_loaded',
      message: `${year}年の祝日が登録されていないため、割増を計算できません。`,
    }));
}

/** Half-open: a night that ends with the year does not touch the next one. */
function yearsIn(spans: readonly Interval[]): readonly string[] {
  const days = spans.flatMap(({ from, until }) => [
    tokyoDay(from),
    tokyoDay(new Date(until.getTime() - MINUTE_MS)),
  ]);
  return [...new Set(days.map(yearOf))].sort();
}

function yearOf(day: TokyoDay): string {
  return day.slice(0, 4);
}
