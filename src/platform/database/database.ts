import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { databaseUnavailable, isRetryable } from './constraint-errors';
import type { Tx } from './sql';

const MAX_ATTEMPTS = 3;

/** node-postgres 8.23 reports the protocol's transaction status; its type package does not know yet. */
type PooledClient = PoolClient & { getTransactionStatus(): 'I' | 'T' | 'E' | null };

/** The one door to the operational schema. */
@Injectable()
export class Database implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs one unit of work in one transaction as `actor`: row-level security sees the actor's organisation and person.
   * The work may run again after a deadlock, so it must have no effect outside `tx`.
   */
  async transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(actor, work);
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !isRetryable(error)) throw error;
      }
    }
  }

  /** Does the database answer at all? */
  async ping(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  private async attempt<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PooledClient;
    try {
      await runner.startTransaction();
      await setContext(runner, actor);
      const result = await work(runner.manager);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // TypeORM releases a runner whose connection broke, and complains at the next query only that it is released.
      const lost = runner.isReleased && !(error instanceof DomainError);
      await rollBack(runner);
      throw lost ? databaseUnavailable() : error;
    } finally {
      await giveBack(runner, client);
    }
  }
}

async function setContext(runner: QueryRunner, actor: Actor): Promise<void> {
  await runner.query(
    `SELECT set_config('tsunagi.scope', $1, true), set_config('tsunagi.organisation_id', $2, true),
            set_config('tsunagi.person_id', coalesce($3::text, ''), true),
            set_config('tsunagi.closed_cases', closed.cases, true),
            set_config('tsunagi.closed_referrals', closed.referrals, true),
            set_config('tsunagi.closed_calls', closed.calls, true),
            set_config('tsunagi.files_closed_before', closed.files_before, true)
     FROM closed_to($3::uuid) AS closed`,
    [actor.scope, actor.organisationId ?? '', actor.personId],
  );
}

/** A failed rollback is not the caller's news; the connection is thrown away by `giveBack`. */
async function rollBack(runner: QueryRunner): Promise<void> {
  try {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
  } catch {
    return;
  }
}

/** A connection goes back to the pool only when the server says it is idle; else its context could leak to the next user. */
async function giveBack(runner: QueryRunner, client: PooledClient): Promise<void> {
  const idle = client.getTransactionStatus() === 'I';
  const release = runner as QueryRunner & { releasePostgresConnection(error?: Error): Promise<void> };
  await release.releasePostgresConnection(idle ? undefined : new Error('connection not idle at release'));
}
