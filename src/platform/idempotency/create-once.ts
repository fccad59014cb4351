import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { Clock } from '../clock/clock';
import { type Sealed, seal, type SealContext, unseal } from '../crypto/seal';
import { Database } from '../database/database';
import { firstRow, type Tx } from '../database/sql';
import { entityTag } from '../http/entity-tag';
import type { CreationRequest } from './creation-request';

/** What a creation answers. */
export interface Created<Body> {
  readonly body: Body;
  /** 201 unless said otherwise. */
  readonly status?: number;
  readonly location?: string;
  /** Version of what was created. */
  readonly version?: number;
}

/** Whose key it is; keys of two accounts never meet. */
interface KeyHolder {
  readonly accountId: string;
  readonly organisationId: string;
  readonly key: string;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface StoredAnswer extends Sealed {
  readonly digest: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Creates once however often the same request comes. Key, effect and answer are one transaction: there is no moment at
 * which one of them is stored without the others. What was refused left nothing behind and is judged anew.
 */
@Injectable()
export class CreateOnce {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run<Body>(
    actor: Actor,
    request: CreationRequest,
    work: (tx: Tx) => Promise<Created<Body>>,
  ): Promise<Body> {
    const holder = holderOf(actor, request.key);
    const { answer, again } = await this.database.transaction(actor, async (tx) => {
      if (holder === null) return { answer: answerOf(await work(tx)), again: false };
      const stored = await this.recall(tx, holder, request.digest);
      if (stored !== null) return { answer: stored, again: true };
      const fresh = answerOf(await work(tx));
      await this.keep(tx, holder, request.digest, fresh);
      return { answer: fresh, again: false };
    });
    void request.reply.status(answer.status).headers(answer.headers);
    if (again) void request.reply.header('Idempotency-Replayed', 'true');
    return answer.body as Body;
  }

  /** Two requests with one key come one after the other, so that the second finds what the first was answered. */
  private async recall(tx: Tx, holder: KeyHolder, digest: string): Promise<Answer | null> {
    const { accountId, key } = holder;
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`, [`${accountId} ${key}`]);
    const stored = await firstRow<StoredAnswer>(
      tx,
      `SELECT encode(ik.request_digest, 'hex') AS digest, ik.status, ik.headers, ik.sealed AS bytes, ik.seal
       FROM idempotency_key AS ik WHERE ik.account_id = $1 AND ik.key = $2`,
      [accountId, key],
    );
    if (stored === null) return null;
    if (stored.digest !== digest) {
      throw new DomainError(
        'invalid',
        'idempotency_key_reused',
        'この Idempotency-Key は別の内容の登録に使われています。新しい値で送ってください。',
      );
    }
    const { status, headers } = stored;
    return { status, headers, body: JSON.parse(unseal(stored, contextOf(holder))) };
  }

  private async keep(tx: Tx, holder: KeyHolder, digest: string, answer: Answer): Promise<void> {
    const { accountId, organisationId, key } = holder;
    const { bytes, seal: name } = seal(JSON.stringify(answer.body), contextOf(holder));
    await tx.query(
      `INSERT INTO idempotency_key (account_id, key, organisation_id, request_digest, status, headers, sealed, seal, created_at)
       VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9)`,
      [
        accountId,
        key,
        organisationId,
        digest,
        answer.status,
        JSON.stringify(answer.headers),
        bytes,
        name,
        this.clock.now(),
      ],
    );
  }
}

function holderOf({ accountId, organisationId }: Actor, key: string | null): KeyHolder | null {
  if (key === null || accountId === null || organisationId === null) return null;
  return { accountId, organisationId, key };
}

function answerOf<Body>({ body, status = 201, location, version }: Created<Body>): Answer {
  const headers = {
    ...(version === undefined ? {} : { ETag: entityTag(version) }),
    ...(location === undefined ? {} : { Location: location }),
  };
  return { status, headers, body };
}

/** Answers may name people, so they are sealed like other words about them. */
function contextOf({ accountId, key }: KeyHolder): SealContext {
  return { table: 'idempotency_key', rowId: `${accountId}/${key}`, field: 'body' };
}
