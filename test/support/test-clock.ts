import { Clock } from '../../src/platform/clock/clock';
import { tokyo } from './factories/published-roster';
import type { TestApp } from './test-app';

/** Sets the application's clock, and keeps every session of the tests alive through the jump. */
export async function clockAt(app: TestApp, text: string): Promise<Date> {
  const now = new Date(tokyo(text));
  jest.spyOn(app.app.get(Clock), 'now').mockReturnValue(now);
  await app.sql(
    `UPDATE session SET created_at = $1, last_used_at = $1, expires_at = $1::timestamptz + interval '1 day'`,
    [now],
  );
  return now;
}
