import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../../platform/database/sql';
import type { DutyMention } from '../domain/duty-events';

interface MentionRow {
  readonly shiftId: string;
  readonly ordinal: bigint;
  readonly versionNumber: number;
  readonly publishedAt: Date;
  readonly channel: string | null;
  readonly role: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

@Injectable()
export class DutyHistoryReader {
  /**
   * What every published version of a roster that ever named this person says of each of the person's duties, for periods that
   * ended after `since`. Drafts are not asked: they are in no version.
   */
  async ofPerson(tx: Tx, personId: string, since: Date): Promise<DutyMention[]> {
    const found = await rows<MentionRow>(
      tx,
      `WITH cells AS (
         SELECT c.roster_version_id, c.shift_id, c.channel, c.role, c.starts_at, c.ends_at,
                row_number() OVER (PARTITION BY c.roster_version_id, c.shift_id ORDER BY c.starts_at) AS ordinal
         FROM roster_version_cell AS c WHERE c.person_id = $1
       ), lineages AS (
         SELECT DISTINCT v.period_id, v.organisation_id, c.shift_id, c.ordinal
         FROM cells AS c JOIN roster_version AS v ON v.id = c.roster_version_id JOIN period AS p ON p.id = v.period_id
         WHERE p.ends_at > $2
       )
       SELECT l.shift_id AS "shiftId", l.ordinal, v.number AS "versionNumber", v.published_at AS "publishedAt",
              c.channel, c.role, c.starts_at AS "startsAt", c.ends_at AS "endsAt"
       FROM lineages AS l
       JOIN roster_version AS v ON v.period_id = l.period_id AND v.organisation_id = l.organisation_id
       LEFT JOIN cells AS c ON c.roster_version_id = v.id AND c.shift_id = l.shift_id AND c.ordinal = l.ordinal`,
      [personId, since],
    );
    return found.map(toMention);
  }
}

function toMention(row: MentionRow): DutyMention {
  return {
    lineage: `${row.shiftId}/${row.ordinal}`,
    versionNumber: row.versionNumber,
    publishedAt: row.publishedAt,
    content:
      row.channel === null
        ? null
        : { span: { from: row.startsAt, until: row.endsAt }, channel: row.channel, role: row.role },
  };
}
