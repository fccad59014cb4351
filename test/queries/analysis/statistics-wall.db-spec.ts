import pg from 'pg';
import { StatisticsDatabase } from '../../../src/platform/database/statistics-database';
import { PeriodRows } from '../../support/factories/period-rows';
import { TestApp } from '../../support/test-app';

/** The wall between analysts and people stands in the database, not in our code (decision 15). */
describe('the statistics role', () => {
  let app: TestApp;
  let period: PeriodRows;
  let login: pg.Client;

  beforeAll(async () => {
    app = await TestApp.start();
    period = await PeriodRows.create(app, {
      startsAt: '2024-12-25T10:00:00+09:00',
      endsAt: '2025-01-04T10:00:00+09:00',
    });
    await period.participants(2);
    await period.contacts([{ dialledAt: '2024-12-25T10:00:00+09:00', caller: 'a' }]);
    await period.sheets([{ startedAt: '2024-12-25T10:00:00+09:00' }]);
    await period.duty([{ startsAt: '2024-12-25T10:00:00+09:00', endsAt: '2024-12-25T12:00:00+09:00' }]);
    login = new pg.Client({ connectionString: app.database.statisticsUrl });
    await login.connect();
  });
  afterAll(async () => {
    await login.end();
    await app.stop();
  });

  it.each(['participation', 'contact', 'caller_count', 'consultation', 'duty'])(
    'sees the rows of every organisation through statistics.%s',
    async (view) => {
      const rows = await app.app
        .get(StatisticsDatabase)
        .read((reader) =>
          reader.rows<{ n: bigint }>(
            `SELECT count(*) AS n FROM statistics.${view} AS v WHERE v.period_id = $1`,
            [period.id],
          ),
        );
      expect(rows[0]?.n).toBe(view === 'participation' ? 2n : 1n);
    },
  );

  it('is refused every table, also with the widest scope set', async () => {
    const { rows: tables } = await login.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_catalog.pg_class AS c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`,
    );
    expect(tables.length).toBeGreaterThan(20);
    await login.query(`SELECT set_config('tsunagi.scope', 'all_organisations', false)`);
    for (const { name } of tables) {
      await expect(login.query(`SELECT 1 FROM public.${name} LIMIT 1`)).rejects.toThrow(/permission denied/);
    }
  });

  it('cannot write through a view', async () => {
    await expect(login.query(`UPDATE statistics.period_field SET digit = '1'`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(login.query(`DELETE FROM statistics.participation`)).rejects.toThrow(/permission denied/);
  });

  it('finds no name, text, record id or instant of a call in any view', async () => {
    const { rows } = await login.query<{ column: string }>(
      `SELECT DISTINCT a.attname AS column FROM pg_catalog.pg_attribute AS a
         JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'statistics'::regnamespace AND a.attnum > 0`,
    );
    const columns = rows.map((row) => row.column);
    const forbidden =
      /^id$|name|note|summary|narrative|caller_hash|carrier|person|counsellor|record_no|source_no|dialled_at|started_at|answered_at/;
    expect(columns.filter((column) => forbidden.test(column))).toEqual([]);
  });

  it('sees no row as the owner, who has the views but not the statistics role', async () => {
    const owner = new pg.Client({ connectionString: app.database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query(`SELECT count(*)::int AS n FROM statistics.contact`);
    await owner.end();
    expect(rows).toEqual([{ n: 0 }]);
  });
});
