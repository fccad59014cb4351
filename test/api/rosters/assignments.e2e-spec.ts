import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

/** `TSUNAGI_BOOKING_ROUNDS=1000 npx jest test/api/rosters/assignments` is the long version. */
const ROUNDS = Number(process.env['TSUNAGI_BOOKING_ROUNDS'] ?? 20);

interface ShiftPlan {
  readonly organisationId?: string;
  readonly from?: string;
  readonly until?: string;
  readonly seats?: number;
}

describe('assignments', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    coordinator = await app.account('coordinator');
    stranger = await app.account('coordinator');
    periodId = await openPeriod(app, [coordinator.organisationId, stranger.organisationId]);
  });
  afterAll(() => app.stop());

  async function shift(plan: ShiftPlan = {}): Promise<string> {
    const id = randomUUID();
    await app.sql(
      `INSERT INTO shift (id, period_id, organisation_id, channel, role, starts_at, ends_at, seats, created_at)
       VALUES ($1, $2, $3, 'phone', 'counsellor', $4, $5, $6, now())`,
      [
        id,
        periodId,
        plan.organisationId ?? coordinator.organisationId,
        `${plan.from ?? '2026-12-31T22:00'}:00+09:00`,
        `${plan.until ?? '2027-01-01T06:00'}:00+09:00`,
        plan.seats ?? 1,
      ],
    );
    return id;
  }
  const person = (account = coordinator) => app.person(account.organisationId);
  const seat = (shiftId: string, personId: string) => `/api/v1/shifts/${shiftId}/assignments/${personId}`;
  const put = (shiftId: string, personId: string, account = coordinator) =>
    app.as(account).put(seat(shiftId, personId));
  const release = (shiftId: string, personId: string, account = coordinator) =>
    app.as(account).delete(seat(shiftId, personId));
  const statuses = (answers: readonly { status: number }[]) => {
    const counts: Record<number, number> = {};
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };

  it('books once, answers a repetition alike, releases, and audits each change', async () => {
    const [shiftId, personId] = [await shift({ seats: 2 }), await person()];
    const booked = await put(shiftId, personId).expect(201);
    expect(booked.body).toMatchObject({
      id: shiftId,
      version: 2,
      assignments: [{ personId, familyName: '試験' }],
    });
    const again = await put(shiftId, personId).expect(200);
    expect(again.body).toEqual(booked.body);
    await release(shiftId, personId).expect(204);
    await release(shiftId, personId).expect(404);
    const read = await app.as(coordinator).get(`/api/v1/shifts/${shiftId}`).expect(200);
    expect(read.body).toMatchObject({ version: 3, assignments: [] });
    const kept = await app.sql(
      `SELECT released_at IS NOT NULL AS released FROM shift_assignment WHERE shift_id = $1`,
      [shiftId],
    );
    expect(kept).toEqual([{ released: true }]);
    const audit = await app.sql(
      `SELECT action, detail, organisation_id FROM audit_log WHERE object_id = $1 ORDER BY id`,
      [shiftId],
    );
    const entry = { detail: { personId }, organisation_id: coordinator.organisationId };
    expect(audit).toEqual([
      { action: 'shift.assigned', ...entry },
      { action: 'shift.released', ...entry },
    ]);
  });

  it('gives a released seat and a released person away again', async () => {
    const [first, second] = [await shift(), await shift()];
    const [one, other] = [await person(), await person()];
    await put(first, one).expect(201);
    expect((await put(first, other).expect(409)).body.code).toBe('shift_full');
    expect((await put(second, one).expect(409)).body.code).toBe('double_booking');
    await release(first, one).expect(204);
    await put(first, other).expect(201);
    await put(second, one).expect(201);
  });

  it('takes shifts that follow each other without a gap, and refuses one shared second', async () => {
    const personId = await person();
    const early = await shift({ from: '2026-12-30T18:00', until: '2026-12-30T22:00' });
    const late = await shift({ from: '2026-12-30T22:00', until: '2026-12-31T06:00' });
    const across = await shift({ from: '2026-12-31T05:59', until: '2026-12-31T10:00' });
    await put(early, personId).expect(201);
    await put(late, personId).expect(201);
    await put(across, personId).expect(409);
  });

  it('says of a duty elsewhere no more than that there is one', async () => {
    const shared = await person();
    await app.sql(
      `INSERT INTO affiliation (person_id, organisation_id, staff_code, valid_from) VALUES ($1, $2, 'S-1', '2000-01-01')`,
      [shared, stranger.organisationId],
    );
    const theirs = await shift({ organisationId: stranger.organisationId });
    await put(theirs, shared, stranger).expect(201);
    const ours = await shift();
    const refused = await put(ours, shared).expect(409);
    expect(refused.body).toEqual({
      type: 'urn:tsunagi:problem:double_booking',
      title: '現在の状態と矛盾しています',
      status: 409,
      code: 'double_booking',
      detail: 'この人は同じ時間帯に別の勤務があります。',
      requestId: expect.any(String),
    });
    const withinOwn = await person();
    await put(await shift(), withinOwn).expect(201);
    const alike = await put(ours, withinOwn).expect(409);
    expect({ ...alike.body, requestId: '' }).toEqual({ ...refused.body, requestId: '' });
  });

  it('asks for an affiliation on the day in Tokyo on which the duty begins', async () => {
    const personId = await person();
    await app.sql(
      `UPDATE affiliation SET valid_from = '2026-12-31', valid_until = '2027-01-01' WHERE person_id = $1`,
      [personId],
    );
    await put(await shift({ from: '2026-12-31T00:00', until: '2026-12-31T08:00' }), personId).expect(201);
    await put(await shift({ from: '2026-12-31T23:59', until: '2027-01-01T08:00' }), personId).expect(201);
    const later = await shift({ from: '2027-01-01T20:00', until: '2027-01-02T04:00' });
    const refused = await put(later, personId).expect(422);
    expect(refused.body.errors).toEqual([expect.objectContaining({ code: 'not_affiliated' })]);
    const theirs = await shift({ organisationId: stranger.organisationId });
    const contractor = await app.account('contractor');
    await put(theirs, await person(), contractor).expect(422);
    await put(theirs, await person(stranger), contractor).expect(201);
  });

  it('knows nothing of foreign shifts and people, and lets only planners plan', async () => {
    const [ours, own] = [await shift(), await person()];
    await put(ours, own, stranger).expect(404);
    await put(ours, await person(stranger)).expect(404);
    await put(ours, 'somebody').expect(404);
    await put(randomUUID(), own).expect(404);
    await put(ours, own, await app.account('counsellor', coordinator.organisationId)).expect(403);
    await put(ours, own).expect(201);
    await release(ours, own, stranger).expect(404);
    await release(ours, own, await app.account('supervisor', coordinator.organisationId)).expect(403);
  });

  it(
    'books one counsellor once among 50 overlapping shifts at the same moment, again and again',
    async () => {
      const shifts = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          shift({ from: `2026-12-29T${10 + (i % 8)}:00`, until: '2026-12-29T20:00' }),
        ),
      );
      for (let round = 1; round <= ROUNDS; round += 1) {
        const personId = await person();
        await app.sql(`UPDATE shift SET seats = $2 WHERE id = ANY ($1)`, [shifts, round]);
        const answers = await Promise.all(shifts.map((shiftId) => put(shiftId, personId)));
        expect({ round, ...statuses(answers) }).toEqual({ round, 201: 1, 409: 49 });
        const codes = answers.filter(({ status }) => status === 409).map(({ body }) => body.code);
        expect(new Set(codes)).toEqual(new Set(['double_booking']));
      }
    },
    60_000 + ROUNDS * 3_000,
  );

  it('gives 5 seats to exactly 5 of 50 people at the same moment', async () => {
    const shiftId = await shift({ seats: 5 });
    const people = await Promise.all(Array.from({ length: 50 }, () => person()));
    const answers = await Promise.all(people.map((personId) => put(shiftId, personId)));
    expect(statuses(answers)).toEqual({ 201: 5, 409: 45 });
    const read = await app.as(coordinator).get(`/api/v1/shifts/${shiftId}`).expect(200);
    expect(read.body.assignments).toHaveLength(5);
  }, 30_000);

  it('survives bookings and releases of the same few people and shifts crossing each other', async () => {
    const shifts = await Promise.all(Array.from({ length: 4 }, () => shift({ seats: 2 })));
    const people = await Promise.all(Array.from({ length: 4 }, () => person()));
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        const [shiftId, personId] = [shifts[i % 4] ?? '', people[Math.floor(i / 4) % 4] ?? ''];
        return i % 3 === 0 ? release(shiftId, personId) : put(shiftId, personId);
      }),
    );
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    const over = await app.sql(
      `SELECT s.id FROM shift AS s JOIN shift_assignment AS sa ON sa.shift_id = s.id AND sa.released_at IS NULL
       WHERE s.id = ANY ($1) GROUP BY s.id HAVING count(*) > 2`,
      [shifts],
    );
    expect(over).toEqual([]);
  }, 30_000);
});
