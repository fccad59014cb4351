import pg from 'pg';
import type { TestApp } from './test-app';

type Statement = readonly [text: string, parameters: readonly unknown[]];

interface Crossing<Answer> {
  readonly first: Statement;
  readonly meanwhile: () => PromiseLike<Answer>;
  readonly then: Statement;
}

/**
 * Takes the first lock, lets a request run until it waits for it, then takes the second, which the request must not hold: with
 * both held crosswise, PostgreSQL would end one of the two as a deadlock. Answers what became of the request.
 */
export async function whileLocked<Answer>(app: TestApp, crossing: Crossing<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: app.database.ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
    await take(client, crossing.first);
    const answer = Promise.resolve(crossing.meanwhile());
    while (!(await isWaitedFor(app, client))) continue;
    const [text, parameters] = crossing.then;
    await take(client, [`${text} NOWAIT`, parameters]);
    await client.query('COMMIT');
    return await answer;
  } finally {
    await client.end();
  }
}

async function take(client: pg.Client, [text, parameters]: Statement): Promise<void> {
  const { rowCount } = await client.query(text, [...parameters]);
  if (rowCount === 0) throw new Error('nothing there to lock');
}

async function isWaitedFor(app: TestApp, holder: pg.Client): Promise<boolean> {
  const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const waiting = await app.sql(
    `SELECT FROM pg_locks AS l WHERE NOT l.granted AND $1 = ANY (pg_blocking_pids(l.pid))`,
    [rows[0]?.pid],
  );
  return waiting.length > 0;
}
