import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../../platform/database/sql';
import type { PrintedDuty } from '../domain/roster-print';
import { PUBLISHED_DUTY } from '../published-duty.sql';

export interface PrintedRoster {
  readonly duties: readonly PrintedDuty[];
  /** `団体A 第3版`, of every organisation in it. */
  readonly versions: readonly string[];
}

interface Row extends Omit<PrintedDuty, 'span'> {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly versionNumber: number;
}

@Injectable()
export class RosterPrintReader {
  /** What the newest published versions say, of the organisations the actor sees. */
  async published(tx: Tx, periodId: string, organisationId: string | undefined): Promise<PrintedRoster> {
    const found = await rows<Row>(
      tx,
      `WITH ${PUBLISHED_DUTY}
       SELECT d.person_id AS "personId", p.family_name AS "familyName", p.given_name AS "givenName",
              o.name AS "organisationName", d.channel, coalesce(f.label_ja, l.label_ja) AS field, d.role,
              d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.version_number AS "versionNumber"
       FROM published_duty AS d
       JOIN person AS p ON p.id = d.person_id
       JOIN organisation AS o ON o.id = d.organisation_id
       LEFT JOIN period_field AS f ON f.period_id = d.period_id AND f.field_code = d.field_code
       LEFT JOIN line_field AS l ON l.code = d.field_code
       WHERE d.period_id = $1 AND ($2::uuid IS NULL OR d.organisation_id = $2)
       ORDER BY d.starts_at, d.assignment_id`,
      [periodId, organisationId ?? null],
    );
    const versions = new Set(found.map((row) => `${row.organisationName} 第${row.versionNumber}版`));
    return { duties: found.map(toDuty), versions: [...versions].toSorted() };
  }
}

function toDuty(row: Row): PrintedDuty {
  return { ...row, span: { from: row.startsAt, until: row.endsAt } };
}
