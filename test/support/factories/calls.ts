import { randomUUID } from 'node:crypto';
import type { OwnerAccess, TestAccount } from '../owner-access';

export interface PlannedCall {
  readonly answeredAt: string;
  /** Null: the carrier did not say. */
  readonly endedAt?: string | null;
  readonly organisationId?: string;
  readonly result?: string;
  readonly channel?: string;
  readonly fieldCode?: string | null;
  readonly leg?: number;
  readonly carrierNo?: string;
}

/** Rows of the telephone log, written past the import. */
export class CallLog {
  private constructor(
    private readonly database: OwnerAccess,
    private readonly periodId: string,
    private readonly organisationId: string,
    private readonly jobId: string,
  ) {}

  static async of(database: OwnerAccess, periodId: string, of: TestAccount): Promise<CallLog> {
    const jobId = randomUUID();
    await database.sql(
      `INSERT INTO job (id, kind, organisation_id, account_id, request_id, input, status, created_at)
       VALUES ($1, 'call_import', $2, $3, 'test', '{}', 'succeeded', now())`,
      [jobId, of.organisationId, of.accountId],
    );
    return new CallLog(database, periodId, of.organisationId, jobId);
  }

  /** An answered call, or one that was not (`result`); gives back its id. */
  async add(call: PlannedCall): Promise<string> {
    const id = randomUUID();
    const result = call.result ?? 'answered';
    const answered = result === 'answered' || result === 'transferred';
    await this.database.sql(
      `INSERT INTO contact (id, period_id, organisation_id, channel, carrier_no, leg, dialled_at, answered_at, ended_at,
         field_code, result, job_id, source_row)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 2)`,
      [
        id,
        this.periodId,
        call.organisationId ?? this.organisationId,
        call.channel ?? 'phone',
        call.carrierNo ?? id,
        call.leg ?? 1,
        call.answeredAt,
        answered ? call.answeredAt : null,
        call.endedAt ?? null,
        call.fieldCode ?? null,
        result,
        this.jobId,
      ],
    );
    return id;
  }
}
