import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { addSheet, agreed } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('referrals', () => {
  let app: TestApp;
  let staff: TestAccount;
  let counsellor: TestAccount;
  let stranger: TestAccount;
  let periodId: string;
  let sheetId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.account('referrals');
    counsellor = await app.account('counsellor', staff.organisationId);
    stranger = await app.account('referrals');
    periodId = await openPeriod(app, [staff.organisationId]);
    sheetId = await sheet(counsellor);
  });
  afterAll(() => app.stop());

  const sheet = (writer: TestAccount, status = 'submitted') => addSheet(app, periodId, writer, { status });

  const input = (change: object = {}) => ({
    consultationId: sheetId,
    worryCategory: 'W02',
    receiverName: '架空市自立相談支援窓口',
    receiverKind: 'self_reliance_support',
    handoverMethod: 'agency_contacted',
    ...change,
  });
  const propose = (change: object = {}, account = staff) =>
    app.as(account).post('/api/v1/referrals').send(input(change));
  const proposed = async (): Promise<string> => (await propose().expect(201)).body.id;
  const step = (id: string, name: string, version: number, body: object = {}, account = staff) =>
    app.as(account).post(`/api/v1/referrals/${id}/${name}`).set('If-Match', `"v${version}"`).send(body);
  const extra = (name: string) => {
    if (name === 'consent') return agreed();
    return name === 'appointment' ? { at: '2027-01-05T10:00:00+09:00' } : {};
  };
  const consent = (id: string, version = 1, account = staff) =>
    step(id, 'consent', version, agreed(), account);
  const events = (id: string) =>
    app.sql(
      `SELECT version, move, from_status, to_status FROM referral_event WHERE referral_id = $1 ORDER BY version`,
      [id],
    );

  it('proposes from a sheet, with event and audit row', async () => {
    const id = randomUUID();
    const created = await propose({ id, note: '家賃の滞納が三か月' }).expect(201);
    expect(created.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/referrals/${id}` });
    expect(created.body).toEqual({
      ...input({ id }),
      organisationId: staff.organisationId,
      periodId,
      needId: expect.any(String),
      urgency: 'normal',
      areaCode: null,
      ownerAccountId: staff.accountId,
      serviceId: null,
      receiverPhone: null,
      previousReferralId: null,
      status: 'proposed',
      outcome: null,
      declineReason: null,
      withdrawalReason: null,
      sentAt: null,
      respondBy: null,
      appointmentAt: null,
      isOverdue: false,
      awaited: 'person',
      version: 1,
      createdAt: expect.stringMatching(/\+09:00$/),
      updatedAt: expect.stringMatching(/\+09:00$/),
    });
    expect(await events(id)).toEqual([
      { version: 1, move: 'proposal', from_status: null, to_status: 'proposed' },
    ]);
    const audit = await app.sql(`SELECT action, account_id, detail FROM audit_log WHERE object_id = $1`, [
      id,
    ]);
    const detail = { move: 'proposal', from: null, to: 'proposed', version: 1, by: 'staff' };
    expect(audit).toEqual([{ action: 'referral.proposed', account_id: staff.accountId, detail }]);
    expect((await propose({ id }).expect(409)).body.code).toBe('referral_exists');
  });

  it('names what is wrong with a proposal', async () => {
    const answer = await propose({
      receiverKind: 'friend',
      handoverMethod: undefined,
      receiverName: '',
    }).expect(400);
    for (const [pointer, change] of [
      ['/receiverName', { receiverName: undefined }],
      ['/receiverKind', { receiverKind: undefined }],
      ['/serviceId', { serviceId: randomUUID() }],
      ['/serviceId', { serviceId: randomUUID(), receiverName: undefined, receiverKind: undefined }],
      ['/area', { area: '99' }],
    ] as const) {
      expect((await propose(change).expect(422)).body.errors[0].pointer).toBe(pointer);
    }
    const pointers = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers.sort()).toEqual(['/handoverMethod', '/receiverKind', '/receiverName']);
    expect((await propose({ worryCategory: 'W13' }).expect(422)).body.errors[0].pointer).toBe(
      '/worryCategory',
    );
    const absent = await propose({ consultationId: randomUUID() }).expect(422);
    const foreign = await propose({}, stranger).expect(422);
    expect(foreign.body.errors).toEqual(absent.body.errors);
    expect(foreign.body.errors[0].pointer).toBe('/consultationId');
    const voided = await propose({ consultationId: await sheet(counsellor, 'voided') }).expect(409);
    expect(voided.body.code).toBe('consultation_voided');
    await propose({}, await app.account('analyst')).expect(403);
  });

  it('goes all the way from a call to support that has begun', async () => {
    const id = await proposed();
    const way = [
      ['consent', 'consented'],
      ['dispatch', 'sent'],
      ['acceptance', 'accepted'],
      ['appointment', 'appointment'],
      ['meeting', 'met'],
      ['accompaniment', 'accompanied'],
      ['reception', 'received'],
    ] as const;
    for (const [index, [name, status]] of way.entries()) {
      const moved = await step(id, name, index + 1, { ...extra(name), note: `記録 ${name}` }).expect(201);
      expect(moved.headers['etag']).toBe(`"v${index + 2}"`);
      expect(moved.body).toMatchObject({ id, status, outcome: null, version: index + 2 });
    }
    const closed = await step(id, 'closure', 8, { outcome: 'connected' }).expect(201);
    expect(closed.body).toMatchObject({ status: 'closed', outcome: 'connected', version: 9 });

    const read = await app.as(staff).get(`/api/v1/referrals/${id}`).expect(200);
    expect(read.headers['etag']).toBe('"v9"');
    expect(read.body).toMatchObject({ status: 'closed', receiverName: '架空市自立相談支援窓口' });
    expect(
      read.body.events.map((event: { toStatus: string; note: string | null }) => [
        event.toStatus,
        event.note,
      ]),
    ).toEqual([
      ['proposed', null],
      ...way.map(([name, status]) => [status, `記録 ${name}`]),
      ['closed', null],
    ]);
    expect(read.body.events[1]).toMatchObject({
      move: 'consent',
      fromStatus: 'proposed',
      accountId: staff.accountId,
    });
    const audit = await app.sql<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_log WHERE object_id = $1 ORDER BY id`,
      [id],
    );
    expect(audit.map(({ action }) => action)).toEqual([
      'referral.proposed',
      'referral_consent.noted',
      ...Array.from({ length: 8 }, () => 'referral.moved'),
      'referral.read',
    ]);
    expect(JSON.stringify(audit)).not.toContain('記録');
  });

  it('closes nothing without an outcome that fits', async () => {
    const id = await proposed();
    const missing = await step(id, 'closure', 1, { note: 'もう終わり' }).expect(422);
    expect(missing.body.errors).toEqual([expect.objectContaining({ pointer: '/outcome', code: 'required' })]);
    const early = await step(id, 'closure', 1, { outcome: 'connected' }).expect(422);
    expect(early.body.errors[0].code).toBe('not_possible');
    await step(id, 'closure', 1, { outcome: 'ongoing' }).expect(400);
    expect(await events(id)).toHaveLength(1);
    await step(id, 'closure', 1, { outcome: 'refused_by_client' }).expect(201);
    const again = await step(id, 'closure', 2, { outcome: 'refused_by_client' }).expect(409);
    expect(again.body.code).toBe('move_not_allowed');
  });

  it('sends nothing before consent and takes an outcome only at the close', async () => {
    const { id } = (await propose({ receiverName: '架空市福祉事務所' }).expect(201)).body;
    expect((await step(id, 'dispatch', 1).expect(409)).body.code).toBe('consent_missing');
    await step(id, 'consent', 1, { ...agreed(), outcome: 'connected' }).expect(400);
    await consent(id).expect(201);
    await step(id, 'withdrawal', 2, { reason: 'consent_withdrawn' }).expect(201);
    expect((await step(id, 'dispatch', 3).expect(409)).body.code).toBe('move_not_allowed');
    expect((await events(id)).map((event) => ('to_status' in event ? event.to_status : null))).toEqual([
      'proposed',
      'consented',
      'withdrawn',
    ]);
  });

  it('asks for the version a step is based on', async () => {
    const id = await proposed();
    await app.as(staff).post(`/api/v1/referrals/${id}/consent`).send(agreed()).expect(428);
    await app
      .as(staff)
      .post(`/api/v1/referrals/${id}/consent`)
      .set('If-Match', '*')
      .send(agreed())
      .expect(400);
    const answers = await Promise.all(Array.from({ length: 8 }, () => consent(id)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201,
      ...Array.from({ length: 7 }, () => 412),
    ]);
    await step(id, 'dispatch', 1).expect(412);
    await step(id, 'handshake', 2).expect(404);
    expect(await events(id)).toHaveLength(2);
  });

  it('shows nothing to another organisation', async () => {
    const id = await proposed();
    await app.as(stranger).get(`/api/v1/referrals/${id}`).expect(404);
    await consent(id, 1, stranger).expect(404);
    expect((await app.as(stranger).get('/api/v1/referrals').expect(200)).body.items).toEqual([]);
    await app.as(staff).get('/api/v1/referrals/somewhere').expect(404);
  });

  it('lets a counsellor propose and note consent on own sheets, and no more', async () => {
    const { body } = await propose({}, counsellor).expect(201);
    await consent(body.id, 1, counsellor).expect(201);
    await step(body.id, 'dispatch', 2, {}, counsellor).expect(403);
    await app.as(counsellor).get(`/api/v1/referrals/${body.id}`).expect(403);
    const colleague = await app.account('counsellor', staff.organisationId);
    const refused = await propose({}, colleague).expect(422);
    expect(refused.body.errors[0].pointer).toBe('/consultationId');
    const withdrawal = { reason: 'no_longer_needed' };
    await step(body.id, 'withdrawal', 2, withdrawal, colleague).expect(404);
    await step(body.id, 'withdrawal', 2, withdrawal, counsellor).expect(201);
    await consent(body.id, 1, await app.account('contractor')).expect(403);
  });

  it('lists newest first, by page and by status', async () => {
    const other = await app.account('referrals');
    const sheetOfOther = await sheet(other);
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      ids.unshift((await propose({ consultationId: sheetOfOther }, other).expect(201)).body.id);
    }
    await consent(ids[1] ?? '', 1, other).expect(201);
    const list = async (query: string): Promise<{ items: { id: string }[]; nextCursor: string | null }> =>
      (await app.as(other).get(`/api/v1/referrals?${query}`).expect(200)).body;
    const first = await list('limit=2');
    const second = await list(`limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect((await list('status=consented')).items.map(({ id }) => id)).toEqual([ids[1]]);
    expect(first.items[0]).not.toHaveProperty('events');
    await app.as(other).get('/api/v1/referrals?status=lost').expect(400);
  });
});
