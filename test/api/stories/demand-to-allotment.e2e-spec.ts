import { Random } from '../../../seeds/demo/random';
import { HOUR_MS } from '../../../src/shared/tokyo-time';
import { type CallCells, callPeriod, csvOf, upload } from '../../support/factories/call-file';
import { allotBlocks, type SeatBlock } from '../../support/factories/seat-plan';
import { type TestAccount, TestApp } from '../../support/test-app';

const HALF_HOUR_MS = HOUR_MS / 2;
const NIGHT = { from: '2026-12-31T22:00:00+09:00', until: '2027-01-01T05:00:00+09:00' };

interface Need {
  readonly fieldCode: string;
  readonly startsAt: string;
  readonly seats: number;
}

interface Predicted {
  readonly fieldCode: string;
  readonly startsAt: string;
  readonly seatsNeeded: number;
  readonly seatsThere: number;
  readonly answerRate: number;
}

/** The contractor's roster planner: from earlier calls to blocks of seats, before anybody is named. */
describe('story: from demand to allotment', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let organisations: string[];

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    organisations = await Promise.all(Array.from({ length: 12 }, () => app.organisation()));
  });
  afterAll(() => app.stop());

  /** A carrier's file: calls at all hours, most of them late and at the turn of the year. */
  function carrierFile(seed: number): CallCells[] {
    const random = Random.stream(seed, 'carrier');
    const start = Date.parse('2024-12-25T10:00:00+09:00');
    const stamp = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
    return Array.from({ length: 1_500 }, (_, index): CallCells => {
      const day = random.weighted({ 0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 2, 7: 1.5, 8: 1, 9: 1 });
      const hour = random.weighted({ 2: 1, 6: 1, 10: 2, 13: 3, 14: 2, 18: 1 });
      const dialled =
        start + Number(day) * 24 * HOUR_MS + Number(hour) * HOUR_MS + random.whole(0, 3_500) * 1_000;
      const answered = random.chance(0.6);
      const queued = dialled + 20_000;
      const end = queued + (answered ? random.whole(600, 2_400) : random.whole(20, 240)) * 1_000;
      return {
        call_no: `C${seed}-${index}`,
        dialled_at: stamp(dialled),
        digit: '3',
        queued_at: stamp(queued),
        answered_at: answered ? stamp(queued + 30_000) : '',
        ended_at: stamp(end),
        caller_number: `090${String(10_000_000 + random.whole(0, 900)).padStart(8, '0')}`,
      };
    });
  }

  /** A third run, two years on, in which twelve organisations take part. */
  async function comingPeriod(): Promise<string> {
    const { body } = await app
      .as(contractor)
      .post('/api/v1/periods')
      .send({
        label: '次の期',
        startsAt: '2026-12-25T10:00:00+09:00',
        endsAt: '2027-01-04T10:00:00+09:00',
        status: 'planned',
      })
      .expect(201);
    const path = `/api/v1/periods/${body.id}`;
    const field = { fieldCode: 'suicide', digit: '3', label: '死にたいほどつらい方' };
    await app.as(contractor).post(`${path}/fields`).send(field).expect(201);
    for (const organisationId of organisations) {
      await app.as(contractor).post(`${path}/participations`).send({ organisationId }).expect(201);
    }
    return body.id;
  }

  const night = (path: string, more = '') =>
    app
      .as(contractor)
      .get(
        `${path}?limit=200&from=${encodeURIComponent(NIGHT.from)}&until=${encodeURIComponent(NIGHT.until)}${more}`,
      )
      .expect(200);

  it('turns two call files into needs, blocks and a predicted answer rate per half hour', async () => {
    const sources: string[] = [];
    for (const seed of [1, 2]) {
      const id = await callPeriod(app, contractor, `過去の期${seed}`);
      const { body } = await upload(
        app,
        contractor,
        `/api/v1/periods/${id}/call-imports`,
        csvOf(carrierFile(seed)),
      );
      expect(body).toMatchObject({ status: 'succeeded', counts: { rejected: 0 } });
      sources.push(id);
    }
    const periodId = await comingPeriod();
    const path = `/api/v1/periods/${periodId}`;
    const plan = await app
      .as(contractor)
      .post(`${path}/demand`)
      .send({ sourcePeriodIds: sources, targetAnswerRate: 0.9, level: 1.3 })
      .expect(201);
    expect(plan.body.measured.calls).toBe(3_000);
    expect(plan.body.days).toHaveLength(11);

    // The need per half hour of the night over the year's end, one picture in order of time.
    const needs = (await night(`${path}/demand`)).body.items as Need[];
    expect(needs.map(({ startsAt }) => Date.parse(startsAt))).toEqual(
      Array.from({ length: 14 }, (_, half) => Date.parse(NIGHT.from) + half * HALF_HOUR_MS),
    );
    expect(Math.max(...needs.map(({ seats }) => seats))).toBeGreaterThan(1);

    // Exactly the needed seats, dealt out to the twelve organisations in turn.
    const blocks = needs.flatMap(({ fieldCode, startsAt, seats }, half) =>
      Array.from({ length: seats }, (_, seat): SeatBlock => {
        const organisationId = organisations[(half + seat) % organisations.length] ?? '';
        const endsAt = new Date(Date.parse(startsAt) + HALF_HOUR_MS).toISOString();
        return { organisationId, fieldCode, startsAt, endsAt, seats: 1, status: 'offered' };
      }),
    );
    const ids = await allotBlocks(app, periodId, blocks);
    const before = (await night(`${path}/coverage`)).body;
    const rows = before.items as Predicted[];
    expect(before.seats).toMatchObject({ difference: 0, meetsNeedEverywhere: true });
    expect(before.seats.seatHoursInBlocks).toBe(needs.reduce((sum, { seats }) => sum + seats, 0) / 2);
    for (const { seatsThere, seatsNeeded, answerRate } of rows) {
      expect(seatsThere).toBe(seatsNeeded);
      expect(answerRate).toBeGreaterThanOrEqual(0.9);
    }

    // One block fewer: that half hour alone answers fewer, and the table says where it lacks.
    const lost = blocks.findIndex(({ startsAt }) => startsAt === '2027-01-01T00:30:00+09:00');
    await app.sql(`UPDATE seat_allotment SET status = 'declined' WHERE id = $1`, [ids[lost]]);
    const after = (await night(`${path}/coverage`)).body;
    const changed = (after.items as Predicted[]).filter(
      (row, index) => JSON.stringify(row) !== JSON.stringify(rows[index]),
    );
    expect(changed.map(({ startsAt }) => startsAt)).toEqual(['2027-01-01T00:30:00+09:00']);
    const full = rows.find(({ startsAt }) => startsAt === changed[0]?.startsAt);
    expect(changed[0]?.answerRate).toBeLessThan(full?.answerRate ?? 0);
    expect(after.seats).toMatchObject({ difference: -0.5, meetsNeedEverywhere: false });
    expect(after.total.slotsShort).toBe(1);
  });
});
