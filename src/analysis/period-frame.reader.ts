import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import type { Interval } from '../shared/interval';
import type { StatisticsReader } from '../platform/database/statistics-database';
import type { CodeLabel } from './domain/code-rows';
import type { MappedChoice } from './domain/series-groups';
import { firstOfEachCode, type PeriodFrame } from './domain/period-frame';

interface PeriodRow {
  readonly label: string;
  readonly formId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

interface OptionRow extends CodeLabel {
  readonly field: string;
}

@Injectable()
export class PeriodFrameReader {
  async byId(reader: StatisticsReader, periodId: string): Promise<PeriodFrame> {
    const period = await this.period(reader, periodId);
    const span = { from: period.startsAt, until: period.endsAt };
    return {
      id: periodId,
      label: period.label,
      span,
      lists: await this.lists(reader, period.formId, span),
      changedChoices: await this.changedChoices(reader, period.formId, span),
      menu: await reader.rows<CodeLabel>(
        `SELECT pf.field_code AS code, pf.label_ja AS label
         FROM statistics.period_field AS pf WHERE pf.period_id = $1 ORDER BY pf.sort_order, pf.field_code`,
        [periodId],
      ),
      lineFields: await reader.rows<CodeLabel>(
        `SELECT lf.code, lf.label_ja AS label FROM statistics.line_field AS lf ORDER BY lf.sort_order, lf.code`,
      ),
      channels: await this.reference(reader, 'channel'),
      openChannels: await this.openChannels(reader, periodId, span),
      origins: await this.reference(reader, 'origin'),
    };
  }

  private async period(reader: StatisticsReader, periodId: string): Promise<PeriodRow> {
    const [found] = await reader.rows<PeriodRow>(
      `SELECT p.label, p.form_id AS "formId", p.starts_at AS "startsAt", p.ends_at AS "endsAt"
       FROM statistics.period AS p WHERE p.period_id = $1`,
      [periodId],
    );
    if (!found) throw notFound('実施期');
    return found;
  }

  /** Every version that was in force at some instant of the period: a form may change in mid-period. */
  private async lists(
    reader: StatisticsReader,
    formId: string,
    span: Interval,
  ): Promise<ReadonlyMap<string, readonly CodeLabel[]>> {
    const options = await reader.rows<OptionRow>(
      `SELECT fo.field_code AS field, fo.code, fo.label_ja AS label
       FROM statistics.form_option AS fo
       WHERE fo.form_id = $1 AND fo.in_force_from < $3 AND (fo.in_force_until IS NULL OR fo.in_force_until > $2)
       ORDER BY fo.in_force_from DESC, fo.field_code, fo.sort_order, fo.code`,
      [formId, span.from, span.until],
    );
    const fields = new Set(options.map(({ field }) => field));
    return new Map(
      [...fields].map((field) => [
        field,
        firstOfEachCode(options.filter((option) => option.field === field)),
      ]),
    );
  }

  /** Also what the first of these versions changed: the period is compared with the one before it. */
  private changedChoices(reader: StatisticsReader, formId: string, span: Interval): Promise<MappedChoice[]> {
    return reader.rows<MappedChoice>(
      `WITH in_force AS (
         SELECT DISTINCT fo.version_number FROM statistics.form_option AS fo
         WHERE fo.form_id = $1 AND fo.in_force_from < $3 AND (fo.in_force_until IS NULL OR fo.in_force_until > $2)
       ), labels AS (
         SELECT DISTINCT ON (fo.field_code, fo.code) fo.field_code, fo.code, fo.label_ja
         FROM statistics.form_option AS fo WHERE fo.form_id = $1
         ORDER BY fo.field_code, fo.code, fo.in_force_from DESC
       )
       SELECT fm.field_code AS field, fm.old_code AS code, coalesce(old.label_ja, fm.old_code) AS label,
              (SELECT coalesce(json_agg(json_build_object('code', t.code, 'label', coalesce(l.label_ja, t.code)) ORDER BY t.place), '[]'::json)
               FROM unnest(fm.targets) WITH ORDINALITY AS t(code, place)
               LEFT JOIN labels AS l ON l.field_code = fm.field_code AND l.code = t.code) AS targets
       FROM statistics.form_mapping AS fm
       JOIN in_force ON in_force.version_number = fm.version_number
       LEFT JOIN labels AS old ON old.field_code = fm.field_code AND old.code = fm.old_code
       WHERE fm.form_id = $1 AND fm.old_code IS NOT NULL AND NOT (fm.kind = 'same' AND fm.targets = ARRAY[fm.old_code])
       ORDER BY fm.version_number, fm.field_code, fm.old_code`,
      [formId, span.from, span.until],
    );
  }

  private async openChannels(
    reader: StatisticsReader,
    periodId: string,
    span: Interval,
  ): Promise<ReadonlySet<string> | null> {
    const windows = await reader.rows<{ channel: string; overlaps: boolean }>(
      `SELECT w.channel, bool_or(w.opens_at < $3 AND w.closes_at > $2) AS overlaps
       FROM statistics.opening_window AS w WHERE w.period_id = $1 GROUP BY w.channel`,
      [periodId, span.from, span.until],
    );
    if (windows.length === 0) return null;
    return new Set(windows.filter(({ overlaps }) => overlaps).map(({ channel }) => channel));
  }

  private reference(reader: StatisticsReader, list: string): Promise<CodeLabel[]> {
    return reader.rows(
      `SELECT rc.code, rc.label_ja AS label
       FROM statistics.reference_code AS rc WHERE rc.list = $1 ORDER BY rc.sort_order, rc.code`,
      [list],
    );
  }
}
