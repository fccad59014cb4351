import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../../platform/database/sql';
import type { RosterCell } from '../../rosters/domain/roster-diff';
import type { PersonalVersion } from '../domain/duty-events';

interface VersionRow {
  readonly roster: string;
  readonly number: number;
  readonly publishedAt: Date;
  readonly cells: readonly CellJson[];
}

/** As PostgreSQL writes it into JSON. */
interface CellJson extends Omit<RosterCell, 'startsAt' | 'endsAt'> {
  readonly startsAt: string;
  readonly endsAt: string;
}

@Injectable()
export class DutyHistoryReader {
  /**
   * What every published version of each roster that ever named this person says of them, for periods that ended after `since`;
   * one list per roster. Drafts are not asked: they are in no version.
   */
  async ofPerson(tx: Tx, personId: string, since: Date): Promise<PersonalVersion[][]> {
    const found = await rows<VersionRow>(
      tx,
      `WITH own AS (
         SELECT c.roster_version_id, v.period_id, v.organisation_id,
                json_build_object('assignmentId', c.assignment_id, 'shiftId', c.shift_id, 'personId', c.person_id,
                  'channel', c.channel, 'fieldCode', c.field_code, 'role', c.role, 'startsAt', c.starts_at,
                  'endsAt', c.ends_at) AS cell
         FROM roster_version_cell AS c JOIN roster_version AS v ON v.id = c.roster_version_id
         JOIN period AS p ON p.id = v.period_id
         WHERE c.person_id = $1 AND p.ends_at > $2
       ), concerned AS (SELECT DISTINCT o.period_id, o.organisation_id FROM own AS o)
       SELECT v.period_id || '/' || v.organisation_id AS roster, v.number, v.published_at AS "publishedAt",
              (SELECT coalesce(json_agg(o.cell), '[]'::json) FROM own AS o WHERE o.roster_version_id = v.id) AS cells
       FROM concerned AS n
       JOIN roster_version AS v ON v.period_id = n.period_id AND v.organisation_id = n.organisation_id`,
      [personId, since],
    );
    const byRoster = new Map<string, PersonalVersion[]>();
    for (const { roster, number, publishedAt, cells } of found) {
      const version = { number, publishedAt, cells: cells.map(toCell) };
      byRoster.set(roster, [...(byRoster.get(roster) ?? []), version]);
    }
    return [...byRoster.values()];
  }
}

function toCell(row: CellJson): RosterCell {
  return { ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) };
}
