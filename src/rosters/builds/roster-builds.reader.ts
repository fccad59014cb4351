import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import type { ProposalName } from '../domain/build/build-material';
import type { DraftChange } from '../domain/build/draft-diff';
import type { ProposalFigures } from '../domain/build/measure-proposal';
import { startOfTokyoDay, type TokyoDay } from '../../shared/tokyo-time';
import type { EngineProgress } from './roster-engine';

/** What a build may change; everything else stands. */
export interface BuildScope {
  readonly periodId: string;
  readonly organisationIds: readonly string[];
  readonly isNational: boolean;
  /** Days on which shifts that may change begin, both inside; null: all days ahead. */
  readonly days: { readonly from: TokyoDay; readonly until: TokyoDay } | null;
  readonly yenPerHour: number;
}

type SeatScope = Pick<BuildScope, 'periodId' | 'organisationIds' | 'days'>;

export interface BuildOptions extends BuildScope {
  readonly proposals: readonly ProposalName[];
  /** For each proposal; null: what the size of the build asks for. */
  readonly seconds: number | null;
  readonly seed: number;
  readonly steps: number | null;
}

export interface BuildRow {
  readonly id: string;
  readonly periodId: string;
  readonly organisationId: string;
  readonly options: BuildOptions;
  readonly createdAt: Date;
}

export interface BuildHeadRow {
  readonly id: string;
  readonly status: string;
  readonly proposals: readonly ProposalName[];
  readonly createdAt: Date;
}

export interface SolvedFigures extends EngineProgress {
  readonly status: string;
  readonly seconds: number;
  /** What whoever chooses should know of how it came about; null where there is nothing to say. Absent in old builds. */
  readonly remark?: string | null;
}

export interface ProposalRow {
  readonly buildId: string;
  readonly name: ProposalName;
  readonly organisationId: string;
  readonly figures: ProposalFigures;
  readonly solved: SolvedFigures;
  readonly changes: readonly DraftChange[];
  readonly createdAt: Date;
  readonly adoptedAt: Date | null;
}

export interface ProposalKey {
  readonly buildId: string;
  readonly name: string;
  readonly organisationId: string;
}

@Injectable()
export class RosterBuildsReader {
  async byId(tx: Tx, id: string): Promise<BuildRow> {
    const found = await firstRow<BuildRow>(
      tx,
      `SELECT b.job_id AS id, b.period_id AS "periodId", b.organisation_id AS "organisationId", b.options,
              b.created_at AS "createdAt"
       FROM roster_build AS b WHERE b.job_id = $1`,
      [id],
    );
    if (!found) throw notFound('自動作成');
    return found;
  }

  ofPeriod(tx: Tx, periodId: string): Promise<BuildHeadRow[]> {
    return rows<BuildHeadRow>(
      tx,
      `SELECT b.job_id AS id, j.status, b.options->'proposals' AS proposals, b.created_at AS "createdAt"
       FROM roster_build AS b JOIN job AS j ON j.id = b.job_id
       WHERE b.period_id = $1 ORDER BY b.created_at DESC, b.job_id`,
      [periodId],
    );
  }

  /** Whether a build for one of these organisations has not ended, whoever asked for it. */
  async isUnfinished(tx: Tx, periodId: string, organisationIds: readonly string[]): Promise<boolean> {
    const found = await firstRow<{ unfinished: boolean }>(
      tx,
      `SELECT is_being_built($1, $2::text[]) AS unfinished`,
      [periodId, organisationIds],
    );
    return found?.unfinished ?? false;
  }

  /** Is there a seat that the build may give to somebody? */
  async hasFreeSeats(tx: Tx, now: Date, { periodId, organisationIds, days }: SeatScope): Promise<boolean> {
    const found = await firstRow(
      tx,
      `SELECT FROM shift AS s
       WHERE s.period_id = $1 AND s.organisation_id = ANY ($2) AND s.starts_at > $3
         AND ($4::timestamptz IS NULL OR s.starts_at >= $4) AND ($5::timestamptz IS NULL OR s.starts_at < $5) LIMIT 1`,
      [
        periodId,
        organisationIds,
        now,
        days && startOfTokyoDay(days.from),
        days && startOfTokyoDay(days.until),
      ],
    );
    return found !== null;
  }

  proposals(tx: Tx, buildId: string): Promise<ProposalRow[]> {
    return rows<ProposalRow>(
      tx,
      `${PROPOSAL} WHERE p.job_id = $1 ORDER BY p.created_at, p.name, p.organisation_id`,
      [buildId],
    );
  }

  /** `held`: nobody adopts it meanwhile. */
  async proposal(tx: Tx, key: ProposalKey, held: boolean): Promise<ProposalRow> {
    const found = await firstRow<ProposalRow>(
      tx,
      `${PROPOSAL} WHERE p.job_id = $1 AND p.name = $2 AND p.organisation_id = $3 ${held ? 'FOR UPDATE' : ''}`,
      [key.buildId, key.name, key.organisationId],
    );
    if (!found) throw notFound('勤務表の案');
    return found;
  }
}

const PROPOSAL = `
  SELECT p.job_id AS "buildId", p.name, p.organisation_id AS "organisationId", p.figures, p.solved, p.changes,
         p.created_at AS "createdAt", p.adopted_at AS "adoptedAt"
  FROM roster_proposal AS p`;
