import pg from 'pg';
import type { TestApp } from './test-app';

/** A transaction of somebody else that stays open for as long as the test wants. */
export class HeldTransaction {
  private constructor(private readonly client: pg.Client) {}

  static async begin(app: TestApp): Promise<HeldTransaction> {
    const client = new pg.Client({ connectionString: app.database.ownerUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
    return new HeldTransaction(client);
  }

  async sql(text: string, parameters: readonly unknown[]): Promise<void> {
    await this.client.query(text, [...parameters]);
  }

  async commit(): Promise<void> {
    await this.client.query('COMMIT');
    await this.client.end();
  }
}
