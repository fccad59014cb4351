import { read, utils } from '@e965/xlsx';
import { type ContactRow, PeriodRows } from '../../support/factories/period-rows';
import { type TestAccount, TestApp } from '../../support/test-app';

const NOWHERE = '00000000-0000-7000-8000-000000000000';
const CELLS = 200;

interface Cell {
  readonly fieldCode: string;
  readonly startsAt: string;
  readonly calls: number;
  readonly talkSeconds: number;
  readonly handlingSeconds: number;
  readonly patienceSeconds: number;
  readonly offeredLoad: number;
  readonly seats: number;
}

describe('demand of a period', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let coordinator: TestAccount;
  let earlier: PeriodRows;
  let coming: PeriodRows;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    coordinator = await app.account('coordinator');
    earlier = await period('2024-12-30T10:00:00+09:00', '2025-01-02T10:00:00+09:00');
    coming = await period('2026-12-30T10:00:00+09:00', '2027-01-02T10:00:00+09:00');
    await earlier.contacts(calls('2024-12-30T10:00:00+09:00', 3 * 48));
  });
  afterAll(() => app.stop());

  async function period(startsAt: string, endsAt: string): Promise<PeriodRows> {
    const made = await PeriodRows.create(app, { startsAt, endsAt });
    await made.menu([
      ['suicide', '3', '死にたいほどつらい方'],
      ['under18', '7', '18歳以下の方'],
    ]);
    await app.sql(
      `INSERT INTO opening_window (period_id, channel, field_code, opens_at, closes_at, daily_from, daily_until)
       SELECT p.id, 'phone', 'under18', p.starts_at, p.ends_at, '10:00', '16:00' FROM period AS p WHERE p.id = $1`,
      [made.id],
    );
    return made;
  }

  /** In each half hour four are answered after 60 s and talk for 20 minutes, two give up after 90 s, one of these dials again. */
  function calls(from: string, halfHours: number): ContactRow[] {
    const at = (half: number, seconds: number) =>
      new Date(Date.parse(from) + half * 1_800_000 + seconds * 1_000).toISOString();
    return Array.from({ length: halfHours }, (_, half): ContactRow[] => [
      ...[0, 300, 600, 900].map((second): ContactRow => ({
        dialledAt: at(half, second),
        queuedAt: at(half, second + 20),
        answeredAt: at(half, second + 80),
        endedAt: at(half, second + 1_280),
        result: 'answered',
        fieldCode: 'suicide',
        caller: second === 900 ? `caller-${half}` : `${half}-${second}`,
      })),
      ...[`caller-${half}`, `gone-${half}`].map((caller, index): ContactRow => ({
        dialledAt: at(half, 200 + index),
        queuedAt: at(half, 220 + index),
        endedAt: at(half, 310 + index),
        result: 'abandoned_queue',
        fieldCode: 'suicide',
        caller,
      })),
      { dialledAt: at(half, 400), endedAt: at(half, 410), result: 'abandoned_ivr', caller: `gone-${half}` },
    ]).flat();
  }

  const post = (input: object, account = contractor, id = coming.id) =>
    app.as(account).post(`/api/v1/periods/${id}/demand`).send(input);
  const get = (query = '', account = contractor, id = coming.id) =>
    app.as(account).get(`/api/v1/periods/${id}/demand?limit=${CELLS}${query}`);
  const pointers = (body: { errors: { pointer: string }[] }) =>
    body.errors.map(({ pointer }) => pointer).sort();

  it('is computed from earlier calls, kept with all it rests on, and audited', async () => {
    const answer = await post({ sourcePeriodIds: [earlier.id], targetAnswerRate: 0.8 }).expect(201);
    expect(answer.body).toMatchObject({ level: 1, targetAnswerRate: 0.8, occupancyCap: 0.85 });
    // 144 half hours of 6 attempts; of 288 lost callers every second one dialled again: 5 fresh callers in each.
    expect(answer.body.measured).toMatchObject({
      calls: 864,
      leftOut: 0,
      lost: 288,
      redials: { lost: 288, again: 144, share: 0.5 },
      channels: [{ channel: 'phone', conversations: 576, gaveUp: 288, sheets: 0 }],
    });
    expect(answer.body.basis.join()).toMatch(/864件.*288件.*50%/);
    expect(answer.body.days.map(({ day }: { day: string }) => day)).toEqual([
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
    ]);

    const page = (await get('&fieldCode=suicide').expect(200)).body as { plan: object; items: Cell[] };
    expect(page.plan).toEqual(answer.body);
    expect(page.items).toHaveLength(144);
    const mean = page.items.reduce((sum, { calls: fresh }) => sum + fresh, 0) / 144;
    expect(mean).toBeGreaterThan(4.8);
    expect(mean).toBeLessThan(5.2);
    // Waits: 576 × 60 s and 288 × 90 s over 288 who gave up are 210 s, drawn a little towards the assumed 180 s.
    expect(page.items[0]).toMatchObject({ startsAt: '2026-12-30T10:00:00+09:00', fieldCode: 'suicide' });
    expect(page.items[0]?.patienceSeconds).toBeGreaterThan(205);
    expect(page.items[0]?.patienceSeconds).toBeLessThan(211);
    expect(page.items[0]?.talkSeconds).toBeLessThan(1_215);
    expect(page.items[0]?.handlingSeconds).toBe((page.items[0]?.talkSeconds ?? 0) + 300);
    expect(page.items[0]?.offeredLoad).toBeLessThan(page.items[10]?.offeredLoad ?? 0);

    const audit = await app.sql<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_log WHERE object_id = $1`,
      [answer.body.id],
    );
    expect(audit).toEqual([
      {
        action: 'demand.computed',
        detail: expect.objectContaining({ periodId: coming.id, number: answer.body.number, answerRate: 0.8 }),
      },
    ]);
  });

  it('keeps every computation; the newest is in force, and only open hours have cells', async () => {
    const first = (await post({ targetAnswerRate: 0.5, occupancyCap: null }).expect(201)).body;
    const second = (await post({ targetAnswerRate: 0.9, level: 2, occupancyCap: null }).expect(201)).body;
    expect(second.number).toBe(first.number + 1);
    expect(first.basis).toEqual(['過去の呼データがないため、仮定の値だけで計算しました。']);
    expect(first.assumptions).toMatchObject({ callsPerHour: { phone: 155 }, patienceSeconds: 180 });
    const [kept] = await app.sql<{ n: bigint }>(`SELECT count(*) AS n FROM demand_cell WHERE plan_id = $1`, [
      first.id,
    ]);
    expect(Number(kept?.n)).toBe(144 + 3 * 12);
    const young = (await get('&fieldCode=under18').expect(200)).body as {
      plan: { id: string };
      items: Cell[];
    };
    expect(young.plan.id).toBe(second.id);
    expect(young.items.map(({ startsAt }) => startsAt.slice(11, 16)).slice(0, 12)).toEqual([
      '10:00',
      '10:30',
      '11:00',
      '11:30',
      '12:00',
      '12:30',
      '13:00',
      '13:30',
      '14:00',
      '14:30',
      '15:00',
      '15:30',
    ]);
    expect(first.days[1].calls * 2).toBeCloseTo(second.days[1].calls, -1);
    await expect(
      app.sql(`SELECT FROM demand_plan WHERE period_id = $1`, [coming.id]),
    ).resolves.not.toHaveLength(0);
  });

  it('pages in order of time over midnight', async () => {
    await post({ targetAnswerRate: 0.8 }).expect(201);
    const night = '&from=2026-12-31T22:00:00%2B09:00&until=2027-01-01T05:00:00%2B09:00&channel=phone';
    const whole = (await get(night).expect(200)).body as { items: Cell[]; nextCursor: null };
    const path = `/api/v1/periods/${coming.id}/demand?limit=9${night}`;
    const first = (await app.as(contractor).get(path).expect(200)).body;
    const rest = (await app.as(contractor).get(`${path}&cursor=${first.nextCursor}`).expect(200)).body;
    expect([...first.items, ...rest.items]).toEqual(whole.items);
    expect(whole.items.map(({ startsAt }) => startsAt)).toEqual(
      whole.items.map(({ startsAt }) => startsAt).toSorted(),
    );
    expect(whole.items).toHaveLength(14);
    expect([whole.nextCursor, rest.nextCursor]).toEqual([null, null]);
  });

  it('names every wrong place', async () => {
    const malformed = await post({
      targetAnswerRate: 1,
      level: 0,
      occupancyCap: 2,
      assumptions: { talkSeconds: 0 },
    });
    expect([malformed.status, pointers(malformed.body)]).toEqual([
      400,
      ['/assumptions/talkSeconds', '/level', '/occupancyCap', '/targetAnswerRate'],
    ]);
    const wrong = await post({
      targetAnswerRate: 0.8,
      sourcePeriodIds: [earlier.id, NOWHERE, earlier.id],
      assumptions: {
        hourProfile: [1],
        fieldShares: [
          { fieldCode: 'women', share: 1 },
          { fieldCode: 'suicide', share: 1 },
        ],
      },
    });
    expect([wrong.status, pointers(wrong.body)]).toEqual([
      422,
      [
        '/assumptions/fieldShares',
        '/assumptions/fieldShares',
        '/assumptions/hourProfile',
        '/sourcePeriodIds/1',
        '/sourcePeriodIds/2',
      ],
    ]);
    await get('&cursor=x').expect(400);
  });

  it('is computed by the contractor, read by coordinators, and asks for what exists', async () => {
    await post({ targetAnswerRate: 0.8 }, coordinator).expect(403);
    await get('', await app.account('counsellor')).expect(403);
    await post({ targetAnswerRate: 0.8 }).expect(201);
    await get('', coordinator).expect(200);
    await get('', contractor, earlier.id).expect(404);
    await post({ targetAnswerRate: 0.8 }, contractor, NOWHERE).expect(404);
    const closed = await period('2025-12-30T10:00:00+09:00', '2025-12-31T10:00:00+09:00');
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [closed.id]);
    const refused = await post({ targetAnswerRate: 0.8 }, contractor, closed.id).expect(409);
    expect(refused.body.code).toBe('period_closed');
  });

  it('leaves the house as a workbook, on record', async () => {
    await post({ sourcePeriodIds: [earlier.id], targetAnswerRate: 0.8 }).expect(201);
    const answer = await app
      .as(contractor)
      .get(`/api/v1/periods/${coming.id}/demand.xlsx`)
      .responseType('blob')
      .expect(200);
    const workbook = read(answer.body as Buffer);
    expect(workbook.SheetNames).toEqual(['まとめ', '必要席数', '一覧']);
    const seats = utils.sheet_to_json<(string | number | null)[]>(workbook.Sheets['必要席数'] ?? {}, {
      header: 1,
    });
    expect(seats[0]).toEqual(['30分枠', '死にたいほどつらい方', '18歳以下の方', '計']);
    expect(seats).toHaveLength(1 + 144);
    expect(seats[1]?.[0]).toBe('2026-12-30 10:00');
    expect(seats[1]?.[3]).toBe(Number(seats[1]?.[1]) + Number(seats[1]?.[2]));
    const exports = await app.sql(`SELECT FROM audit_log WHERE action = 'demand.exported'`);
    expect(exports).toHaveLength(1);
  });

  it('is never changed or removed by the application', async () => {
    const allowed = await app.sql(
      `SELECT has_any_column_privilege('tsunagi_app', t.name, 'UPDATE') OR has_table_privilege('tsunagi_app', t.name, 'DELETE')
              AS allowed
       FROM unnest(ARRAY['demand_plan', 'demand_cell']) AS t(name)`,
    );
    expect(allowed).toEqual([{ allowed: false }, { allowed: false }]);
  });
});
