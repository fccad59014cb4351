import { Injectable } from '@nestjs/common';
import { invalid } from '../../../shared/domain-error';
import { PeriodsReader } from '../../../periods/periods.reader';
import { firstRow, rows, type Tx } from '../../../platform/database/sql';
import { lastDayOf } from '../../last-day.sql';
import { type BandEdge, type GridColumn, gridColumns } from '../../domain/wish-grid';

export interface FramePerson {
  readonly personId: string;
  readonly staffCode: string;
  readonly name: string;
}

/** What a sheet of one organisation is made of, for writing it and for reading it back. */
export interface WishFrame {
  readonly periodId: string;
  readonly periodLabel: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly columns: readonly GridColumn[];
  readonly people: readonly FramePerson[];
}

@Injectable()
export class WishFrameReader {
  constructor(private readonly periods: PeriodsReader) {}

  async frame(tx: Tx, periodId: string, organisationId: string): Promise<WishFrame> {
    const period = await this.periods.byId(tx, periodId);
    const organisation = await firstRow<{ name: string }>(
      tx,
      `SELECT o.name FROM participation AS pa JOIN organisation AS o ON o.id = pa.organisation_id
       WHERE pa.period_id = $1 AND pa.organisation_id = $2`,
      [periodId, organisationId],
    );
    if (!organisation)
      throw invalid('/organisationId', 'not_participating', 'この団体はこの期に参加していません。');
    const edges = await this.edges(tx, periodId, organisationId);
    return {
      periodId,
      periodLabel: period.label,
      organisationId,
      organisationName: organisation.name,
      columns: gridColumns({ from: period.startsAt, until: period.endsAt }, edges),
      people: await this.people(tx, periodId, organisationId),
    };
  }

  /** When the organisation's duties begin and end; read as SQL, since rosters stand above this module. */
  private edges(tx: Tx, periodId: string, organisationId: string): Promise<BandEdge[]> {
    return rows(
      tx,
      `SELECT (extract(hour FROM edge.at AT TIME ZONE 'Asia/Tokyo') * 60
               + extract(minute FROM edge.at AT TIME ZONE 'Asia/Tokyo'))::integer AS minute, count(*)::integer AS times
       FROM shift AS s CROSS JOIN LATERAL (VALUES (s.starts_at), (s.ends_at)) AS edge(at)
       WHERE s.period_id = $1 AND s.organisation_id = $2 GROUP BY 1`,
      [periodId, organisationId],
    );
  }

  private people(tx: Tx, periodId: string, organisationId: string): Promise<FramePerson[]> {
    return rows(
      tx,
      `SELECT serving.person_id AS "personId", serving.staff_code AS "staffCode",
              p.family_name || ' ' || p.given_name AS name
       FROM (SELECT DISTINCT ON (a.person_id) a.person_id, a.staff_code
             FROM period AS pe
             JOIN affiliation AS a ON a.organisation_id = $2
              AND a.valid_from <= ${lastDayOf('pe')}
              AND (a.valid_until IS NULL OR a.valid_until > (pe.starts_at AT TIME ZONE 'Asia/Tokyo')::date)
             WHERE pe.id = $1 ORDER BY a.person_id, a.valid_from DESC) AS serving
       JOIN person AS p ON p.id = serving.person_id
       ORDER BY p.family_kana, p.given_kana, p.id`,
      [periodId, organisationId],
    );
  }
}
