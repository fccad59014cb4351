import { parse } from 'csv-parse/sync';
import { CHILDLINE_CROSSTAB, GENDERS } from '../facts/childline-crosstab';
import { NIGHT_LINE } from '../facts/night-line';
import { callFile } from './call-file';
import { crosstabSheets } from './crosstab-sheets';
import { csvText } from './csv-text';
import { evenSpread, inBlocks } from './even-spread';
import { largestRemainder } from './largest-remainder';
import { severalTicks } from './several-ticks';
import { nightLineSheets } from './night-line-sheets';
import { sheetFile, zipColumns } from './sheet-file';
import { talkLengths } from './talk-lengths';

const SPAN = { startsAt: '2011-04-01T00:00:00+09:00', endsAt: '2012-04-01T00:00:00+09:00' };

function tally(codes: Iterable<unknown>): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

const read = (file: Iterable<string>): Record<string, string>[] =>
  parse([...file].join(''), { columns: true });

describe('expanding published cells', () => {
  it.each([
    ['even', evenSpread],
    ['blocks', inBlocks],
  ])('keeps every quota exactly: %s', (_name, order) => {
    const quotas = [
      { code: 'a', count: 237_313 },
      { code: 'b', count: 41_036 },
      { code: 'c', count: 0 },
      { code: 'd', count: 1 },
    ];
    expect(Object.fromEntries(tally(order(quotas)))).toEqual({ a: 237_313, b: 41_036, d: 1 });
  });

  it('mixes evenly', () => {
    const codes = evenSpread([
      { code: 1, count: 3 },
      { code: 0, count: 6 },
    ]);
    expect([...codes].join('')).toBe('010010010');
  });

  it.each([
    [10_878, ['79.8', '5.2', '3.6', '11.0', '0.4'], [8_681, 566, 392, 1_196, 43]],
    [3, ['50.0', '50.0'], [2, 1]],
  ])('shares %d rows by largest remainder', (total, shares, counts) => {
    expect(largestRemainder(total, shares)).toEqual(counts);
  });

  it('ticks each code as often as published and never twice on a sheet', () => {
    const quotas = [
      { code: 'x', count: 7 },
      { code: 'y', count: 9 },
      { code: 'z', count: 4 },
    ];
    const sheets = [...severalTicks(10, quotas)];
    expect(Object.fromEntries(tally(sheets.flat()))).toEqual({ x: 7, y: 9, z: 4 });
    expect(sheets.every((ticks) => ticks.length > 0 && new Set(ticks).size === ticks.length)).toBe(true);
    expect(() => [...severalTicks(3, quotas)]).toThrow('more ticks than sheets');
  });

  it('fits both tables over the same talks', () => {
    const { ages, fields, margin } = CHILDLINE_CROSSTAB;
    const sheets = [...crosstabSheets(ages, fields)];
    expect(sheets).toHaveLength(margin.total);
    for (const gender of GENDERS) {
      const column = sheets.filter((sheet) => sheet.gender === gender);
      const byAge = tally(column.map((sheet) => sheet.age));
      const byField = tally(column.map((sheet) => sheet.field));
      for (const age of ages) expect(byAge.get(age.code) ?? 0).toBe(age[gender]);
      for (const field of fields) expect(byField.get(field.code) ?? 0).toBe(field[gender]);
    }
  });

  it('fits both age tables: who calls for themself is the person concerned', () => {
    const sheets = [...nightLineSheets(NIGHT_LINE)];
    const concerned = sheets.map((sheet) =>
      sheet['caller_relation'] === 'self' ? sheet['age_band'] : sheet['subject_age_band'],
    );
    const [ages, relations] = [
      tally(sheets.map((s) => s['age_band'])),
      tally(sheets.map((s) => s['caller_relation'])),
    ];
    for (const cell of NIGHT_LINE.callerAges) expect(ages.get(cell.code)).toBe(cell.count);
    for (const cell of NIGHT_LINE.relations) expect(relations.get(cell.code)).toBe(cell.count);
    for (const cell of NIGHT_LINE.subjectAges) expect(tally(concerned).get(cell.code)).toBe(cell.count);
    expect(tally(concerned).get(null)).toBe(3);
  });

  it('spends a total of seconds to the last one', () => {
    const lengths = [...talkLengths(1_328, 13_763 * 60)];
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(825_780);
    expect(new Set(lengths)).toEqual(new Set([621, 622]));
  });

  it('quotes what CSV must quote', () => {
    expect([...csvText(['a', 'b'], [['x,"y"', null]])].join('')).toBe('a,b\r\n"x,""y""",\r\n');
  });

  it('writes attempts inside the span, in time order, with as many numbers as callers', () => {
    const plan = { span: SPAN, organisationCode: 'line', answered: 30, busy: 70, callers: 40 };
    const calls = read(callFile(plan));
    const times = calls.map((call) => call['発信日時'] ?? '');
    expect(times).toEqual([...times].sort());
    expect([times[0], times.at(-1)]).toEqual(['2011-04-01 00:00:00', expect.stringMatching(/^2012-03-/)]);
    expect(Object.fromEntries(tally(calls.map((call) => call['結果'])))).toEqual({ 応答: 30, 話中: 70 });
    expect(new Set(calls.map((call) => call['発信者番号'])).size).toBe(40);
    expect(new Set(calls.map((call) => call['呼番号'])).size).toBe(100);
  });

  it('writes sheets with blanks where nothing is known', () => {
    const plan = { span: SPAN, organisationCode: 'line', sheets: 3, before: 10, columns: ['gender', 'age'] };
    const filled = zipColumns({ gender: inBlocks([{ code: 'male', count: 2 }]) }, 3);
    const sheets = read(sheetFile({ ...plan, filled }));
    expect(sheets.map((sheet) => [sheet['記録番号'], sheet['gender'], sheet['age']])).toEqual([
      ['R00000011', 'male', ''],
      ['R00000012', 'male', ''],
      ['R00000013', '', ''],
    ]);
    expect(() => [...sheetFile({ ...plan, sheets: 4, filled: [] })]).toThrow('planned 4 sheets');
  });
});
