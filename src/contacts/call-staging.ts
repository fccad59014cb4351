import { copyIn, copyText } from '../platform/database/copy-in';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { Call } from './domain/call';

/** Row-level security keeps COPY away from `contact`, so rows come in through a table of the transaction's own. */
const CREATE = `
  CREATE TEMPORARY TABLE call_staging (
    source_row integer, channel text, carrier_no text, leg smallint, dialled_ms float8, queued_ms float8, answered_ms float8,
    ended_ms float8, digit text, field_code text, organisation_id uuid, result text, origin text, ended_by text,
    caller_hash bytea
  ) ON COMMIT DROP`;

const COPY = `
  COPY call_staging (source_row, channel, carrier_no, leg, dialled_ms, queued_ms, answered_ms, ended_ms, digit, field_code,
    organisation_id, result, origin, ended_by, caller_hash) FROM STDIN`;

const ADD = `
  WITH added AS (
    INSERT INTO contact (period_id, job_id, source_row, channel, carrier_no, leg, dialled_at, queued_at, answered_at, ended_at,
      digit, field_code, organisation_id, result, origin, ended_by, caller_hash)
    SELECT $1, $2, s.source_row, s.channel, s.carrier_no, s.leg, to_timestamp(s.dialled_ms / 1000), to_timestamp(s.queued_ms / 1000),
      to_timestamp(s.answered_ms / 1000), to_timestamp(s.ended_ms / 1000), s.digit, s.field_code, s.organisation_id, s.result,
      s.origin, s.ended_by, s.caller_hash
    FROM call_staging AS s
    ON CONFLICT ON CONSTRAINT uq_contact_carrier_no DO NOTHING
    RETURNING 1
  )
  SELECT count(*)::integer AS count FROM added`;

/** Rows whose key is taken by a call that says something else. The limit makes it one index look-up per row. */
const DIFFERING = `
  SELECT s.source_row, stored.job_id = $2 AS is_own
  FROM call_staging AS s
  CROSS JOIN LATERAL (
    SELECT c.job_id, c.dialled_at, c.queued_at, c.answered_at, c.ended_at, c.digit, c.organisation_id, c.result, c.origin, c.ended_by,
      c.caller_hash
    FROM contact AS c
    WHERE c.period_id = $1 AND c.channel = s.channel AND c.carrier_no = s.carrier_no AND c.leg = s.leg
    LIMIT 1
  ) AS stored
  WHERE ROW (stored.dialled_at, stored.queued_at, stored.answered_at, stored.ended_at, stored.digit, stored.organisation_id,
      stored.result, stored.origin, stored.ended_by, stored.caller_hash)
    IS DISTINCT FROM ROW (to_timestamp(s.dialled_ms / 1000), to_timestamp(s.queued_ms / 1000), to_timestamp(s.answered_ms / 1000),
      to_timestamp(s.ended_ms / 1000), s.digit, s.organisation_id, s.result, s.origin, s.ended_by,
      s.caller_hash)
  ORDER BY s.source_row`;

export interface StagingTarget {
  readonly periodId: string;
  readonly jobId: string;
}

interface DifferingRow {
  /** Its number in the file. */
  readonly row: number;
  /** Came the call that is there from an earlier row of this file? */
  readonly isInFile: boolean;
}

export interface StoredRows {
  readonly added: number;
  readonly unchanged: number;
  /** The rows whose call is already there with other content. */
  readonly differing: readonly DifferingRow[];
}

/** Takes calls into a period, a stretch of the file at a time. */
export class CallStaging {
  private constructor(
    private readonly tx: Tx,
    private readonly target: StagingTarget,
  ) {}

  static async open(tx: Tx, target: StagingTarget): Promise<CallStaging> {
    await tx.query(CREATE);
    return new CallStaging(tx, target);
  }

  /** Of two rows with one key the first is kept. */
  async store(batch: CallBatch): Promise<StoredRows> {
    const { tx, target } = this;
    await copyIn(tx, COPY, batch.text());
    const added = (await firstRow<{ count: number }>(tx, ADD, [target.periodId, target.jobId]))?.count ?? 0;
    const differing = added === batch.size ? [] : await this.differing();
    await tx.query('TRUNCATE call_staging');
    return { added, unchanged: batch.size - added - differing.length, differing };
  }

  private async differing(): Promise<DifferingRow[]> {
    const { tx, target } = this;
    const found = await rows<{ source_row: number; is_own: boolean }>(tx, DIFFERING, [
      target.periodId,
      target.jobId,
    ]);
    return found.map((each) => ({ row: each.source_row, isInFile: each.is_own }));
  }
}

/** Calls in COPY's text format, kept as bytes: short-lived strings are cheap, twenty thousand long-lived ones are not. */
export class CallBatch {
  size = 0;
  private lines = '';
  private readonly pieces: Buffer[] = [];

  add(sourceRow: number, call: Call, callerHash: string | null): void {
    this.size += 1;
    this.lines += stagingLine(sourceRow, call, callerHash);
    if (this.lines.length >= PIECE_CHARACTERS) this.close();
  }

  text(): readonly Buffer[] {
    this.close();
    return this.pieces;
  }

  private close(): void {
    this.pieces.push(Buffer.from(this.lines));
    this.lines = '';
  }
}

const PIECE_CHARACTERS = 64 * 1024;

/** Only the carrier's number can hold anything that needs care. */
function stagingLine(sourceRow: number, call: Call, callerHash: string | null): string {
  const { channel, leg, dialledAt, result, origin } = call;
  const times = `${dialledAt}\t${orNull(call.queuedAt)}\t${orNull(call.answeredAt)}\t${orNull(call.endedAt)}`;
  const codes = `${orNull(call.digit)}\t${orNull(call.fieldCode)}\t${orNull(call.organisationId)}\t${result}\t${origin}\t${orNull(call.endedBy)}`;
  const hash = callerHash === null ? '\\N' : `\\\\x${callerHash}`;
  return `${sourceRow}\t${channel}\t${copyText(call.carrierNo)}\t${leg}\t${times}\t${codes}\t${hash}\n`;
}

function orNull(value: string | number | null): string | number {
  return value ?? '\\N';
}
