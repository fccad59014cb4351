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

/** The staged rows with instants in place of milliseconds. */
const STAGED = `
  (SELECT st.source_row, st.channel, st.carrier_no, st.leg, to_timestamp(st.dialled_ms / 1000) AS dialled_at,
          to_timestamp(st.queued_ms / 1000) AS queued_at, to_timestamp(st.answered_ms / 1000) AS answered_at,
          to_timestamp(st.ended_ms / 1000) AS ended_at, st.digit, st.field_code, st.organisation_id, st.result, st.origin, st.ended_by,
          st.caller_hash
   FROM call_staging AS st)`;

const ADD = `
  WITH added AS (
    INSERT INTO contact (period_id, job_id, source_row, channel, carrier_no, leg, dialled_at, queued_at, answered_at, ended_at,
      digit, field_code, organisation_id, result, origin, ended_by, caller_hash)
    SELECT $1, $2, s.source_row, s.channel, s.carrier_no, s.leg, s.dialled_at, s.queued_at, s.answered_at, s.ended_at, s.digit,
      s.field_code, s.organisation_id, s.result, s.origin, s.ended_by, s.caller_hash
    FROM ${STAGED} AS s
    ON CONFLICT ON CONSTRAINT uq_contact_carrier_no DO NOTHING
    RETURNING 1
  )
  SELECT count(*)::integer AS count FROM added`;

/** Is `later` what became of the mail that `early` has not seen a reply to? */
function becameOf(early: string, later: string): string {
  const same = ['dialled_at', 'digit', 'origin', 'caller_hash'];
  const sameOrNew = ['queued_at', 'ended_at', 'organisation_id', 'ended_by'];
  return [
    `${early}.result = 'unreplied' AND ${later}.answered_at IS NOT NULL`,
    ...same.map((column) => `${early}.${column} IS NOT DISTINCT FROM ${later}.${column}`),
    ...sameOrNew.map((column) => `(${early}.${column} IS NULL OR ${early}.${column} = ${later}.${column})`),
  ].join(' AND ');
}

/** A mail may be answered weeks after the file with its arrival: the reply goes into the contact that is there, the first only. */
const REPLY = `
  WITH reply AS (
    SELECT DISTINCT ON (s.carrier_no, s.leg) s.* FROM ${STAGED} AS s
    WHERE s.channel = 'mail' AND s.answered_at IS NOT NULL
    ORDER BY s.carrier_no, s.leg, s.source_row
  ), replied AS (
    UPDATE contact AS c
    SET queued_at = s.queued_at, answered_at = s.answered_at, ended_at = s.ended_at, organisation_id = s.organisation_id,
        result = s.result, ended_by = s.ended_by
    FROM reply AS s
    WHERE c.period_id = $1 AND c.channel = s.channel AND c.carrier_no = s.carrier_no AND c.leg = s.leg AND ${becameOf('c', 's')}
    RETURNING 1
  )
  SELECT count(*)::integer AS count FROM replied`;

/**
 * Rows whose key is taken by a call that says something else; an earlier state of a mail does not. The limit makes it one index
 * look-up per row.
 */
const DIFFERING = `
  SELECT s.source_row, stored.job_id = $2 AS is_own
  FROM ${STAGED} AS s
  CROSS JOIN LATERAL (
    SELECT c.* FROM contact AS c
    WHERE c.period_id = $1 AND c.channel = s.channel AND c.carrier_no = s.carrier_no AND c.leg = s.leg
    LIMIT 1
  ) AS stored
  WHERE ROW (stored.dialled_at, stored.queued_at, stored.answered_at, stored.ended_at, stored.digit, stored.organisation_id,
      stored.result, stored.origin, stored.ended_by, stored.caller_hash)
    IS DISTINCT FROM ROW (s.dialled_at, s.queued_at, s.answered_at, s.ended_at, s.digit, s.organisation_id, s.result, s.origin,
      s.ended_by, s.caller_hash)
    AND (${becameOf('s', 'stored')}) IS NOT TRUE
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
  /** Calls that are new, and mails whose reply is. */
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
    const stored = await this.count(ADD, [target.periodId, target.jobId]);
    const known = stored < batch.size;
    const added = stored + (known ? await this.count(REPLY, [target.periodId]) : 0);
    const differing = known ? await this.differing() : [];
    await tx.query('TRUNCATE call_staging');
    return { added, unchanged: batch.size - added - differing.length, differing };
  }

  private async count(sql: string, parameters: readonly string[]): Promise<number> {
    return (await firstRow<{ count: number }>(this.tx, sql, parameters))?.count ?? 0;
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
