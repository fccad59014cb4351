import { forgetfulSettings } from '../../src/platform/database/durability-check';
import { newTestDatabase } from '../support/test-database';

it('names what a database that may forget has turned off', async () => {
  // The database of the tests is one: it need not outlive them.
  const database = await newTestDatabase();
  expect(await forgetfulSettings(database.appUrl)).toEqual([
    'fsync',
    'full_page_writes',
    'synchronous_commit',
  ]);
  await database.drop();
});
