import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { mayDo, type Permission } from '../authz/permissions';
import { firstRow, rows, type Tx } from '../database/sql';
import type { OutputKind } from './job-output';
import type { JobOutputView } from './jobs.dto';

/** A stored file that somebody may fetch. */
export interface FetchableOutput {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
}

interface OutputRow {
  readonly kind: OutputKind;
  readonly fileName: string;
  readonly mediaType: string;
  readonly permission: Permission;
  readonly size: bigint;
  readonly expiresAt: Date;
  readonly accountId: string;
  /** Whose rows whoever asked for the job saw then. */
  readonly scope: Actor['scope'];
}

const OUTPUT = `
  SELECT o.kind, o.file_name AS "fileName", o.media_type AS "mediaType", o.permission, o.size, o.expires_at AS "expiresAt",
         j.account_id AS "accountId", j.scope
  FROM job_output AS o JOIN job AS j ON j.id = o.job_id
  WHERE o.job_id = $1`;

@Injectable()
export class JobOutputsReader {
  async list(tx: Tx, jobId: string): Promise<JobOutputView[]> {
    const found = await rows<OutputRow>(tx, `${OUTPUT} ORDER BY o.kind`, [jobId]);
    return found.map(({ kind, fileName, size, expiresAt }) => ({
      kind,
      fileName,
      size: Number(size),
      expiresAt: formatTokyo(expiresAt),
    }));
  }

  /** Only whoever asked for the job fetches its files: others of the office may follow the job, not read along. */
  async fetchable(tx: Tx, actor: Actor, now: Date, at: OutputPlace): Promise<FetchableOutput> {
    const found = await firstRow<OutputRow>(tx, `${OUTPUT} AND o.kind = $2`, [at.jobId, at.kind]);
    if (!found) throw notFound(NAMES[at.kind]);
    const { fileName, mediaType, size, accountId, permission, scope, expiresAt } = found;
    if (accountId !== actor.accountId || !mayDo(actor.roles, permission)) throw notYours();
    if (scope === 'all_organisations' && actor.scope !== scope) throw scopeLost();
    if (expiresAt <= now) throw expired();
    return { fileName, mediaType, size: Number(size) };
  }
}

export interface OutputPlace {
  readonly jobId: string;
  readonly kind: OutputKind;
}

const NAMES: Readonly<Record<OutputKind, string>> = {
  result: 'この処理の出力ファイル',
  'rejected-rows': '受け付けなかった行のファイル',
};

function notYours(): DomainError {
  return new DomainError('forbidden', 'not_yours', 'この処理を依頼した本人だけがファイルを受け取れます。');
}

function scopeLost(): DomainError {
  return new DomainError(
    'forbidden',
    'scope_lost',
    'このファイルは全団体を扱う権限で作られました。いまの権限では受け取れません。',
  );
}

function expired(): DomainError {
  return new DomainError(
    'not_found',
    'output_expired',
    'ファイルの保管期間（7日）が過ぎました。もう一度作り直してください。',
  );
}
