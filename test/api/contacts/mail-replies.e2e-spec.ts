import { type CallCells, callPeriod, csvOf, type ImportJob, upload } from '../../support/factories/call-file';
import { type TestAccount, TestApp } from '../../support/test-app';

const MAIL: CallCells = {
  呼番号: 'M1',
  チャネル: 'mail',
  発信日時: '2024-12-26 23:00:00',
  待ち開始日時: '',
  応答日時: '',
  終了日時: '',
  対応団体: '',
  結果: '',
  終了者: '',
  発信者番号: '',
};
const REPLIED: CallCells = { ...MAIL, 応答日時: '2024-12-29 10:00:00' };

describe('mails that are replied to after their arrival was filed', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let codes: string[];
  let organisations: string[];
  let periods = 0;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    organisations = [await app.organisation(), await app.organisation()];
    const found = await app.sql<{ code: string }>(
      `SELECT o.code FROM unnest($1::uuid[]) WITH ORDINALITY AS u (id, n) JOIN organisation AS o ON o.id = u.id ORDER BY u.n`,
      [organisations],
    );
    codes = found.map(({ code }) => code);
  });
  afterAll(() => app.stop());

  const newPeriod = (): Promise<string> => callPeriod(app, contractor, `メールの期${(periods += 1)}`);
  const send = async (periodId: string, rows: readonly CallCells[], query = ''): Promise<ImportJob> => {
    const path = `/api/v1/periods/${periodId}/call-imports${query}`;
    const { body } = await upload(app, contractor, path, csvOf(rows)).expect(202);
    return body as ImportJob;
  };
  const taken = async (periodId: string, rows: readonly CallCells[]) => {
    const { added, unchanged, rejected } = (await send(periodId, rows)).counts;
    return [added, unchanged, rejected];
  };
  const stored = (periodId: string) =>
    app.sql<{ carrier_no: string }>(
      `SELECT c.carrier_no, c.result, to_char(c.answered_at AT TIME ZONE 'Asia/Tokyo', 'MM-DD HH24:MI') AS answered,
              c.organisation_id, c.source_row
       FROM contact AS c WHERE c.period_id = $1 ORDER BY c.carrier_no`,
      [periodId],
    );

  it('take the reply of a later file into the same contact, exactly once', async () => {
    const periodId = await newPeriod();
    const other = { ...MAIL, 呼番号: 'M2' };
    expect(await taken(periodId, [other, MAIL])).toEqual([2, 0, 0]);
    const { body } = await app.as(contractor).get(`/api/v1/periods/${periodId}/contacts`).expect(200);
    const arrived = (body.items as { id: string; carrierNo: string }[]).find((one) => one.carrierNo === 'M1');
    const reply = { ...REPLIED, 終了日時: '2024-12-29 10:05:00', 対応団体: codes[0] ?? '', 終了者: '相談員' };
    expect(await taken(periodId, [reply, other])).toEqual([1, 1, 0]);
    expect(await taken(periodId, [reply, other])).toEqual([0, 2, 0]);
    expect(await stored(periodId)).toMatchObject([
      {
        carrier_no: 'M1',
        result: 'answered',
        answered: '12-29 10:00',
        organisation_id: organisations[0],
        source_row: 3,
      },
      { carrier_no: 'M2', result: 'unreplied', answered: null },
    ]);
    const after = await app.as(contractor).get(`/api/v1/contacts/${arrived?.id}`).expect(200);
    expect(after.body).toMatchObject({
      answeredAt: '2024-12-29T10:00:00+09:00',
      endedAt: '2024-12-29T10:05:00+09:00',
      endedBy: 'counsellor',
      talkSeconds: 300,
    });
  });

  it('take it from a later row of the same file, and count an earlier state as nothing new', async () => {
    const periodId = await newPeriod();
    expect(await taken(periodId, [MAIL, REPLIED, MAIL])).toEqual([2, 1, 0]);
    expect(await taken(periodId, [MAIL])).toEqual([0, 1, 0]);
    expect(await stored(periodId)).toMatchObject([
      { carrier_no: 'M1', answered: '12-29 10:00', source_row: 2 },
    ]);
  });

  it('keep the first of two replies', async () => {
    const periodId = await newPeriod();
    await send(periodId, [MAIL]);
    const second = { ...REPLIED, 応答日時: '2024-12-30 10:00:00' };
    expect(await taken(periodId, [REPLIED, second])).toEqual([1, 0, 1]);
    expect(await taken(periodId, [second])).toEqual([0, 0, 1]);
    expect(await stored(periodId)).toMatchObject([{ answered: '12-29 10:00' }]);
  });

  it.each<[string, CallCells, CallCells]>([
    ['another time of arrival', MAIL, { ...REPLIED, 発信日時: '2024-12-26 23:00:01' }],
    ['another sender', { ...MAIL, 発信者番号: '09012345678' }, { ...REPLIED, 発信者番号: '08011112222' }],
    ['a call that was given up', { ...MAIL, チャネル: 'phone' }, { ...REPLIED, チャネル: 'phone' }],
    ['a chat that was given up', { ...MAIL, チャネル: 'chat' }, { ...REPLIED, チャネル: 'chat' }],
  ])('do not take a reply over %s', async (_, first, later) => {
    const periodId = await newPeriod();
    await send(periodId, [first]);
    expect(await taken(periodId, [later])).toEqual([0, 0, 1]);
    expect(await stored(periodId)).toMatchObject([{ answered: null }]);
  });

  it('do not take a reply by another organisation than the one that has the mail', async () => {
    const periodId = await newPeriod();
    await send(periodId, [{ ...MAIL, 対応団体: codes[0] ?? '' }]);
    expect(await taken(periodId, [{ ...REPLIED, 対応団体: codes[1] ?? '' }])).toEqual([0, 0, 1]);
    expect(await taken(periodId, [REPLIED])).toEqual([0, 0, 1]);
    expect(await taken(periodId, [{ ...REPLIED, 対応団体: codes[0] ?? '' }])).toEqual([1, 0, 0]);
  });

  it('keep nothing of a reply that was only tried', async () => {
    const periodId = await newPeriod();
    await send(periodId, [MAIL]);
    expect((await send(periodId, [REPLIED], '?dryRun=true')).counts.added).toBe(1);
    expect(await stored(periodId)).toMatchObject([{ result: 'unreplied', answered: null }]);
  });
});
