import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { addShift, type ShiftPlan } from '../../support/factories/roster';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('roster versions', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let coordinator: TestAccount;
  let counsellor: TestAccount;
  let stranger: TestAccount;
  let periodId: string;
  let organisationId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    contractor = await app.account('contractor');
  });
  afterAll(() => app.stop());

  /** An organisation of its own for each test. */
  beforeEach(async () => {
    coordinator = await app.account('coordinator');
    ({ organisationId } = coordinator);
    counsellor = await app.account('counsellor', organisationId);
    stranger = await app.account('coordinator');
    periodId = await openPeriod(app, [organisationId, stranger.organisationId]);
  });

  const shift = (from: string, until: string, more: Partial<ShiftPlan> = {}) =>
    addShift(app, { periodId, organisationId, from, until, ...more });
  const seat = (shiftId: string, personId: string | null, account = coordinator) =>
    app.as(account).put(`/api/v1/shifts/${shiftId}/assignments/${personId}`).expect(201);
  const free = (shiftId: string, personId: string | null) =>
    app.as(coordinator).delete(`/api/v1/shifts/${shiftId}/assignments/${personId}`).expect(204);
  const roster = `rosters`;
  const move = (status: string, version: number, account = coordinator) =>
    app
      .as(account)
      .patch(`/api/v1/periods/${periodId}/${roster}/${organisationId}`)
      .set('If-Match', `"v${version}"`)
      .send({ status });
  const publish = (account = coordinator, note = '') =>
    app.as(account).post(`/api/v1/periods/${periodId}/roster-versions`).send({ organisationId, note });
  const own = async (account: TestAccount) =>
    (await app.as(account).get('/api/v1/me/roster-notices').expect(200)).body.items as Notice[];
  const seen = async (shiftId: string, account: TestAccount) =>
    (await app.as(account).get(`/api/v1/shifts/${shiftId}`).expect(200)).body.assignments as object[];
  const chased = async (state: string) =>
    (
      await app
        .as(coordinator)
        .get(`/api/v1/periods/${periodId}/roster-notices?organisationId=${organisationId}&state=${state}`)
        .expect(200)
    ).body.items as (Notice & Chased)[];

  const rosterChanges = async () =>
    (
      await app.sql<{ detail: object }>(
        `SELECT detail FROM audit_log WHERE action = 'roster.changed' AND organisation_id = $1 ORDER BY id`,
        [organisationId],
      )
    ).map(({ detail }) => detail);

  it('move from wishes to a published version, and the move table says who may', async () => {
    const list = await app.as(coordinator).get(`/api/v1/periods/${periodId}/rosters`).expect(200);
    expect(list.body.items).toEqual([
      expect.objectContaining({ organisationId, status: 'wishes', version: 0, publishedNumber: null }),
    ]);
    await seat(await shift('2026-12-30T10:00', '2026-12-30T18:00'), counsellor.personId);
    expect((await publish().expect(409)).body.code).toBe('roster_not_drafted');
    await move('published', 0).expect(409);
    const drafted = await move('draft', 0).expect(200);
    expect(drafted.body).toMatchObject({ status: 'draft', version: 1, seats: 1, filled: 1 });
    await move('negotiation', 0).expect(412);
    await move('wishes', 1).expect(403);
    await move('negotiation', 1).expect(200);
    await publish().expect(201);
    await move('negotiation', 3, stranger).expect(404);
    await move('negotiation', 3, counsellor).expect(403);
    await move('negotiation', 3).expect(200);
    expect(await rosterChanges()).toEqual([
      { from: 'wishes', to: 'draft' },
      { from: 'draft', to: 'negotiation' },
      { from: 'published', to: 'negotiation' },
    ]);
  });

  it('hide drafts from counsellors, and colleagues unless the organisation shows them', async () => {
    const other = await app.account('counsellor', organisationId);
    const supervisor = await app.account('supervisor', organisationId);
    const [first, second] = [
      await shift('2026-12-30T10:00', '2026-12-30T18:00', { seats: 2 }),
      await shift('2026-12-31T10:00', '2026-12-31T18:00'),
    ];
    await seat(first, counsellor.personId);
    await seat(first, other.personId);
    await move('draft', 0).expect(200);
    for (const account of [counsellor, supervisor]) expect(await seen(first, account)).toEqual([]);
    expect(await seen(first, coordinator)).toHaveLength(2);
    await publish().expect(201);
    await seat(second, counsellor.personId);
    expect(await seen(second, counsellor)).toEqual([]);
    expect(await seen(first, counsellor)).toEqual([
      expect.objectContaining({ personId: counsellor.personId }),
    ]);
    expect(await seen(first, supervisor)).toHaveLength(2);
    await app
      .as(coordinator)
      .patch(`/api/v1/periods/${periodId}/rosters/${organisationId}`)
      .set('If-Match', '"v2"')
      .send({ showsColleagues: true })
      .expect(200);
    expect(await seen(first, counsellor)).toHaveLength(2);
    const url = `/api/v1/periods/${periodId}/rosters`;
    const one = await app.as(coordinator).get(`${url}/${organisationId}`).expect(200);
    expect(one.headers['etag']).toBe('"v3"');
    expect(one.body).toMatchObject({ organisationId, status: 'published', version: 3 });
    const elsewhere = await app.account('coordinator');
    await app.as(elsewhere).get(`${url}/${organisationId}`).expect(404);
    await app.as(coordinator).get(`${url}/nobody`).expect(404);
    await app.as(counsellor).get(url).expect(403);
  });

  it('tell each person only what changed for them, once, and keep what every version said', async () => {
    const other = await app.account('counsellor', organisationId);
    const [early, late, fixed] = [
      await shift('2026-12-30T10:00', '2026-12-30T18:00'),
      await shift('2026-12-30T22:00', '2026-12-31T06:00'),
      await shift('2026-12-29T10:00', '2026-12-29T18:00'),
    ];
    await seat(early, counsellor.personId);
    await seat(fixed, other.personId);
    await move('draft', 0).expect(200);
    const first = (await publish(coordinator, '第1版').expect(201)).body;
    expect(first).toMatchObject({ number: 1, cause: 'publication', note: '第1版', cells: 2 });
    expect((await publish().expect(200)).body).toMatchObject({ id: first.id, number: 1 });
    expect(await own(counsellor)).toEqual([
      expect.objectContaining({
        number: 1,
        confirmedAt: null,
        changes: [expect.objectContaining({ kind: 'added' })],
      }),
    ]);
    await free(early, counsellor.personId);
    await seat(late, counsellor.personId);
    const second = (await publish().expect(201)).body;
    const [newest, ...older] = await own(counsellor);
    expect(older).toHaveLength(1);
    expect(newest?.changes).toEqual([
      {
        kind: 'moved',
        before: expect.objectContaining({ shiftId: early }),
        after: {
          shiftId: late,
          channel: 'phone',
          fieldCode: null,
          role: 'counsellor',
          startsAt: '2026-12-30T22:00:00+09:00',
          endsAt: '2026-12-31T06:00:00+09:00',
        },
      },
    ]);
    expect(await own(other)).toHaveLength(1);
    const cells = (id: string) => app.as(coordinator).get(`/api/v1/roster-versions/${id}/cells`).expect(200);
    expect((await cells(first.id)).body.items.map((each: { shiftId: string }) => each.shiftId)).toEqual([
      fixed,
      early,
    ]);
    expect((await cells(second.id)).body.items.map((each: { shiftId: string }) => each.shiftId)).toEqual([
      fixed,
      late,
    ]);
    const between = await app
      .as(coordinator)
      .get(`/api/v1/roster-versions/${first.id}/changes?since=${second.id}`)
      .expect(200);
    expect(between.body.items).toEqual([
      { personId: counsellor.personId, changes: [expect.objectContaining({ kind: 'moved' })] },
    ]);
    await app.as(stranger).get(`/api/v1/roster-versions/${first.id}`).expect(404);
    await app.as(counsellor).get(`/api/v1/roster-versions/${first.id}`).expect(403);
  });

  it('are confirmed by the person or on the telephone; the rest is chased, and at risk after a day', async () => {
    const other = await app.account('counsellor', organisationId);
    const days = [
      [counsellor, '2026-12-29'],
      [other, '2026-12-30'],
    ] as const;
    for (const [who, day] of days) {
      await seat(await shift(`${day}T10:00`, `${day}T18:00`), who.personId);
    }
    await move('draft', 0).expect(200);
    await publish().expect(201);
    expect(await chased('unconfirmed')).toHaveLength(2);
    expect(await chased('at_risk')).toEqual([]);
    const [notice] = await own(counsellor);
    const confirm = (account: TestAccount) =>
      app.as(account).put(`/api/v1/me/roster-notices/${notice?.id}/confirmation`);
    await confirm(other).expect(404);
    const confirmed = (await confirm(counsellor).expect(200)).body;
    expect(confirmed.confirmedAt).toEqual(expect.any(String));
    expect((await confirm(counsellor).expect(200)).body).toEqual(confirmed);
    await app.sql(
      `UPDATE roster_notice SET created_at = created_at - interval '24 hours' WHERE organisation_id = $1`,
      [organisationId],
    );
    const [risky, ...rest] = await chased('at_risk');
    expect(rest).toEqual([]);
    expect(risky).toMatchObject({ personId: other.personId, atRisk: true });
    const byPhone = `/api/v1/periods/${periodId}/roster-notices/${risky?.id}/confirmation`;
    await app.as(stranger).put(byPhone).expect(404);
    await app.as(coordinator).put(byPhone).expect(200);
    expect(await chased('unconfirmed')).toEqual([]);
    const audit = await app.sql<{ detail: object }>(
      `SELECT detail FROM audit_log WHERE action = 'roster_notice.confirmed' AND organisation_id = $1 ORDER BY id`,
      [organisationId],
    );
    expect(audit.map(({ detail }) => detail)).toEqual([
      { personId: counsellor.personId, byThePerson: true },
      { personId: other.personId, byThePerson: false },
    ]);
  });

  it('are refused while a hard rule is broken, with each breach in words, and list the weighted ones', async () => {
    const [first, second] = [
      await shift('2026-12-30T10:00', '2026-12-30T18:00'),
      await shift('2026-12-31T04:00', '2026-12-31T12:00'),
    ];
    await seat(first, counsellor.personId);
    await app.sql(
      `INSERT INTO shift_assignment (shift_id, organisation_id, person_id, span, assigned_at)
       SELECT s.id, s.organisation_id, $2, tstzrange(s.starts_at, s.ends_at), now() FROM shift AS s WHERE s.id = $1`,
      [second, counsellor.personId],
    );
    await move('draft', 0).expect(200);
    const refused = await publish().expect(422);
    expect(refused.body.errors).toEqual([
      {
        pointer: `/shifts/${first}/assignments/${counsellor.personId}`,
        code: 'rest',
        message: expect.stringContaining('1時間足りません'),
      },
    ]);
    const list = await app
      .as(coordinator)
      .get(`/api/v1/periods/${periodId}/rosters/${organisationId}/violations?limit=1`)
      .expect(200);
    expect(list.body).toMatchObject({
      items: [{ rule: 'rest', strength: 'hard' }],
      nextCursor: expect.any(String),
    });
    await app
      .as(stranger)
      .get(`/api/v1/periods/${periodId}/rosters/${organisationId}/violations`)
      .expect(404);
    await free(second, counsellor.personId);
    const published = (await publish().expect(201)).body;
    expect(published.violations).toEqual(
      expect.arrayContaining([expect.objectContaining({ rule: 'minimum_staff', strength: 'weighted' })]),
    );
    expect((await publish(stranger).expect(422)).body.errors).toEqual([
      expect.objectContaining({ pointer: '/organisationId' }),
    ]);
    await app
      .as(contractor)
      .post(`/api/v1/periods/${randomUUID()}/roster-versions`)
      .send({ organisationId })
      .expect(404);
  });

  it('are published again by publishing a reopened roster in which nothing has changed', async () => {
    await seat(await shift('2026-12-30T10:00', '2026-12-30T18:00'), counsellor.personId);
    await move('draft', 0).expect(200);
    const first = (await publish().expect(201)).body;
    await move('negotiation', 2).expect(200);
    expect((await publish().expect(200)).body).toMatchObject({ id: first.id, number: 1 });
    const one = () => app.as(coordinator).get(`/api/v1/periods/${periodId}/rosters/${organisationId}`);
    expect((await one().expect(200)).body).toMatchObject({ status: 'published', version: 4 });
    await publish().expect(200);
    expect((await one().expect(200)).body.version).toBe(4);
    expect(await own(counsellor)).toHaveLength(1);
    const [, , last, ...rest] = await rosterChanges();
    expect([last, ...rest]).toEqual([{ from: 'negotiation', to: 'published' }]);
  });

  it('leave a roster as it is that is told what it is already, and answer each change with its tag', async () => {
    expect((await move('draft', 0).expect(200)).headers['etag']).toBe('"v1"');
    const again = await move('draft', 1).expect(200);
    expect([again.headers['etag'], again.body.version]).toEqual(['"v1"', 1]);
    const shows = (showsColleagues: boolean) =>
      app
        .as(coordinator)
        .patch(`/api/v1/periods/${periodId}/rosters/${organisationId}`)
        .set('If-Match', '"v1"')
        .send({ showsColleagues });
    expect((await shows(false).expect(200)).headers['etag']).toBe('"v1"');
    expect((await shows(true).expect(200)).headers['etag']).toBe('"v2"');
    expect(await rosterChanges()).toEqual([
      { from: 'wishes', to: 'draft' },
      { from: 'draft', to: 'draft', showsColleagues: true },
    ]);
  });

  it('are chased for seats that are still held, and for every seat that was taken away', async () => {
    const [early, late] = [
      await shift('2026-12-29T10:00', '2026-12-29T18:00'),
      await shift('2026-12-31T10:00', '2026-12-31T18:00'),
    ];
    await seat(early, counsellor.personId);
    await seat(late, counsellor.personId);
    await move('draft', 0).expect(200);
    await publish().expect(201);
    const duties = async () =>
      (await chased('unconfirmed')).map(({ number, nextDutyAt }) => [number, nextDutyAt]);
    expect(await duties()).toEqual([[1, '2026-12-29T10:00:00+09:00']]);
    await free(early, counsellor.personId);
    await publish().expect(201);
    expect(await duties()).toEqual([
      [1, '2026-12-31T10:00:00+09:00'],
      [2, null],
    ]);
    await free(late, counsellor.personId);
    await publish().expect(201);
    expect(await duties()).toEqual([
      [2, null],
      [3, null],
    ]);
    await app.sql(
      `UPDATE roster_notice SET created_at = created_at - interval '24 hours' WHERE organisation_id = $1`,
      [organisationId],
    );
    expect(await chased('at_risk')).toEqual([]);
    expect(await own(counsellor)).toHaveLength(3);
  });

  it('show what has changed between two of them page by page, each person once', async () => {
    await seat(await shift('2026-12-29T10:00', '2026-12-29T18:00'), counsellor.personId);
    await move('draft', 0).expect(200);
    const first = (await publish().expect(201)).body;
    const others = await Promise.all([1, 2, 3].map(() => app.person(organisationId)));
    for (const personId of others) await seat(await shift('2026-12-30T10:00', '2026-12-30T18:00'), personId);
    const second = (await publish().expect(201)).body;
    const pageAfter = async (cursor: string) =>
      (
        await app
          .as(coordinator)
          .get(`/api/v1/roster-versions/${second.id}/changes?since=${first.id}&limit=2${cursor}`)
          .expect(200)
      ).body as { items: { personId: string }[]; nextCursor: string | null };
    const page = await pageAfter('');
    expect(page.items).toHaveLength(2);
    const rest = await pageAfter(`&cursor=${page.nextCursor}`);
    expect(rest.nextCursor).toBeNull();
    const people = [...page.items, ...rest.items].map(({ personId }) => personId);
    expect(people).toEqual(others.toSorted());
    await app
      .as(coordinator)
      .get(`/api/v1/roster-versions/${second.id}/changes?since=${first.id}&limit=0`)
      .expect(400);
  });

  it('come once when two publish at the same moment, 20 times over', async () => {
    await move('draft', 0).expect(200);
    for (let round = 1; round <= 20; round += 1) {
      const day = `2026-12-${String(26 + (round % 4)).padStart(2, '0')}`;
      const person = await app.person(organisationId);
      await seat(await shift(`${day}T10:00`, `${day}T18:00`), person);
      const answers = await Promise.all([publish(), publish(contractor), publish()]);
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
      expect([round, ...statuses]).toEqual([round, 200, 200, 201]);
      expect(new Set(answers.map(({ body }) => body.number))).toEqual(new Set([round]));
    }
    const notices = await app.sql(`SELECT FROM roster_notice WHERE organisation_id = $1`, [organisationId]);
    expect(notices).toHaveLength(20);
  }, 60_000);
});

interface Chased {
  readonly number: number;
  readonly personId: string;
  readonly nextDutyAt: string | null;
  readonly atRisk: boolean;
}

interface Notice {
  readonly id: string;
  readonly changes: readonly object[];
}
