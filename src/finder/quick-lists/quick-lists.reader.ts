import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { tokyoDay } from '../../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { DirectorySearchReader } from '../../directory/directory-search.reader';
import type { Match } from '../../directory/domain/match-services';
import { sinks } from '../../directory/domain/staleness';
import { isShownOn, type QuickPick } from '../domain/check-quick-list';

export interface QuickList {
  readonly fieldCode: string;
  /** 0: nobody has made one yet. */
  readonly version: number;
  readonly entries: readonly QuickPick[];
}

export interface ShownPick {
  readonly pick: QuickPick;
  readonly match: Match;
}

@Injectable()
export class QuickListsReader {
  constructor(private readonly search: DirectorySearchReader) {}

  async byField(tx: Tx, fieldCode: string): Promise<QuickList> {
    const list = await firstRow<{ fieldCode: string; version: number }>(
      tx,
      `SELECT l.code AS "fieldCode", coalesce(q.version, 0) AS version
       FROM line_field AS l LEFT JOIN finder_quick_list AS q ON q.field_code = l.code WHERE l.code = $1`,
      [fieldCode],
    );
    if (!list) throw notFound('分野');
    const entries = await rows<QuickPick>(
      tx,
      `SELECT e.service_id AS "serviceId", e.note_ja AS "noteJa", e.valid_from AS "validFrom", e.valid_until AS "validUntil"
       FROM finder_quick_entry AS e WHERE e.field_code = $1 AND e.version = $2 ORDER BY e.sort_order`,
      [fieldCode, list.version],
    );
    return { ...list, entries };
  }

  /** Of the list those that may be offered today, the open ones first, else in the order in which they were picked. */
  async shown(tx: Tx, { entries }: QuickList, at: Date): Promise<ShownPick[]> {
    const today = tokyoDay(at);
    const picks = entries.filter((pick) => isShownOn(pick, today));
    const matches = await this.search.of(
      tx,
      picks.map(({ serviceId }) => serviceId),
      at,
    );
    return picks
      .flatMap((pick) => {
        const match = matches.find(({ service }) => service.id === pick.serviceId);
        return match && !sinks(match.service, today) ? [{ pick, match }] : [];
      })
      .toSorted((a, b) => Number(b.match.isOpen) - Number(a.match.isOpen));
  }

  /** Which of these services are in the directory and not retired. */
  async offered(tx: Tx, ids: readonly string[], at: Date): Promise<Set<string>> {
    return new Set((await this.search.of(tx, ids, at)).map(({ service }) => service.id));
  }
}
