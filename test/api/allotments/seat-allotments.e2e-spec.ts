import { randomUUID } from 'node:crypto';
import { read, utils } from '@e965/xlsx';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';
import { Allotting, type Block, NIGHT } from './offered-block';

describe('seat allotments', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let coordinator: TestAccount;
  let other: TestAccount;
  let allotting: Allotting;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    coordinator = await app.account('coordinator');
    other = await app.account('coordinator');
    const periodId = await openPeriod(app, [coordinator.organisationId, other.organisationId]);
    allotting = new Allotting(app, contractor, periodId);
  });
  afterAll(() => app.stop());

  const offer = (change: object = {}, to = coordinator) => allotting.offer(to.organisationId, change);
  const post = (blocks: readonly object[], account = contractor) =>
    app.as(account).post(allotting.path).send({ blocks });
  const detail = async (id: string, account = contractor) =>
    (await app.as(account).get(`${allotting.path}/${id}`).expect(200)).body;
  const faults = (answer: { body: { errors: { pointer: string; code: string }[] } }) =>
    answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`);

  it('are offered, accepted as a shift, and leave their events and audit rows', async () => {
    const block = await offer();
    expect(block).toMatchObject({
      ...NIGHT,
      seats: 3,
      filledSeats: 0,
      status: 'offered',
      isOverdue: false,
      version: 1,
    });
    const accepted = await allotting.move(coordinator, block, 'acceptance').expect(201);
    expect(accepted.headers['etag']).toBe('"v2"');
    expect(accepted.body).toMatchObject({ status: 'accepted', seats: 3, freeSeats: null, version: 2 });
    const shift = await app.as(coordinator).get(`/api/v1/shifts/${accepted.body.shiftId}`).expect(200);
    expect(shift.body).toMatchObject({
      ...NIGHT,
      organisationId: coordinator.organisationId,
      role: 'counsellor',
      seats: 3,
    });
    const personId = await app.person(coordinator.organisationId);
    await app.as(coordinator).put(`/api/v1/shifts/${shift.body.id}/assignments/${personId}`).expect(201);
    expect(await detail(block.id)).toMatchObject({
      filledSeats: 1,
      freeSeats: 0,
      events: [
        { version: 1, move: 'offered', seatsBefore: 0, seatsAfter: 3 },
        { version: 2, move: 'accepted', seatsBefore: 3, seatsAfter: 3 },
      ],
    });
    const audit = await app.sql(
      `SELECT action, detail, organisation_id FROM audit_log WHERE object_id = $1 ORDER BY id`,
      [block.id],
    );
    expect(audit).toEqual(
      [
        ['offered', 0, 3, 1],
        ['accepted', 3, 3, 2],
      ].map(([event, seatsBefore, seatsAfter, version]) => ({
        action: `seat_allotment.${event}`,
        organisation_id: coordinator.organisationId,
        detail: { periodId: allotting.periodId, seatsBefore, seatsAfter, version },
      })),
    );
  });

  it('carries each seat on: fewer accepted, the rest re-offered, declined and offered once more', async () => {
    const block = await offer({ seats: 5 });
    expect(faults(await allotting.move(coordinator, block, 'acceptance', { seats: 3 }).expect(422))).toEqual([
      '/reason required',
    ]);
    await allotting.move(coordinator, block, 'acceptance', { seats: 3, reason: '2名が入院' }).expect(201);
    expect((await detail(block.id)).freeSeats).toBe(2);
    const again = allotting.block(other.organisationId, { seats: 2, offeredFrom: block.id });
    expect(faults(await post([{ ...again, seats: 3 }]).expect(422))).toEqual([
      '/blocks/0/seats above_returned',
    ]);
    expect(faults(await post([{ ...again, role: 'adviser' }]).expect(422))).toEqual([
      '/blocks/0/offeredFrom differs',
    ]);
    const second: Block = (await post([again]).expect(201)).body.items[0];
    expect(await detail(block.id)).toMatchObject({
      freeSeats: 0,
      reoffers: [{ id: second.id, organisationId: other.organisationId, seats: 2, status: 'offered' }],
    });
    expect(await detail(block.id, coordinator)).toMatchObject({ freeSeats: null, reoffers: [] });
    expect(faults(await allotting.change(second, { seats: 3 }).expect(422))).toEqual([
      '/seats above_returned',
    ]);
    await allotting.move(other, second, 'refusal').expect(422);
    const declined = await allotting.move(other, second, 'refusal', { reason: '人がいない' }).expect(201);
    expect(declined.body).toMatchObject({ status: 'declined', seats: 0, shiftId: null });
    expect((await detail(second.id)).freeSeats).toBe(2);
    const third = await post([
      { ...again, organisationId: coordinator.organisationId, offeredFrom: second.id },
    ]).expect(201);
    expect(third.body.items[0]).toMatchObject({ offeredFrom: second.id, seats: 2, status: 'offered' });
    const { offered, held, free } = await allotting.balance();
    expect(held + free).toBe(offered);
  });

  it('gives back only seats in which nobody sits', async () => {
    const block = await offer({
      seats: 3,
      startsAt: '2026-12-29T22:00:00+09:00',
      endsAt: '2026-12-30T06:00:00+09:00',
      fillBy: '2026-12-28T17:00:00+09:00',
    });
    const accepted: Block = (await allotting.move(coordinator, block, 'acceptance').expect(201)).body;
    const personId = await app.person(coordinator.organisationId);
    const seat = `/api/v1/shifts/${accepted.shiftId}/assignments/${personId}`;
    await app.as(coordinator).put(seat).expect(201);
    const giveBack = (from: Block, input: object) => allotting.move(coordinator, from, 'give-back', input);
    expect(faults(await giveBack(accepted, { seats: 1 }).expect(422))).toEqual(['/reason required']);
    expect(faults(await giveBack(accepted, { seats: 4, reason: '急病' }).expect(422))).toEqual([
      '/seats above_block',
    ]);
    expect((await giveBack(accepted, { reason: '急病' }).expect(409)).body.code).toBe('seats_taken');
    const less: Block = (await giveBack(accepted, { seats: 2, reason: '急病' }).expect(201)).body;
    expect(less).toMatchObject({ status: 'accepted', seats: 1, version: 3 });
    const shift = async () =>
      (await app.as(coordinator).get(`/api/v1/shifts/${accepted.shiftId}`).expect(200)).body;
    expect((await shift()).seats).toBe(1);
    await app.as(coordinator).delete(seat).expect(204);
    expect((await giveBack(less, { reason: '急病' }).expect(201)).body).toMatchObject({
      status: 'returned',
      seats: 0,
    });
    expect(await shift()).toMatchObject({ seats: 0, assignments: [] });
    expect((await app.as(coordinator).put(seat).expect(409)).body.code).toBe('shift_full');
  });

  it('flow back at the deadline: all that is unanswered, and the empty seats of what is accepted', async () => {
    const when = {
      startsAt: '2026-12-30T10:00:00+09:00',
      endsAt: '2026-12-30T16:00:00+09:00',
      fillBy: '2026-12-29T17:00:00+09:00',
    };
    const [silent, half, full, later] = [
      await offer(when),
      await offer({ ...when, seats: 2 }),
      await offer({ ...when, seats: 1 }),
      await offer(when),
    ];
    const shiftOf = async (block: Block) =>
      (await allotting.move(coordinator, block, 'acceptance').expect(201)).body.shiftId;
    for (const shiftId of [await shiftOf(half), await shiftOf(full)]) {
      const personId = await app.person(coordinator.organisationId);
      await app.as(coordinator).put(`/api/v1/shifts/${shiftId}/assignments/${personId}`).expect(201);
    }
    const flowBack = (input: object, account = contractor) =>
      app.as(account).post(`${allotting.path}/returns`).send(input);
    expect((await flowBack({ allotmentIds: [silent.id] }).expect(409)).body.code).toBe('deadline_ahead');
    await allotting.expire(silent.id, half.id, full.id);
    expect((await allotting.move(coordinator, silent, 'acceptance').expect(409)).body.code).toBe(
      'deadline_passed',
    );
    const overdue = await app.as(contractor).get(`${allotting.path}?attention=overdue`).expect(200);
    expect(new Set(overdue.body.items.map(({ id }: Block) => id))).toEqual(new Set([silent.id, half.id]));
    await flowBack({}, coordinator).expect(403);
    const returned = await flowBack({}).expect(200);
    const lost = (block: Block, left: object) => expect.objectContaining({ id: block.id, ...left });
    expect(returned.body.items).toHaveLength(2);
    expect(returned.body.items).toEqual(
      expect.arrayContaining([
        lost(silent, { status: 'returned', seats: 0, freeSeats: 3 }),
        lost(half, { status: 'accepted', seats: 1, freeSeats: 1 }),
      ]),
    );
    expect((await flowBack({}).expect(200)).body.items).toEqual([]);
    expect((await detail(later.id)).status).toBe('offered');
    const free = await app
      .as(contractor)
      .get(
        `${allotting.path}?attention=returned&from=${encodeURIComponent(when.startsAt)}&until=${encodeURIComponent(when.endsAt)}`,
      )
      .expect(200);
    expect(new Set(free.body.items.map(({ id }: Block) => id))).toEqual(new Set([silent.id, half.id]));
  });

  it('come by the hundred, all or none, each fault at its own pointer', async () => {
    const block = allotting.block(coordinator.organisationId, { seats: 1 });
    const many = Array.from({ length: 500 }, () => ({ ...block, id: randomUUID() }));
    const broken = many.map((each, index) => (index === 17 ? { ...each, seats: 0 } : each));
    expect(faults(await post(broken).expect(400))).toEqual(['/blocks/17/seats whole_number']);
    const misplaced = many.map((each, index) =>
      index === 499 ? { ...each, endsAt: '2026-12-31T21:00:00+09:00' } : each,
    );
    expect(faults(await post(misplaced).expect(422))).toEqual(['/blocks/499/endsAt span']);
    const count = async () =>
      (await app.sql(`SELECT id FROM seat_allotment WHERE id = ANY ($1)`, [many.map(({ id }) => id)])).length;
    expect(await count()).toBe(0);
    expect((await post(many).expect(201)).body.items).toHaveLength(500);
    expect((await post(many).expect(409)).body.code).toBe('allotment_exists');
    expect(await count()).toBe(500);
    expect(faults(await post([]).expect(400))).toEqual(['/blocks list']);
    expect(faults(await post([...many, block]).expect(400))).toEqual(['/blocks list']);
    const page = await app.as(coordinator).get(`${allotting.path}?limit=200&status=offered`).expect(200);
    const next = await app
      .as(coordinator)
      .get(`${allotting.path}?limit=200&status=offered&cursor=${page.body.nextCursor}`)
      .expect(200);
    expect(new Set([...page.body.items, ...next.body.items].map(({ id }: Block) => id)).size).toBe(400);
  });

  it('change while offered; of an accepted one only the deadline', async () => {
    const block = await offer();
    expect(faults(await allotting.change(block, {}).expect(400))).toEqual([' empty']);
    expect(
      faults(await allotting.change(block, { fillBy: '2027-01-01T00:00:00+09:00' }).expect(422)),
    ).toEqual(['/fillBy after_start']);
    const changed: Block = (await allotting.change(block, { seats: 4 }).expect(200)).body;
    await allotting.change(block, { seats: 5 }).expect(412);
    await allotting.move(coordinator, block, 'acceptance').expect(412);
    await app.as(coordinator).post(`${allotting.path}/${block.id}/acceptance`).send({}).expect(428);
    const accepted: Block = (await allotting.move(coordinator, changed, 'acceptance').expect(201)).body;
    expect(faults(await allotting.change(accepted, { seats: 5 }).expect(422))).toEqual(['/seats accepted']);
    const extended = await allotting.change(accepted, { fillBy: '2026-12-31T10:00:00+09:00' }).expect(200);
    expect(extended.body).toMatchObject({
      seats: 4,
      status: 'accepted',
      fillBy: '2026-12-31T10:00:00+09:00',
    });
    const withdrawn = await offer();
    expect((await allotting.change(withdrawn, { seats: 0 }).expect(200)).body).toMatchObject({
      status: 'returned',
      seats: 0,
      freeSeats: 0,
    });
  });

  it('are no business of other organisations, and answered only by their own', async () => {
    const block = await offer();
    await app.as(other).get(`${allotting.path}/${block.id}`).expect(404);
    await allotting.move(other, block, 'acceptance').expect(404);
    await allotting.move(contractor, block, 'acceptance').expect(403);
    await allotting
      .move(await app.account('counsellor', coordinator.organisationId), block, 'acceptance')
      .expect(403);
    await post([allotting.block(coordinator.organisationId)], coordinator).expect(403);
    await app.as(contractor).get(`${allotting.path}/${randomUUID()}`).expect(404);
    await app.as(contractor).get(`${allotting.path}/x`).expect(404);
    await app.as(contractor).get(`/api/v1/periods/${randomUUID()}/seat-allotments`).expect(404);
    const stranger = await app.organisation();
    expect(faults(await post([allotting.block(stranger)]).expect(422))).toEqual([
      '/blocks/0/organisationId not_participating',
    ]);
    expect(
      faults(
        await post([{ ...allotting.block(other.organisationId), offeredFrom: randomUUID() }]).expect(422),
      ),
    ).toEqual(['/blocks/0/offeredFrom unknown']);
    await allotting.move(coordinator, block, 'acceptance').expect(201);
    expect(
      (await allotting.move(coordinator, { ...block, version: 2 }, 'acceptance').expect(409)).body.code,
    ).toBe('move_not_allowed');
  });

  it('stand beside what was promised, with a warning where that is exceeded', async () => {
    const periodId = await openPeriod(app, [coordinator.organisationId, other.organisationId]);
    await app.sql(
      `UPDATE participation SET seats_promised = 3, max_minutes = 1440, budget_yen = 1000000 WHERE period_id = $1 AND organisation_id = $2`,
      [periodId, coordinator.organisationId],
    );
    const here = new Allotting(app, contractor, periodId);
    const first = await here.offer(coordinator.organisationId);
    const use = async (account: TestAccount) =>
      (await app.as(account).get(`/api/v1/periods/${periodId}/participation-use`).expect(200)).body.items;
    const fine = {
      seatsPromised: 3,
      maxMinutes: 1440,
      budgetYen: 1_000_000,
      allottedMinutes: 1440,
      acceptedMinutes: 0,
      peakSeats: 3,
      rosteredMinutes: 0,
      openSeats: 0,
      warnings: [],
    };
    expect(await use(coordinator)).toEqual([expect.objectContaining(fine)]);
    const accepted = await here.move(coordinator, first, 'acceptance').expect(201);
    const personId = await app.person(coordinator.organisationId);
    await app
      .as(coordinator)
      .put(`/api/v1/shifts/${accepted.body.shiftId}/assignments/${personId}`)
      .expect(201);
    expect(await use(coordinator)).toEqual([
      expect.objectContaining({ ...fine, acceptedMinutes: 1440, rosteredMinutes: 480, openSeats: 2 }),
    ]);
    const more = await app
      .as(contractor)
      .post(here.path)
      .send({ blocks: [here.block(coordinator.organisationId, { seats: 1 })] })
      .expect(201);
    expect(
      more.body.exceeded.map((each: { organisationId: string; warnings: { code: string }[] }) => [
        each.organisationId,
        ...each.warnings.map(({ code }) => code),
      ]),
    ).toEqual([[coordinator.organisationId, 'above_seats', 'above_minutes']]);
    expect(await use(contractor)).toHaveLength(2);
  });

  it('go out as a workbook that another program reads, each organisation with its own', async () => {
    const periodId = await openPeriod(app, [coordinator.organisationId, other.organisationId]);
    const here = new Allotting(app, contractor, periodId);
    const block = await here.offer(coordinator.organisationId, { fieldCode: 'suicide' });
    await here.offer(other.organisationId, { seats: 1 });
    await here.move(coordinator, block, 'acceptance', { seats: 2, reason: '一部' }).expect(201);
    const sheet = async (account: TestAccount) => {
      const { body } = await app
        .as(account)
        .get(`/api/v1/periods/${periodId}/seat-allotments.xlsx`)
        .responseType('blob')
        .expect(200);
      const book = read(body as Buffer);
      return utils.sheet_to_json<unknown[]>(book.Sheets['席の割り当て'] ?? {}, { header: 1 }).slice(2);
    };
    const [own] = await sheet(coordinator);
    expect(own?.slice(1)).toEqual(
      [
        '電話',
        'suicide',
        '相談員',
        '2026-12-31 22:00',
        '2027-01-01 06:00',
        2,
        0,
        null,
        '2026-12-30 17:00',
        '受諾',
      ].map((value) => value ?? undefined),
    );
    expect((await sheet(contractor)).map((row) => row[8])).toEqual(expect.arrayContaining([0, 1]));
    const trace = await app.sql<{ detail: object }>(
      `SELECT detail FROM audit_log WHERE action = 'seat_allotment.exported' AND object_id = $1 ORDER BY id`,
      [periodId],
    );
    expect(trace.map(({ detail: found }) => found)).toEqual([{ blocks: 1 }, { blocks: 2 }]);
  });

  it('hold the days and the fields of their period in place while they live', async () => {
    const periodId = await openPeriod(app, [coordinator.organisationId]);
    const here = new Allotting(app, contractor, periodId);
    const period = `/api/v1/periods/${periodId}`;
    await app
      .as(contractor)
      .post(`${period}/fields`)
      .send({ fieldCode: 'suicide', label: '死にたい' })
      .expect(201);
    const block = await here.offer(coordinator.organisationId, { fieldCode: 'suicide' });
    const shorten = () =>
      app.as(contractor).patch(period).set('If-Match', '"v1"').send({ endsAt: block.startsAt });
    const refused = await shorten().expect(409);
    expect(refused.body.detail).toContain('席の枠');
    await app.as(contractor).delete(`${period}/fields/suicide`).expect(409);
    await here.change(block, { seats: 0 }).expect(200);
    await app.as(contractor).delete(`${period}/fields/suicide`).expect(204);
    await shorten().expect(200);
  });

  it('stay as they are once the period is closed', async () => {
    const periodId = await openPeriod(app, [coordinator.organisationId]);
    const here = new Allotting(app, contractor, periodId);
    const block = await here.offer(coordinator.organisationId);
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [periodId]);
    const answers = [
      await here.move(coordinator, block, 'acceptance'),
      await here.change(block, { seats: 1 }),
      await app.as(contractor).post(`${here.path}/returns`).send({}),
      await app
        .as(contractor)
        .post(here.path)
        .send({ blocks: [here.block(coordinator.organisationId)] }),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [409, 'period_closed']),
    );
  });
});
