import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { AuditLog } from '../../audit/audit-log';
import { readCsv } from '../../platform/csv/csv-reader';
import { rows, type Tx } from '../../platform/database/sql';
import type { JobCounts, JobHandler, RunningJob } from '../../platform/jobs/job';
import { JobHandlers } from '../../platform/jobs/job-handlers';
import {
  MUNICIPALITY_COLUMNS,
  type MunicipalityRow,
  readMunicipalityRow,
} from '../domain/read-municipality-row';
import { fileAsCsv } from '../exchange/file-as-csv';

export const MUNICIPALITY_IMPORT = 'municipality-import';

/** The codes were introduced in 1970: what has no first day was there from the beginning. */
const UPSERT = `
  INSERT INTO municipality AS m (code, name, city_code, valid_from, valid_until, successor_codes, source)
  VALUES ($1, $2, $3, coalesce($4::date, '1970-04-01'), $5, $6, $7)
  ON CONFLICT (code) DO UPDATE
  SET name = excluded.name, city_code = coalesce(excluded.city_code, m.city_code),
      valid_from = coalesce($4::date, m.valid_from), valid_until = coalesce(excluded.valid_until, m.valid_until),
      successor_codes = CASE WHEN excluded.successor_codes = '{}' THEN m.successor_codes ELSE excluded.successor_codes END,
      source = excluded.source
  WHERE (m.name, m.city_code, m.valid_from, m.valid_until, m.successor_codes)
    IS DISTINCT FROM (excluded.name, coalesce(excluded.city_code, m.city_code), coalesce($4::date, m.valid_from),
      coalesce(excluded.valid_until, m.valid_until),
      CASE WHEN excluded.successor_codes = '{}' THEN m.successor_codes ELSE excluded.successor_codes END)
  RETURNING code`;

/** Takes in the official list of codes, or a part of it. */
@Injectable()
export class MunicipalityImportHandler implements JobHandler, OnModuleInit {
  readonly kind = MUNICIPALITY_IMPORT;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async run(tx: Tx, actor: Actor, now: Date, job: RunningJob): Promise<JobCounts> {
    const counts = { rows: 0, added: 0, unchanged: 0, rejected: 0 };
    for await (const block of readCsv(fileAsCsv(job), MUNICIPALITY_COLUMNS, { passesUnknown: true })) {
      for (const row of block.rows) {
        counts.rows += 1;
        const read = row.fault ? [{ column: '', ...row.fault }] : readMunicipalityRow((key) => row.cell(key));
        if (read === 'prefecture') counts.unchanged += 1;
        else if ('code' in read) counts[await this.store(tx, job.id, read)] += 1;
        else {
          counts.rejected += 1;
          for (const { column, ...fault } of read)
            job.faults.add({ row: row.number, column: titleOf(column), ...fault });
        }
      }
      await job.checkpoint(block.bytesRead);
    }
    await this.audit.record(tx, actor, now, {
      action: 'municipality.imported',
      objectType: 'job',
      objectId: job.id,
      detail: counts,
    });
    return counts;
  }

  private async store(tx: Tx, jobId: string, row: MunicipalityRow): Promise<'added' | 'unchanged'> {
    const { code, name, cityCode, validFrom, validUntil, successorCodes } = row;
    const values = [code, name, cityCode, validFrom, validUntil, successorCodes, `取込 ${jobId}`];
    return (await rows(tx, UPSERT, values)).length > 0 ? 'added' : 'unchanged';
  }
}

function titleOf(key: string): string {
  return MUNICIPALITY_COLUMNS.find((column) => column.key === key)?.names[0] ?? '';
}
