import type { StatisticsReader } from '../../platform/database/statistics-database';
import type { PeriodFrame } from '../domain/period-frame';
import { type SeriesGroup, seriesGroups } from '../domain/series-groups';
import { countRows } from './define-table';

type MultiColumn = 'fields' | 'responses';

/** Records that tick any choice of the group with this place in the list. */
export interface GroupCount {
  readonly place: number;
  readonly talks: number;
}

/** Records per group of choices that compare only together: a sheet that ticks several of them is still one record. */
const groupSql = (column: MultiColumn) => `
  SELECT g.place, count(*) AS talks
  FROM json_to_recordset($2) AS g(place integer, codes text[])
  JOIN statistics.consultation AS co ON co.${column} && g.codes
  WHERE co.period_id = $1 AND co.in_period AND co.contact_result = 'talk'
  GROUP BY g.place`;

export function countGroups(
  reader: StatisticsReader,
  frame: PeriodFrame,
  multi: MultiColumn,
): Promise<GroupCount[]> {
  const groups = brokenSeries(frame, multi).map(({ codes }, place) => ({
    place,
    codes: codes.map(({ code }) => code),
  }));
  return countRows(reader, groupSql(multi), [frame.id, JSON.stringify(groups)]);
}

/** The main choice goes where its list goes. */
export function brokenSeries(frame: PeriodFrame, multi: MultiColumn): SeriesGroup[] {
  return seriesGroups(frame.changedChoices.filter(({ field }) => field === multi));
}

export function noteBreak(group: SeriesGroup): string {
  const advice = group.isLost
    ? '後の版に引き継ぐ区分がなく、合計でも比べられない'
    : 'この行だけでは比べられず、版をまたぐ合計で比べる';
  return `※ 系列の断絶：${labelsOf(group)} は様式の版で区分が変わったため、${advice}。`;
}

export function labelsOf({ codes }: SeriesGroup): string {
  return codes.map(({ label }) => label).join('・');
}
