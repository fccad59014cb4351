import { randomUUID } from 'node:crypto';
import { CallLog, type PlannedCall } from '../../support/factories/calls';
import { CONSULTATIONS } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { putOnDuty } from '../../support/factories/roster';
import { HeldTransaction } from '../../support/held-transaction';
import { lockWaits } from '../../support/lock-waits';
import { readTable } from '../../support/read-analysis';
import { type TestAccount, TestApp } from '../../support/test-app';

const night = (clock: string) => `2027-01-01T${clock}:00+09:00`;

describe('reconciliation of calls and sheets', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let hanako: TestAccount;
  let jiro: TestAccount;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let periodId: string;
  let calls: CallLog;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    contractor = await app.account('contractor');
    hanako = await app.account('counsellor');
    jiro = await app.account('counsellor', hanako.organisationId);
    coordinator = await app.account('coordinator', hanako.organisationId);
    stranger = await app.account('coordinator');
  });
  beforeEach(async () => {
    periodId = await openPeriod(app, [hanako.organisationId, stranger.organisationId]);
    calls = await CallLog.of(app, periodId, hanako);
    const { organisationId } = hanako;
    await app.sql(`UPDATE shift_assignment SET released_at = now() WHERE released_at IS NULL`);
    await putOnDuty(app, {
      periodId,
      organisationId,
      personId: hanako.personId,
      from: night('00:00'),
      until: night('04:00'),
    });
    await putOnDuty(app, {
      periodId,
      organisationId,
      personId: jiro.personId,
      from: night('02:00'),
      until: night('06:00'),
    });
  });
  afterAll(() => app.stop());

  const call = (clock: string, rest: Partial<PlannedCall> = {}) =>
    calls.add({ answeredAt: night(clock), ...rest });
  const filed = async (clock: string, rest: object = {}, who = hanako): Promise<string> => {
    const sheet = { periodId, channel: 'phone', startedAt: night(clock) };
    const body = { ...sheet, answers: { contact_result: 'talk' }, ...rest };
    return (await app.as(who).post(CONSULTATIONS).send(body).expect(201)).body.id;
  };
  const read = async (part: string, who = coordinator) =>
    (await app.as(who).get(`/api/v1/periods/${periodId}/reconciliation${part}`).expect(200)).body;
  const ids = async (part: string, who = coordinator): Promise<string[]> =>
    ((await read(part, who)).items as { contactId?: string; consultationId?: string }[]).map(
      ({ contactId, consultationId }) => contactId ?? consultationId ?? '',
    );
  const match = (who: TestAccount, query = '') =>
    app.as(who).post(`/api/v1/periods/${periodId}/reconciliation/matches${query}`).set('Prefer', 'wait=60');
  const callOf = async (id: string) =>
    (
      await app.sql<{ contact_id: string | null }>(`SELECT contact_id FROM consultation WHERE id = $1`, [id])
    )[0]?.contact_id;

  it('sets calls without a sheet beside sheets without a call, and says what is overdue when', async () => {
    const covered = await call('00:10');
    await filed('00:10', { contactId: covered });
    const owed = await call('00:20', { endedAt: night('00:50') });
    const shared = await call('03:00');
    const nobodys = await call('07:00');
    await call('01:00', { result: 'abandoned_queue' });
    await call('01:10', { result: 'transferred' });
    const leg = await call('01:12', { leg: 2, carrierNo: 'transferred' });
    const foreign = await call('01:00', { organisationId: stranger.organisationId });
    const alone = await filed('05:00');
    const voided = await filed('05:10');
    await app.sql(`UPDATE consultation SET status = 'voided' WHERE id = $1`, [voided]);

    const summary = await read('');
    expect(summary).toMatchObject({
      sheetDueHours: 24,
      total: { callsDue: 5, callsWithoutSheet: 4, sheets: 2, sheetsWithoutCall: 1, overdue: 0 },
      organisations: [{ organisationId: hanako.organisationId, oldestDueAt: '2027-01-02T00:50:00+09:00' }],
    });
    expect(await ids('/calls')).toEqual([owed, leg, shared, nobodys]);
    expect(await ids('/sheets')).toEqual([alone]);
    const { items } = await read('/calls');
    expect(items[0]).toMatchObject({ dueAt: '2027-01-02T00:50:00+09:00', isOverdue: false });
    expect(items.map((item: { counsellors: { personId: string }[] }) => item.counsellors.length)).toEqual([
      1, 1, 2, 0,
    ]);
    expect((await read('', contractor)).total).toMatchObject({ callsDue: 6, callsWithoutSheet: 5 });
    expect(await ids(`/calls?organisationId=${stranger.organisationId}`, contractor)).toEqual([foreign]);

    const table = await readTable(app, periodId, 'T21');
    const counts = Object.fromEntries(table.rows.map(({ code, values }) => [code, values['count']]));
    expect(counts).toMatchObject({ calls_without_sheet: 5, sheets_without_call: 1 });
  });

  it('takes the deadline from the period, up to the instant it falls on', async () => {
    await app.sql(
      `UPDATE period SET starts_at = $2::timestamptz - interval '10 days', ends_at = $2::timestamptz + interval '1 day'
       WHERE id = $1`,
      [periodId, app.now()],
    );
    const hoursAgo = (hours: number) => new Date(app.now().getTime() - hours * 3_600_000).toISOString();
    const past = await calls.add({ answeredAt: hoursAgo(6) });
    const recent = await calls.add({ answeredAt: hoursAgo(4) });
    expect(await ids('/calls?overdue=true')).toEqual([]);
    const period = await app.as(contractor).get(`/api/v1/periods/${periodId}`).expect(200);
    const set = (sheetDueHours: number) =>
      app
        .as(contractor)
        .patch(`/api/v1/periods/${periodId}`)
        .set('If-Match', period.headers['etag'] as string)
        .send({ sheetDueHours });
    expect((await set(0).expect(400)).body.errors).toMatchObject([{ pointer: '/sheetDueHours' }]);
    expect((await set(5).expect(200)).body).toMatchObject({ sheetDueHours: 5 });
    expect(await ids('/calls?overdue=true')).toEqual([past]);
    expect(await ids('/calls?overdue=false')).toEqual([recent]);
    expect((await read('')).total).toMatchObject({ callsWithoutSheet: 2, overdue: 1 });
  });

  it('reminds who owes sheets: for sure, perhaps, and calls that nobody sat there for', async () => {
    await call('00:20');
    await call('00:40');
    await call('03:00');
    await call('05:00');
    await call('07:00');
    await filed('03:00', {}, jiro);
    const reminders = async (who: TestAccount, query = '') =>
      ((await read(`/reminders${query}`, who)).items as Record<string, unknown>[]).map((item) => [
        (item['counsellor'] as { personId: string } | null)?.personId ?? null,
        item['owed'],
        item['possible'],
        item['sheetsWithoutCall'],
      ]);
    const hers = [hanako.personId, 2, 1, 0];
    const his = [jiro.personId, 1, 1, 1];
    const all = await reminders(coordinator);
    expect(all).toHaveLength(3);
    expect(all).toEqual(expect.arrayContaining([hers, his, [null, 1, 0, 0]]));
    expect(await reminders(hanako)).toEqual([hers]);
    expect(await reminders(contractor, `?counsellorId=${String(jiro.personId)}`)).toEqual([his]);
  });

  it('leaves out whoever was on the telephone, from answer to end, and nobody who wrote', async () => {
    const talk = await call('03:00', { endedAt: night('03:30') });
    await filed('03:00', { contactId: talk }, jiro);
    const during = [await call('03:00'), await call('03:29')];
    const after = await call('03:30');
    const alone = await call('05:00', { endedAt: night('05:30') });
    await filed('05:00', { contactId: alone }, jiro);
    const nobodys = await call('05:10');
    const written = await call('02:00', { endedAt: night('02:59'), channel: 'chat' });
    await filed('02:00', { contactId: written, channel: 'chat' }, jiro);
    const beside = await call('02:30');
    const items = (await read('/calls?limit=200')).items as {
      contactId: string;
      counsellors: { personId: string }[];
    }[];
    const ownersOf = (id: string) =>
      items
        .find(({ contactId }) => contactId === id)
        ?.counsellors.map(({ personId }) => personId)
        .toSorted();
    const both = [String(hanako.personId), String(jiro.personId)].toSorted();
    expect(during.map(ownersOf)).toEqual([[hanako.personId], [hanako.personId]]);
    expect([after, beside].map(ownersOf)).toEqual([both, both]);
    expect(ownersOf(nobodys)).toEqual([]);
    expect((await ids('/calls', jiro)).toSorted()).toEqual([after, beside].toSorted());
    const owing = ((await read('/reminders')).items as Record<string, unknown>[]).map((item) => [
      (item['counsellor'] as { personId: string } | null)?.personId ?? null,
      item['owed'],
      item['possible'],
    ]);
    expect(owing).toEqual(
      expect.arrayContaining([
        [hanako.personId, 2, 2],
        [jiro.personId, 0, 2],
        [null, 1, 0],
      ]),
    );
  });

  it('shows a counsellor only their own, and names to whoever may read people', async () => {
    const [mine, both] = [await call('00:20'), await call('03:00')];
    await call('05:00');
    const [sheet] = [await filed('00:30'), await filed('05:30', {}, jiro)];
    expect(await ids('/calls', hanako)).toEqual([mine, both]);
    expect(await ids('/sheets', hanako)).toEqual([sheet]);
    expect((await read('', hanako)).total).toMatchObject({ callsDue: 2, sheets: 1 });
    expect(await ids(`/calls?counsellorId=${String(jiro.personId)}`, hanako)).toEqual([]);
    expect(await ids('/calls', stranger)).toEqual([]);
    expect(await ids(`/calls?organisationId=${hanako.organisationId}`, stranger)).toEqual([]);
    const nameOf = async (who: TestAccount) => (await read('/calls', who)).items[0].counsellors[0].familyName;
    expect([await nameOf(hanako), await nameOf(coordinator), await nameOf(contractor)]).toEqual([
      null,
      '試験',
      '試験',
    ]);
    await app
      .as(await app.account('analyst'))
      .get(`/api/v1/periods/${periodId}/reconciliation`)
      .expect(403);
    await app.as(coordinator).get(`/api/v1/periods/${randomUUID()}/reconciliation`).expect(404);
  });

  it('pages each list without losing or repeating a row', async () => {
    const all = [];
    for (const minute of ['10', '10', '11', '12', '13']) all.push(await call(`00:${minute}`));
    for (const clock of ['05:00', '05:00', '07:00']) all.push(await call(clock));
    for (const clock of ['00:40', '00:40', '00:41']) await filed(clock);
    for (const [part, rows] of [
      ['/calls', 8],
      ['/sheets', 3],
      ['/reminders', 3],
    ] as const) {
      const sizes: number[] = [];
      const seen: unknown[] = [];
      for (let cursor = ''; ;) {
        const page = await read(`${part}?limit=2${cursor}`);
        sizes.push(page.items.length);
        seen.push(...page.items);
        if (page.nextCursor === null) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      const whole = await read(`${part}?limit=200`);
      expect(seen).toEqual(whole.items);
      expect(seen).toHaveLength(rows);
      expect(sizes).toEqual([...Array<number>(Math.ceil(rows / 2) - 1).fill(2), 2 - (rows % 2)]);
    }
    expect((await ids('/calls')).toSorted()).toEqual(all.toSorted());
  });

  describe('automatic matching', () => {
    it('links what is clear, leaves doubts to people, and says how many of each', async () => {
      const [clear, one, other] = [await call('00:30'), await call('03:00'), await call('03:03')];
      const foreign = await call('00:30', { organisationId: stranger.organisationId });
      const [sheet, doubtful, hopeless] = [await filed('00:31'), await filed('03:01'), await filed('12:00')];
      const tried = await match(coordinator, '?dryRun=true').expect(202);
      const counts = { rows: 3, added: 1, rejected: 1, unchanged: 1 };
      expect(tried.body).toMatchObject({ status: 'succeeded', dryRun: true, counts });
      expect(await callOf(sheet)).toBeNull();
      expect((await match(coordinator).expect(202)).body).toMatchObject({ status: 'succeeded', counts });
      expect(await Promise.all([sheet, doubtful, hopeless].map(callOf))).toEqual([clear, null, null]);
      expect(await ids('/calls')).toEqual([one, other]);
      expect(await ids('/calls', stranger)).toEqual([foreign]);
      const trail = await app.as(hanako).get(`${CONSULTATIONS}/${sheet}/call-links`).expect(200);
      expect(trail.body.items).toMatchObject([
        { contactId: clear, change: 'linked', how: 'automatic', reason: null, version: 2 },
      ]);
      expect(trail.body.items[0].score).toBeGreaterThanOrEqual(60);
      const audited = await app.sql<{ detail: object }>(
        `SELECT al.detail FROM audit_log AS al WHERE al.action = 'reconciliation.matched' AND al.object_id = $1`,
        [periodId],
      );
      expect(audited).toEqual([{ detail: { sheets: 3, linked: 1, ambiguous: 1 } }]);
      expect((await match(coordinator).expect(202)).body.counts).toMatchObject({ rows: 2, added: 0 });
    });

    it('does not take up again what a person took apart', async () => {
      const contactId = await call('00:30');
      const sheet = await filed('00:31', { contactId });
      await app
        .as(hanako)
        .delete(`${CONSULTATIONS}/${sheet}/call`)
        .set('If-Match', '"v1"')
        .send({ reason: '別の呼' })
        .expect(200);
      expect((await match(contractor).expect(202)).body.counts).toMatchObject({ rows: 1, added: 0 });
    });

    it('leaves out a call that somebody links while it is writing, and links the others', async () => {
      const [taken, free] = [await call('00:30'), await call('01:30')];
      const [late, clear, elsewhere] = [await filed('00:31'), await filed('01:31'), await filed('12:00')];
      const filing = await HeldTransaction.begin(app);
      await filing.sql(`SELECT FROM contact AS c WHERE c.id = $1 FOR NO KEY UPDATE`, [taken]);
      await filing.sql(`UPDATE consultation SET contact_id = $2, version = version + 1 WHERE id = $1`, [
        elsewhere,
        taken,
      ]);
      const matching = match(coordinator).then((answer) => answer);
      await lockWaits(app, 1);
      await filing.commit();
      expect((await matching).body).toMatchObject({ status: 'succeeded', counts: { added: 1 } });
      expect(await Promise.all([late, clear, elsewhere].map(callOf))).toEqual([null, free, taken]);
    });

    it('is for contractor and coordinator, and for periods that are open', async () => {
      await match(hanako).expect(403);
      await app.as(coordinator).post(`/api/v1/periods/${randomUUID()}/reconciliation/matches`).expect(404);
      await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [periodId]);
      await match(coordinator).expect(409);
    });
  });
});
