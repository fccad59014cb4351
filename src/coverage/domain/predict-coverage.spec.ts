import type { PlannedSlot } from '../../demand/domain/demand-slot';
import { erlangA } from '../../demand/domain/erlang-a';
import type { ManualNeed } from '../../demand/domain/manual-need';
import { type CoverageGround, predictCoverage, type SlotCoverage } from './predict-coverage';
import { type SeatSpan, seatTable } from './seat-table';
import { balanceSeats, sumByDay, sumCoverage } from './sum-coverage';

const at = (clock: string) => new Date(`2026-12-${clock}:00+09:00`);
const FIELDS = ['loneliness', 'suicide'];

/** Both fields in every half hour of a night, 31 December 22:00 to 1 January 02:00 at the latest. */
function night(halfHours: number): PlannedSlot[] {
  return Array.from({ length: halfHours }, (_, half) =>
    FIELDS.map((fieldCode): PlannedSlot => ({
      channel: 'phone',
      fieldCode,
      startsAt: new Date(at('31T22:00').getTime() + half * 1_800_000),
      calls: fieldCode === 'suicide' ? 6 : 4,
      talkSeconds: 1_320,
      wrapUpSeconds: 300,
      patienceSeconds: 180,
      offeredLoad: fieldCode === 'suicide' ? 5.4 : 3.6,
      seats: 4,
    })),
  ).flat();
}

const block = (fieldCode: string | null, seats: number, change: Partial<SeatSpan> = {}): SeatSpan => ({
  channel: 'phone',
  fieldCode,
  seats,
  from: at('31T22:00'),
  until: new Date('2027-01-01T02:00:00+09:00'),
  ...change,
});

function predict(
  slots: readonly PlannedSlot[],
  spans: readonly SeatSpan[],
  more: Partial<CoverageGround> = {},
) {
  return predictCoverage({ slots, table: seatTable(slots, spans), needs: [], occupancyCap: null, ...more });
}

const answered = (rows: readonly SlotCoverage[]) => sumCoverage(rows).answered;

describe('predicted answer rate', () => {
  it('is Erlang A for each field with seats of its own', () => {
    const rows = predict(night(1), [block('suicide', 3), block('loneliness', 2)]);
    const alone = (load: number, seats: number) =>
      1 - erlangA({ load, handlingSeconds: 1_620, patienceSeconds: 180 }, seats).abandoned;
    expect(rows[0]?.answered).toBeCloseTo(4 * alone(3.6, 2), 12);
    expect(rows[1]?.answered).toBeCloseTo(6 * alone(5.4, 3), 12);
    expect(rows.map(({ seatsThere }) => seatsThere)).toEqual([2, 3]);
  });

  it('takes seats without a field as one queue of what the others leave over', () => {
    const rows = predict(night(1), [block(null, 5)]);
    const pooled = 1 - erlangA({ load: 9, handlingSeconds: 1_620, patienceSeconds: 180 }, 5).abandoned;
    expect(rows.map(({ answered: calls }) => calls)).toEqual([4 * pooled, 6 * pooled]);
    expect(rows.map(({ seatsThere }) => Number(seatsThere.toFixed(9)))).toEqual([2, 3]);
    const mixed = predict(night(1), [block('suicide', 3), block(null, 2)]);
    expect(answered(mixed)).toBeGreaterThan(answered(predict(night(1), [block('suicide', 3)])));
    expect(answered(mixed)).toBeLessThan(answered(rows));
    expect(mixed.reduce((sum, { seatsThere }) => sum + seatsThere, 0)).toBeCloseTo(5, 12);
  });

  it('of one half hour does not depend on any other', () => {
    const before = predict(night(8), [block('suicide', 3), block(null, 1)]);
    const more = block('suicide', 1, { from: at('31T23:00'), until: at('31T23:30') });
    const after = predict(night(8), [block('suicide', 3), block(null, 1), more]);
    const changed = after.filter((row, index) => JSON.stringify(row) !== JSON.stringify(before[index]));
    expect(changed.map(({ startsAt }) => startsAt)).toEqual([at('31T23:00'), at('31T23:00')]);
  });

  it('counts a block that covers a part of a half hour with that part', () => {
    const late = predict(night(1), [block('suicide', 2), block('suicide', 1, { from: at('31T22:15') })]);
    const [two, three] = [2, 3].map(
      (seats) => predict(night(1), [block('suicide', seats)])[1]?.answered ?? 0,
    );
    expect(late[1]?.seatsThere).toBe(2.5);
    expect(late[1]?.answered).toBeCloseTo(((two ?? 0) + (three ?? 0)) / 2, 12);
  });

  it('keeps to an occupancy cap, with its own and with shared seats', () => {
    const spans = [block('suicide', 3), block(null, 2)];
    const capped = predict(night(1), spans, { occupancyCap: 0.8 });
    expect(sumCoverage(capped).occupancy).toBeCloseTo(0.8, 9);
    expect(answered(capped)).toBeLessThan(answered(predict(night(1), spans)));
  });

  it('needs what a person says where that is more than the forecast', () => {
    const need = {
      channel: 'phone',
      fieldCode: 'suicide',
      role: 'counsellor',
      startsAt: at('31T22:15'),
      endsAt: at('31T22:45'),
      minSeats: 7,
    } as ManualNeed;
    const rows = predict(night(3), [], {
      needs: [need, { ...need, role: 'adviser', minSeats: 9 }, { ...need, minSeats: 2 }],
    });
    expect(
      rows.filter(({ fieldCode }) => fieldCode === 'suicide').map(({ seatsNeeded }) => seatsNeeded),
    ).toEqual([7, 7, 4]);
  });
});

describe('sums of coverage', () => {
  const slots = night(8);
  const spans = [block('suicide', 4), block('loneliness', 4)];

  it('cut the night at midnight, and the whole is its parts', () => {
    const rows = predict(slots, spans);
    const days = sumByDay(rows);
    expect(days.map(({ day, calls }) => [day, calls])).toEqual([
      ['2026-12-31', 40],
      ['2027-01-01', 40],
    ]);
    const whole = sumCoverage(rows);
    expect(whole.answered).toBeCloseTo(
      days.reduce((sum, day) => sum + day.answered, 0),
      9,
    );
    expect(whole.answerRate).toBeCloseTo(whole.answered / 80, 12);
    expect(sumCoverage([])).toMatchObject({ answerRate: null, occupancy: null });
  });

  it('say whether blocks add up to the table and to the need', () => {
    const balance = (blocks: readonly SeatSpan[]) =>
      balanceSeats(predict(slots, blocks), seatTable(slots, blocks));
    expect(balance(spans)).toEqual({
      seatHoursInBlocks: 32,
      seatHoursInTable: 32,
      seatHoursClosed: 0,
      seatHoursNeeded: 32,
      difference: 0,
      meetsNeedEverywhere: true,
    });
    const wrong = [
      block('suicide', 4),
      block('under18', 3),
      block(null, 1, { channel: 'chat' }),
      block(null, 2),
    ];
    expect(balance(wrong)).toMatchObject({
      seatHoursInBlocks: 40,
      seatHoursInTable: 24,
      seatHoursClosed: 16,
      difference: 8,
      meetsNeedEverywhere: false,
    });
    // A block that begins before what is looked at counts from there on.
    expect(balance([block('suicide', 1, { from: at('31T10:00') })]).seatHoursInBlocks).toBe(4);
  });
});
