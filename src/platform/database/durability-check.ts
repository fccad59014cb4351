import pg from 'pg';

/** Settings without which an acknowledged sheet may be gone after a crash, or damaged without anybody noticing. */
const NEEDED = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums'] as const;

/** The needed settings that are off for this login; role and database may have their own. */
export async function forgetfulSettings(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT s.name FROM pg_catalog.pg_settings AS s WHERE s.name = ANY ($1) AND s.setting = 'off' ORDER BY s.name`,
      [NEEDED],
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
