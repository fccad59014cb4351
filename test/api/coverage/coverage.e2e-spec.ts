import { PeriodRows } from '../../support/factories/period-rows';
import { allotBlocks, assignPeople, publishRoster } from '../../support/factories/seat-plan';
import { type TestAccount, TestApp } from '../../support/test-app';

const NOWHERE = '00000000-0000-7000-8000-000000000000';
const NIGHT = { startsAt: '2026-12-31T22:00:00+09:00', endsAt: '2027-01-01T05:00:00+09:00' };

interface Row {
  readonly fieldCode: string | null;
  readonly startsAt: string;
  readonly seatsNeeded: number;
  readonly seatsThere: number;
  readonly ownSeats: number;
  readonly balance: number;
  readonly calls: number;
  readonly answered: number;
  readonly answerRate: number;
  readonly occupancy: number | null;
}

describe('coverage', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let npo: string;
  let other: string;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    npo = await app.organisation();
    other = await app.organisation();
    periodId = await plannedPeriod();
  });
  afterAll(() => app.stop());

  /** Two days with two fields, ten callers an hour by assumption, and a demand plan. */
  async function plannedPeriod(): Promise<string> {
    const period = await PeriodRows.create(app, {
      startsAt: '2026-12-31T10:00:00+09:00',
      endsAt: '2027-01-02T10:00:00+09:00',
    });
    await period.menu([
      ['suicide', '3', '死にたいほどつらい方'],
      ['loneliness', '9', '孤独・孤立でお悩みの方'],
    ]);
    await app.sql(
      `INSERT INTO participation (period_id, organisation_id, created_at) SELECT $1, o, now() FROM unnest($2::uuid[]) AS o`,
      [period.id, [npo, other]],
    );
    await app
      .as(contractor)
      .post(`/api/v1/periods/${period.id}/demand`)
      .send({
        targetAnswerRate: 0.8,
        occupancyCap: 0.85,
        assumptions: { callsPerHour: { phone: 10 }, fieldShares: [{ fieldCode: 'suicide', share: 0.6 }] },
      })
      .expect(201);
    return period.id;
  }

  const coverage = async (query: string, id = periodId) =>
    (await app.as(contractor).get(`/api/v1/periods/${id}/coverage?limit=200&${query}`).expect(200)).body;
  const night = 'from=2026-12-31T22:00:00%2B09:00&until=2027-01-01T05:00:00%2B09:00';
  const block = (fieldCode: string | null, seats: number, change: object = {}) => ({
    organisationId: npo,
    fieldCode,
    seats,
    ...NIGHT,
    ...change,
  });

  it('shows the turn of the year as one continuous night, with sums that add up', async () => {
    const id = await plannedPeriod();
    await allotBlocks(app, id, [
      block('suicide', 3),
      block('loneliness', 2, { organisationId: other, status: 'offered' }),
      block('suicide', 9, { status: 'declined' }),
      block('suicide', 9, { status: 'returned' }),
      block('suicide', 9, { role: 'adviser' }),
    ]);
    const { items, total, days, seats, summary, nextCursor } = await coverage(night, id);
    const rows = items as Row[];
    expect(rows).toHaveLength(28);
    expect(nextCursor).toBeNull();
    const suicide = rows.filter(({ fieldCode }) => fieldCode === 'suicide');
    expect(suicide.map(({ startsAt }) => startsAt.slice(5, 16))).toEqual([
      '12-31T22:00',
      '12-31T22:30',
      '12-31T23:00',
      '12-31T23:30',
      '01-01T00:00',
      '01-01T00:30',
      '01-01T01:00',
      '01-01T01:30',
      '01-01T02:00',
      '01-01T02:30',
      '01-01T03:00',
      '01-01T03:30',
      '01-01T04:00',
      '01-01T04:30',
    ]);
    for (const row of rows) {
      expect(row.seatsThere).toBe(row.fieldCode === 'suicide' ? 3 : 2);
      expect(row.balance).toBeCloseTo(row.seatsThere - row.seatsNeeded, 3);
      expect(row.answered).toBeLessThanOrEqual(row.calls);
      expect(row.answerRate).toBeCloseTo(row.answered / row.calls, 2);
    }
    const sum = (value: (row: Row) => number) => rows.reduce((added, row) => added + value(row), 0);
    expect(total.calls).toBeCloseTo(
      sum(({ calls }) => calls),
      1,
    );
    expect(total.answerRate).toBeCloseTo(sum(({ answered }) => answered) / sum(({ calls }) => calls), 3);
    expect(days.map(({ day }: { day: string }) => day)).toEqual(['2026-12-31', '2027-01-01']);
    expect(seats).toMatchObject({ seatHoursInBlocks: 35, seatHoursInTable: 35, seatHoursClosed: 0 });
    expect(seats.difference).toBeCloseTo(35 - seats.seatHoursNeeded, 3);
    expect(summary[0]).toMatch(/^見込む相談\d+件のうち\d+件（[\d.]+%）に応答できる見込みです。$/);
  });

  it('reads drafts by people and published rosters by version', async () => {
    const id = await plannedPeriod();
    const [first, second] = await assignPeople(app, id, [block('suicide', 2)]);
    const [elsewhere] = await assignPeople(app, id, [block(null, 1, { organisationId: other })]);
    await assignPeople(app, id, [block('suicide', 1, { role: 'standby' })]);
    await publishRoster(app, id, npo, { number: 1, assignments: [first ?? ''] });
    await publishRoster(app, id, npo, { number: 2, assignments: [first ?? '', second ?? ''] });
    await publishRoster(app, id, other, { number: 1, assignments: [elsewhere ?? ''] });
    const there = async (query: string) => {
      const { items } = (await coverage(`${night}&${query}`, id)) as { items: Row[] };
      const at = items.filter(({ startsAt }) => startsAt === NIGHT.startsAt);
      return [
        at.reduce((sum, row) => sum + row.ownSeats, 0),
        at.reduce((sum, row) => sum + row.seatsThere, 0),
      ];
    };
    expect(await there('basis=draft')).toEqual([2, expect.closeTo(3, 3)]);
    expect(await there('basis=published')).toEqual([2, expect.closeTo(3, 3)]);
    expect(await there('basis=published&version=1')).toEqual([1, expect.closeTo(2, 3)]);
    expect(await there('basis=allotted')).toEqual([0, 0]);
    await app.sql(`UPDATE shift_assignment SET released_at = now() WHERE id = $1`, [first]);
    expect(await there('basis=draft')).toEqual([1, expect.closeTo(2, 3)]);
    expect(await there('basis=published')).toEqual([2, expect.closeTo(3, 3)]);
  });

  it('pages in order of time', async () => {
    const whole = await coverage(night);
    const path = `/api/v1/periods/${periodId}/coverage?${night}&limit=15`;
    const first = (await app.as(contractor).get(path).expect(200)).body;
    const rest = (await app.as(contractor).get(`${path}&cursor=${first.nextCursor}`).expect(200)).body;
    expect([...first.items, ...rest.items]).toEqual(whole.items);
    expect([first.total, rest.nextCursor]).toEqual([whole.total, null]);
  });

  it('is for those who see every organisation, and needs a plan', async () => {
    const path = `/api/v1/periods/${periodId}/coverage`;
    await app
      .as(await app.account('coordinator', npo))
      .get(path)
      .expect(403);
    await app.as(contractor).get(`/api/v1/periods/${NOWHERE}/coverage`).expect(404);
    const unplanned = await PeriodRows.create(app, { startsAt: NIGHT.startsAt, endsAt: NIGHT.endsAt });
    await app.as(contractor).get(`/api/v1/periods/${unplanned.id}/coverage`).expect(404);
    for (const wrong of ['basis=wished', 'version=0', 'version=1', 'cursor=x', 'from=now']) {
      await app.as(contractor).get(`${path}?${wrong}`).expect(400);
    }
  });

  describe('what if', () => {
    const ask = (input: object, id = periodId, account = contractor) =>
      app.as(account).post(`/api/v1/periods/${id}/coverage/what-if`).send(input);

    it('puts more hours where they answer most calls, and says so', async () => {
      const id = await plannedPeriod();
      await allotBlocks(app, id, [block('suicide', 3), block('loneliness', 2)]);
      const span = { from: NIGHT.startsAt, until: NIGHT.endsAt };
      const { body } = await ask({ hours: 5, ...span }, id).expect(200);
      expect(body).toMatchObject({ basis: 'allotted', hours: 5, yen: null });
      expect(body.after.answered).toBeGreaterThan(body.before.answered + 2);
      expect(body.after.seatHoursThere).toBe(body.before.seatHoursThere + 5);
      const added = body.added as { seats: number; startsAt: string; endsAt: string; answered: number }[];
      const seatHours = added.reduce(
        (sum, { seats, startsAt, endsAt }) =>
          sum + (seats * (Date.parse(endsAt) - Date.parse(startsAt))) / 3_600_000,
        0,
      );
      expect(seatHours).toBe(5);
      const perHour = body.best.map(
        ({ answeredPerSeatHour }: { answeredPerSeatHour: number }) => answeredPerSeatHour,
      );
      expect(perHour).toEqual(perHour.toSorted((a: number, b: number) => b - a));
      expect(body.capPrice.occupancyCap).toBe(0.85);
      expect(body.capPrice.callsNow).toBeGreaterThan(0);
      expect(body.summary.join('')).toMatch(/5席・時間を足すと.*件増え.*稼働率の上限85%/);
      const free = (await ask({ hours: 5, occupancyCap: null, ...span }, id).expect(200)).body;
      expect(free.capPrice).toBeNull();
      expect(free.before.answered).toBeGreaterThan(body.before.answered);
      const [unchanged] = await app.sql<{ n: bigint }>(
        `SELECT count(*) AS n FROM seat_allotment WHERE period_id = $1`,
        [id],
      );
      expect(Number(unchanged?.n)).toBe(2);
    });

    it('spends a budget by the rate card, each organisation its own in its own fields', async () => {
      const id = await plannedPeriod();
      await allotBlocks(app, id, [block('suicide', 1), block('loneliness', 1, { organisationId: other })]);
      const budget = (organisationId: string, budgetYen: number) => ({
        organisations: [{ organisationId, budgetYen }],
      });
      const priceless = await ask({ budgetYen: 1_000, ...budget(npo, 1) }, id).expect(422);
      expect(priceless.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
        '/budgetYen',
        '/organisations/0/budgetYen',
      ]);
      await app.sql(
        `INSERT INTO rate_card (period_id, role, field_code, yen_per_hour, valid_from, decided_on, basis_clause, created_by, created_at)
         SELECT $1, 'counsellor', c.field, c.yen, '2026-01-01', '2026-01-01', '要領第5条', $2, now()
         FROM (VALUES (NULL, 2001), ('suicide', 2600)) AS c(field, yen)`,
        [id, contractor.accountId],
      );
      const { body } = await ask(budget(other, 20_000), id).expect(200);
      const [first] = body.added as { organisationId: string; fieldCode: string }[];
      expect(first).toMatchObject({ organisationId: other, fieldCode: 'loneliness' });
      // Half an hour of 2,001 yen is 1,001: nineteen are 19,019, and a twentieth would be above 20,000.
      expect(body.hours).toBe(9.5);
      const yen = (body.added as { yen: number }[]).reduce((sum, added) => sum + added.yen, 0);
      expect(body.yen).toBe(yen);
      expect(yen).toBe(19_019);
      const all = (await ask({ budgetYen: 20_000 }, id).expect(200)).body;
      expect(all.added.every(({ organisationId }: { organisationId: null }) => organisationId === null)).toBe(
        true,
      );
      expect(all.after.answered).toBeGreaterThanOrEqual(body.after.answered);
    });

    it('names what is missing or unknown', async () => {
      await ask({}).expect(400);
      const bare = await ask({ organisations: [{ organisationId: npo }] }).expect(400);
      expect(bare.body.errors[0].pointer).toBe('/organisations/0');
      const unknown = await ask({ organisations: [{ organisationId: NOWHERE, hours: 1 }] }).expect(422);
      expect(unknown.body.errors[0].pointer).toBe('/organisations/0/organisationId');
      await ask({ hours: -1 }).expect(400);
      await ask({ hours: 1 }, NOWHERE).expect(404);
      await ask({ hours: 1 }, periodId, await app.account('coordinator', npo)).expect(403);
    });
  });
});
