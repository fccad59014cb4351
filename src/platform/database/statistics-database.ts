import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { type ConnectionTarget, sessionOptions } from './data-source';

/** Reads of one consistent state of the statistics schema. */
export interface StatisticsReader {
  rows<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** The analysts' door: its role may read the schema `statistics` and nothing else (decision 15). */
@Injectable()
export class StatisticsDatabase implements OnApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor(target: ConnectionTarget) {
    this.pool = new pg.Pool({
      connectionString: target.url,
      max: 4,
      connectionTimeoutMillis: 5_000,
      application_name: 'tsunagi-statistics',
      options: sessionOptions(target, { statement_timeout: '120s', search_path: 'statistics' }),
    });
    // An idle connection that the server closes is replaced at the next read.
    this.pool.on('error', ignore);
  }

  /** Every query inside `work` sees the same snapshot, so tables of one workbook add up. */
  async read<T>(work: (reader: StatisticsReader) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    // A connection that dies while it is lent out reports here too; the query in flight carries the news.
    client.on('error', ignore);
    let failure: Error | undefined;
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const reader: StatisticsReader = {
        rows: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
          (await client.query(sql, [...parameters])).rows as Row[],
      };
      const result = await work(reader);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      failure = error instanceof Error ? error : new Error('statistics read failed');
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(failure);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

function ignore(): void {
  return;
}
