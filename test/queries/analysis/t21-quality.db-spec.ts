import { CallLog } from '../../support/factories/calls';
import { openPeriod } from '../../support/factories/period';
import { columnOf, readTable } from '../../support/read-analysis';
import { type TestAccount, TestApp } from '../../support/test-app';

const night = (clock: string) => `2027-01-01T${clock}+09:00`;

describe('T21 quality', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let periodId: string;
  let calls: CallLog;

  beforeAll(async () => {
    app = await TestApp.start();
    counsellor = await app.account('counsellor');
  });
  beforeEach(async () => {
    periodId = await openPeriod(app, [counsellor.organisationId]);
    calls = await CallLog.of(app, periodId, counsellor);
  });
  afterAll(() => app.stop());

  const sheet = async (
    startedAt: string,
    contactId: string | null,
    status = 'submitted',
    channel = 'phone',
  ) =>
    app.sql(
      `INSERT INTO consultation (id, period_id, organisation_id, record_no, form_version_id, channel, origin, contact_id,
         started_at, status, revision_no, contact_result, caller_relation, gender, age_band, contact_history, fields,
         worry_categories, responses, suicide_risk, urgency, created_at, updated_at)
       SELECT uuidv7(), $1, $2, 1 + (SELECT count(*) FROM consultation AS co WHERE co.period_id = $1), fv.id, $3, 'manual', $4, $5,
              $6, 1, 'talk', 'self', 'unknown', 'unknown', 'unknown', '{}', '{}', '{}', 'unknown', 'normal', now(), now()
       FROM form_version AS fv ORDER BY fv.number LIMIT 1`,
      [periodId, counsellor.organisationId, channel, contactId, startedAt, status],
    );

  it('counts what one side has and the other has not, and where the two contradict each other', async () => {
    const at = night('01:00:00');
    const talk = { answeredAt: at, endedAt: night('01:30:00') };
    await sheet(at, await calls.add(talk));
    await sheet(at, await calls.add({ ...talk, channel: 'chat' }));
    await sheet(at, await calls.add({ answeredAt: at, result: 'abandoned_queue' }));
    await sheet(night('02:30:00'), await calls.add(talk));
    await sheet(night('02:30:01'), await calls.add(talk));
    await sheet(night('00:00:00'), await calls.add(talk));
    await sheet(
      night('00:59:59'),
      await calls.add({ ...talk, answeredAt: night('02:00:00'), endedAt: null }),
    );
    await sheet(at, await calls.add(talk), 'voided');
    await sheet(at, null);
    await sheet(at, null, 'voided');
    await sheet('2027-01-04T10:00:00+09:00', null);
    await calls.add({ answeredAt: at, result: 'transferred' });
    await calls.add({ answeredAt: '2026-12-25T09:59:59+09:00' });
    await calls.add({ answeredAt: '2026-12-25T10:00:00+09:00' });

    const table = await readTable(app, periodId, 'T21');
    expect(columnOf(table, 'count')).toEqual({
      calls_without_sheet: 2,
      sheets_without_call: 1,
      calls_outside: 1,
      sheets_outside: 1,
      contradictory: 4,
      other_channel: 1,
      never_answered: 1,
      far_apart: 2,
    });
    expect(columnOf(table, 'share')).toMatchObject({
      calls_without_sheet: { numerator: 2, denominator: 8 },
      sheets_without_call: { numerator: 1, denominator: 8 },
      calls_outside: { numerator: 1, denominator: 11 },
      sheets_outside: { numerator: 1, denominator: 9 },
      contradictory: { numerator: 4, denominator: 7 },
    });
    expect(table.base).toMatchObject({ code: 'R', count: 8 });
  });

  it('shows an empty period as zeros over empty bases', async () => {
    const table = await readTable(app, periodId, 'T21');
    expect(new Set(Object.values(columnOf(table, 'count')))).toEqual(new Set([0]));
    expect(columnOf(table, 'share')).toMatchObject({ calls_without_sheet: { printed: null } });
  });
});
