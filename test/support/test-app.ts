import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import request from 'supertest';
import { createApp } from '../../src/app.setup';
import { Clock } from '../../src/platform/clock/clock';
import { OwnerAccess, type TestAccount } from './owner-access';
import { newTestDatabase, type TestDatabase } from './test-database';

export { TEST_PASSWORD, type TestAccount } from './owner-access';

/** The real application on a database of its own, and the ways in that tests need. */
export class TestApp extends OwnerAccess {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
    owner: pg.Pool,
  ) {
    super(owner);
  }

  /** `notAfter`: the clock starts then at the latest, for tests with dates that must lie ahead. */
  static async start({ notAfter }: { notAfter?: Date } = {}): Promise<TestApp> {
    const database = await newTestDatabase();
    const app = await createApp({
      app: { url: database.appUrl, role: null },
      statistics: { url: database.statisticsUrl, role: null },
    });
    if (notAfter !== undefined) setBack(app.get(Clock), notAfter);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
    // Dropping the database may end a connection that is already leaving.
    owner.on('error', () => undefined);
    return new TestApp(app, database, owner);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.owner.end();
    await this.database.drop();
  }

  /** By the application's clock. */
  now(): Date {
    return this.app.get(Clock).now();
  }

  get http() {
    return request(this.app.getHttpServer());
  }

  /** A request as this account. */
  as(account: Pick<TestAccount, 'token'>) {
    const bearer = `Bearer ${account.token}`;
    return {
      get: (path: string) => this.http.get(path).set('Authorization', bearer),
      post: (path: string) => this.http.post(path).set('Authorization', bearer),
      put: (path: string) => this.http.put(path).set('Authorization', bearer),
      patch: (path: string) => this.http.patch(path).set('Authorization', bearer),
      delete: (path: string) => this.http.delete(path).set('Authorization', bearer),
    };
  }
}

function setBack(clock: Clock, notAfter: Date): void {
  const behind = Math.max(0, Date.now() - notAfter.getTime());
  clock.now = () => new Date(Date.now() - behind);
}
