import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { Clock } from '../clock/clock';
import { seal, type SealContext, unseal } from '../crypto/seal';
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

/** The same for what must not be shown from memory. */
export interface Made<Body> extends Created<Body> {
  /** Under which it is read again. */
  readonly id: string;
}

/** What a creation shows when it is asked for again: what stands there by now. */
export type Reread<Body> = Pick<Created<Body>, 'body' | 'version'>;

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

interface Fresh {
  readonly answer: Answer;
  /** Null: the answer itself is remembered. */
  readonly objectId: string | null;
}

interface Remembered extends Omit<Answer, 'body'> {
  readonly digest: string;
  readonly objectId: string | null;
  readonly bytes: Buffer | null;
  readonly seal: string | null;
}

/** Answers a request that was carried out before. */
type Replay = (tx: Tx, remembered: Remembered, holder: KeyHolder) => Promise<Answer>;

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

  /** Remembers the answer, so only for answers that name nobody and say nothing confidential. */
  run<Body>(actor: Actor, request: CreationRequest, work: (tx: Tx) => Promise<Created<Body>>): Promise<Body> {
    const make = async (tx: Tx) => ({ answer: answerOf(await work(tx)), objectId: null });
    return this.once(actor, request, make, (_, ...found) => Promise.resolve(storedAnswer(...found)));
  }

  /** Remembers only what was made: who asks again comes in by the door of all readers, as far as it is open to them by now. */
  runAndReread<Body>(
    actor: Actor,
    request: CreationRequest,
    work: (tx: Tx) => Promise<Made<Body>>,
    reread: (tx: Tx, id: string) => Promise<Reread<Body>>,
  ): Promise<Body> {
    const make = async (tx: Tx) => {
      const made = await work(tx);
      return { answer: answerOf(made), objectId: made.id };
    };
    return this.once(actor, request, make, async (tx, remembered, holder) => {
      const { objectId, status, headers } = remembered;
      // An answer from before only ids were remembered, of a kind whose id it does not tell.
      if (objectId === null) return storedAnswer(remembered, holder);
      const now = answerOf({ ...(await reread(tx, objectId)), status });
      return { ...now, headers: { ...headers, ...now.headers } };
    });
  }

  private async once<Body>(
    actor: Actor,
    request: CreationRequest,
    make: (tx: Tx) => Promise<Fresh>,
    replay: Replay,
  ): Promise<Body> {
    const holder = holderOf(actor, request.key);
    const { answer, again } = await this.database.transaction(actor, async (tx) => {
      if (holder === null) return { answer: (await make(tx)).answer, again: false };
      const remembered = await this.recall(tx, holder, request.digest);
      if (remembered !== null) return { answer: await replay(tx, remembered, holder), again: true };
      const fresh = await make(tx);
      await this.keep(tx, holder, request.digest, fresh);
      return { answer: fresh.answer, again: false };
    });
    void request.reply.status(answer.status).headers(answer.headers);
    if (again) void request.reply.header('Idempotency-Replayed', 'true');
    return answer.body as Body;
  }

  /** Two requests with one key come one after the other, so that the second finds what the first was answered. */
  private async recall(tx: Tx, { accountId, key }: KeyHolder, digest: string): Promise<Remembered | null> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`, [`${accountId} ${key}`]);
    const remembered = await firstRow<Remembered>(
      tx,
      `SELECT encode(ik.request_digest, 'hex') AS digest, ik.status, ik.headers, ik.object_id AS "objectId",
              ik.sealed AS bytes, ik.seal
       FROM idempotency_key AS ik WHERE ik.account_id = $1 AND ik.key = $2`,
      [accountId, key],
    );
    if (remembered !== null && remembered.digest !== digest) {
      throw new DomainError(
        'invalid',
        'idempotency_key_reused',
        'この Idempotency-Key は別の内容の登録に使われています。新しい値で送ってください。',
      );
    }
    return remembered;
  }

  private async keep(tx: Tx, holder: KeyHolder, digest: string, { answer, objectId }: Fresh): Promise<void> {
    const { accountId, organisationId, key } = holder;
    const sealed = objectId === null ? seal(JSON.stringify(answer.body), contextOf(holder)) : null;
    await tx.query(
      `INSERT INTO idempotency_key (account_id, key, organisation_id, request_digest, status, headers, object_id, sealed, seal,
         created_at)
       VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9, $10)`,
      [
        accountId,
        key,
        organisationId,
        digest,
        answer.status,
        JSON.stringify(answer.headers),
        objectId,
        sealed?.bytes ?? null,
        sealed?.seal ?? null,
        this.clock.now(),
      ],
    );
  }
}

function storedAnswer({ status, headers, bytes, seal: name }: Remembered, holder: KeyHolder): Answer {
  if (bytes === null || name === null) throw new Error('an answer that was to be remembered is not there');
  return { status, headers, body: JSON.parse(unseal({ bytes, seal: name }, contextOf(holder))) };
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

/** Sealed like other words: what an answer says is not for whoever reads the table. */
function contextOf({ accountId, key }: KeyHolder): SealContext {
  return { table: 'idempotency_key', rowId: `${accountId}/${key}`, field: 'body' };
}
