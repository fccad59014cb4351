import { ExportReader } from '../../../src/consultations/exports/export.reader';
import { Database } from '../../../src/platform/database/database';
import { type ImportJob, upload } from '../../support/factories/call-file';
import { CallLog } from '../../support/factories/calls';
import { CONSULTATIONS } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

const AT = '2027-01-01T01:00:00+09:00';

describe('exported sheets that come back to their period', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let counsellor: TestAccount;
  let supervisor: TestAccount;
  let periodId: string;
  let calls: CallLog;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    contractor = await app.account('contractor');
    counsellor = await app.account('counsellor');
    supervisor = await app.account('supervisor', counsellor.organisationId);
  });
  beforeEach(async () => {
    periodId = await openPeriod(app, [counsellor.organisationId]);
    calls = await CallLog.of(app, periodId, counsellor);
  });
  afterAll(() => app.stop());

  const filed = async (rest: object = {}): Promise<string> => {
    const answers = {
      contact_result: 'talk',
      age_years: 45,
      gender: 'female',
      fields: ['work', 'family'],
      main_field: 'family',
      summary: '眠れない。\n"誰か"と',
      response_note: '',
    };
    const body = { periodId, channel: 'chat', startedAt: AT, talkSeconds: 60, answers, ...rest };
    return (await app.as(counsellor).post(CONSULTATIONS).send(body).expect(201)).body.id as string;
  };
  const link = (id: string, tag: string, contactId: string) =>
    app
      .as(counsellor)
      .put(`${CONSULTATIONS}/${id}/call`)
      .set('If-Match', tag)
      .send({ contactId, reason: '聞いた' })
      .expect(200);
  const exported = async (withNarratives = true): Promise<string> => {
    const order = app.as(supervisor).post('/api/v1/consultation-exports').set('Prefer', 'wait=60');
    const job = await order.send({ periodIds: [periodId], withNarratives }).expect(202);
    return (await app.as(supervisor).get(`/api/v1/jobs/${job.body.id}/output`).expect(200)).text;
  };
  const sent = async (csv: string): Promise<ImportJob> =>
    (await upload(app, contractor, `/api/v1/periods/${periodId}/consultation-imports`, csv).expect(202))
      .body as ImportJob;
  const edited = (csv: string, from: string, to: string): string => {
    const other = csv.replace(from, to);
    expect(other).not.toBe(csv);
    return other;
  };

  it('change nothing, linked, linked since, to a leg, of an unknown organisation, or amended', async () => {
    const channel = 'chat';
    const call = (rest: object = {}) => calls.add({ answeredAt: AT, channel, ...rest });
    const ids = [await filed(), await filed(), await filed(), await filed({ contactId: await call() })];
    const before = await exported();
    await link(ids[0] ?? '', '"v1"', await call());
    // The file names calls and not their legs.
    const handedOn = await call({ carrierNo: 'C-9', result: 'transferred' });
    await call({ carrierNo: 'C-9', leg: 2 });
    await link(ids[1] ?? '', '"v1"', handedOn);
    const unsaid = await call();
    await link(ids[2] ?? '', '"v1"', unsaid);
    await app.sql(`UPDATE contact SET organisation_id = NULL WHERE id = $1`, [unsaid]);
    const counts = { rows: 4, added: 0, unchanged: 4, rejected: 0 };
    expect((await sent(before)).counts).toEqual(counts);
    const after = await exported();
    expect(after).toContain('C-9');
    expect((await sent(after)).counts).toEqual(counts);
    await app
      .as(counsellor)
      .post(`${CONSULTATIONS}/${ids[0]}/amendments`)
      .set('If-Match', '"v2"')
      .send({ reason: '訂正', answers: { contact_result: 'silent' } })
      .expect(201);
    expect((await sent(await exported())).counts).toEqual(counts);
    expect((await sent(after)).counts).toEqual({ ...counts, unchanged: 3, rejected: 1 });
  });

  it('change nothing when they came out without words', async () => {
    await filed();
    await filed({ contactId: await calls.add({ answeredAt: AT, channel: 'chat' }) });
    const csv = await exported(false);
    expect(csv).not.toContain('眠れない');
    expect((await sent(csv)).counts).toEqual({ rows: 2, added: 0, unchanged: 2, rejected: 0 });
    const other = await sent(edited(csv, '女性', '男性'));
    expect(other.counts).toEqual({ rows: 2, added: 0, unchanged: 1, rejected: 1 });
  });

  it('leave memory as many sheets at once as fit into it, and always one', async () => {
    const words = '話'.repeat(100_000);
    const answers = { contact_result: 'talk', summary: words };
    for (let i = 0; i < 3; i += 1) await filed({ answers });
    await filed();
    const share = { periodId, organisationId: counsellor.organisationId, sheets: 4 };
    const { accountId, organisationId, personId } = supervisor;
    const actor = {
      accountId,
      organisationId,
      personId,
      roles: ['supervisor'],
      scope: 'own_organisation',
      requestId: 'test',
    } as const;
    const numbers = (after: number, batch: { sheets?: number; bytes?: number; withNarratives?: boolean }) =>
      app.app.get(Database).transaction(actor, async (tx) => {
        const limits = { sheets: 200, bytes: 700_000, withNarratives: true, ...batch };
        const sheets = await app.app.get(ExportReader).sheets(tx, share, after, limits);
        return sheets.map(({ recordNo }) => recordNo);
      });
    expect(await numbers(0, {})).toEqual([1, 2]);
    expect(await numbers(2, {})).toEqual([3, 4]);
    expect(await numbers(0, { bytes: 1 })).toEqual([1]);
    expect(await numbers(0, { withNarratives: false })).toEqual([1, 2, 3, 4]);
    expect(await numbers(1, { sheets: 1 })).toEqual([2]);
    expect(await numbers(4, {})).toEqual([]);
    expect((await exported()).split(words)).toHaveLength(4);
  });

  it('are told from edited ones in every column', async () => {
    const [first, second] = [
      await calls.add({ answeredAt: AT, channel: 'chat', carrierNo: 'C-1' }),
      await calls.add({ answeredAt: AT, channel: 'chat', carrierNo: 'C-2' }),
    ];
    await link(await filed(), '"v1"', first);
    const csv = await exported();
    for (const [from, to] of [
      ['眠れない', '眠れた'],
      ['C-1', 'C-2'],
      ['チャット', '電話'],
      ['01:00:00', '01:00:01'],
      [',60,', ',61,'],
      [',60,', ',,'],
      ['女性', ''],
      [`,${String(counsellor.personId).slice(0, 8)},`, ',,'],
    ] as const) {
      const job = await sent(edited(csv, from, to));
      expect(job.counts).toEqual({ rows: 1, added: 0, unchanged: 0, rejected: 1 });
      const faults = await app.as(contractor).get(`/api/v1/jobs/${job.id}/faults`).expect(200);
      expect(faults.body.items).toMatchObject([{ code: 'edited_copy' }]);
    }
    const links = await app.sql(`SELECT co.contact_id FROM consultation AS co WHERE co.contact_id = $1`, [
      second,
    ]);
    expect(links).toEqual([]);
  });
});
