import { type CodeLists, PeriodRows } from '../../support/factories/period-rows';
import { cellsOf, columnOf, readTable } from '../../support/read-analysis';
import { TestApp } from '../../support/test-app';

const SPAN = { startsAt: '2024-12-25T10:00:00+09:00', endsAt: '2025-01-04T10:00:00+09:00' };
const startedAt = '2024-12-25T10:00:00+09:00';

const LISTS: CodeLists = {
  caller_relation: [
    ['self', '本人'],
    ['parent', '親'],
    ['unknown', '不明'],
  ],
  gender: [
    ['male', '男性'],
    ['female', '女性'],
    ['not_stated', '回答なし'],
    ['unknown', '不明'],
  ],
  age_band: [
    ['a00_09', '0〜9歳'],
    ['a10_12', '10〜12歳'],
    ['a13_15', '13〜15歳'],
    ['a16_18', '16〜18歳'],
    ['a19', '19歳'],
    ['a20s', '20代'],
    ['unknown', '不明'],
  ],
};

describe('T07 gender by age', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('keeps unknown as row and column, and gives shares with and without it', async () => {
    const period = await PeriodRows.create(app, { ...SPAN, lists: LISTS });
    await period.sheets([
      { startedAt, gender: 'male', ageBand: 'a19' },
      { startedAt, gender: 'female', ageBand: 'a19' },
      { startedAt, gender: 'female', ageBand: 'a20s' },
      { startedAt, gender: 'female' },
      { startedAt, gender: 'not_stated' },
      { startedAt },
      { startedAt, contactResult: 'silent' },
      { startedAt, status: 'draft', ageBand: 'a19' },
    ]);
    const table = await readTable(app, period.id, 'T07');
    expect(table.base).toEqual({ code: 'R', label: '相談記録件数', count: 7 });
    expect(table.otherBases).toMatchObject([{ code: 'R_known_age', count: 3 }]);
    expect(cellsOf(table, 'a19')).toEqual({
      gender_male: 1,
      gender_female: 1,
      gender_not_stated: 0,
      gender_unknown: 0,
      total: 2,
      shareAll: { numerator: 2, denominator: 7, printed: '28.6' },
      shareKnown: { numerator: 2, denominator: 3, printed: '66.7' },
      concerned: 2,
    });
    expect(cellsOf(table, 'unknown')).toMatchObject({
      gender_unknown: 2,
      total: 4,
      shareAll: { printed: '57.1' },
    });
    expect(cellsOf(table, 'unknown')).not.toHaveProperty('shareKnown');
    expect(cellsOf(table, 'total')).toMatchObject({
      gender_male: 1,
      gender_female: 3,
      total: 7,
      concerned: 7,
    });
    expect(cellsOf(table, 'share_all')).toMatchObject({
      gender_female: { numerator: 3, denominator: 7, printed: '42.9' },
      gender_unknown: { numerator: 2, denominator: 7, printed: '28.6' },
    });
    expect(cellsOf(table, 'share_known')).toEqual({
      gender_male: { numerator: 1, denominator: 4, printed: '25.0' },
      gender_female: { numerator: 3, denominator: 4, printed: '75.0' },
    });
  });

  it('tells 18 or under, the teens and 19 or under apart', async () => {
    const period = await PeriodRows.create(app, { ...SPAN, lists: LISTS });
    await period.sheets(
      ['a00_09', 'a10_12', 'a13_15', 'a16_18', 'a16_18', 'a19', 'a20s'].map((ageBand) => ({
        startedAt,
        ageBand,
      })),
    );
    const table = await readTable(app, period.id, 'T07');
    expect(columnOf(table, 'total')).toMatchObject({
      aged_18_or_under: 5,
      aged_10_to_19: 5,
      aged_19_or_under: 6,
    });
    expect(cellsOf(table, 'total')['total']).toBe(7);
  });

  it('takes the person concerned from the sheet, and from the caller only for people who call for themselves', async () => {
    const period = await PeriodRows.create(app, { ...SPAN, lists: LISTS });
    await period.sheets([
      { startedAt, callerRelation: 'self', ageBand: 'a20s' },
      { startedAt, callerRelation: 'parent', ageBand: 'a20s', subjectAgeBand: 'a13_15' },
      { startedAt, callerRelation: 'parent', ageBand: 'a20s' },
      { startedAt, callerRelation: 'unknown', ageBand: 'a20s' },
    ]);
    const table = await readTable(app, period.id, 'T07');
    expect(columnOf(table, 'concerned')).toMatchObject({ a13_15: 1, a20s: 1, unknown: 2 });
    expect(columnOf(table, 'total')).toMatchObject({ a13_15: 0, a20s: 4, unknown: 0 });
  });

  it('takes the bands of another form as they are, and cannot roll them up', async () => {
    const period = await PeriodRows.create(app, {
      ...SPAN,
      lists: {
        age_band: [
          ['lower_primary', '小学校低学年'],
          ['after_middle', '中卒~18歳'],
        ],
        gender: [['male', '男子']],
      },
    });
    await period.sheets([
      { startedAt, ageBand: 'lower_primary', gender: 'male' },
      { startedAt, gender: 'x' },
    ]);
    const table = await readTable(app, period.id, 'T07');
    expect(columnOf(table, 'total')).toMatchObject({ lower_primary: 1, after_middle: 0, unknown: 1 });
    expect(cellsOf(table, 'aged_18_or_under')).toMatchObject({
      gender_male: null,
      total: null,
      shareAll: null,
    });
    expect(columnOf(table, 'gender_x')).toMatchObject({ unknown: 1 });
    expect(columnOf(table, 'concerned')).toMatchObject({ lower_primary: null });
    expect(table.notes).toEqual([
      'この期の区分にない値があります：不明、x',
      'この期の記録票は相談者の立場を尋ねないため、対象者は n/a です。',
    ]);
  });
});
