import { type CodeLists, PeriodRows } from '../../support/factories/period-rows';
import { cellsOf, columnOf, readTable } from '../../support/read-analysis';
import { TestApp } from '../../support/test-app';

const SPAN = { startsAt: '2024-05-02T10:00:00+09:00', endsAt: '2024-05-07T10:00:00+09:00' };
const startedAt = '2024-05-02T10:00:00+09:00';

const LISTS: CodeLists = {
  gender: [
    ['male', '男性'],
    ['female', '女性'],
  ],
  fields: [
    ['loneliness', '孤独・孤立'],
    ['family', '家族関係'],
    ['food', '食料'],
  ],
};

describe('T09 fields of consultation', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('puts ticks on records, counts the main choice as named, and leaves silent contacts out', async () => {
    const period = await PeriodRows.create(app, { ...SPAN, lists: LISTS });
    await period.sheets([
      { startedAt, gender: 'male', mainField: 'family', fields: ['loneliness', 'family'] },
      { startedAt, gender: 'female', mainField: 'loneliness', fields: ['loneliness', 'loneliness'] },
      { startedAt, gender: 'female', fields: ['loneliness', 'family'] },
      { startedAt, gender: 'male' },
      { startedAt, gender: 'male', contactResult: 'prank', mainField: 'food', fields: ['food'] },
      { startedAt: SPAN.endsAt, gender: 'male', mainField: 'food', fields: ['food'] },
    ]);
    const table = await readTable(app, period.id, 'T09');
    expect(table.base).toEqual({ code: 'R_t', label: '会話成立件数', count: 4 });
    expect(table.otherBases).toEqual([{ code: 'R', label: '相談記録件数', count: 5 }]);
    expect(cellsOf(table, 'loneliness')).toEqual({
      main: 1,
      mainShare: { numerator: 1, denominator: 4, printed: '25.0' },
      main_gender_male: 0,
      main_gender_female: 1,
      multi: 3,
      multiShare: { numerator: 3, denominator: 4, printed: '75.0' },
    });
    expect(cellsOf(table, 'family')).toMatchObject({ main: 1, main_gender_male: 1, multi: 2 });
    expect(cellsOf(table, 'food')).toMatchObject({ main: 0, multi: 0, multiShare: { printed: '0.0' } });
    expect(cellsOf(table, 'not_chosen')).toMatchObject({
      main: 2,
      main_gender_male: 1,
      main_gender_female: 1,
    });
    expect(cellsOf(table, 'total')).toMatchObject({
      main: 4,
      main_gender_male: 2,
      main_gender_female: 2,
      multi: 5,
    });
    expect(cellsOf(table, 'ticks_per_record')).toEqual({ multi: { sum: 5, count: 4, printed: '1.25' } });
  });

  it('joins the lists of every version in force in the period, newest first', async () => {
    const period = await PeriodRows.create(app, { ...SPAN, lists: LISTS });
    await period.publishVersion(2, '2024-05-02T10:00:00+09:00', {
      fields: [
        ['disaster', '災害'],
        ['family', '家族・親族'],
      ],
    });
    await period.publishVersion(3, '2024-05-07T10:00:00+09:00', { fields: [['late', '後の版']] });
    const table = await readTable(app, period.id, 'T09');
    expect(table.rows.map(({ code, label }) => [code, label])).toEqual([
      ['disaster', '災害'],
      ['family', '家族・親族'],
      ['not_chosen', '主たる分野の記入なし'],
    ]);

    await period.publishVersion(4, '2024-05-05T00:00:00+09:00', { fields: [['food', '食べ物']] });
    const { rows } = await readTable(app, period.id, 'T09');
    expect(rows.map(({ code, label }) => [code, label])).toEqual([
      ['food', '食べ物'],
      ['disaster', '災害'],
      ['family', '家族・親族'],
      ['not_chosen', '主たる分野の記入なし'],
    ]);
  });

  it('never drops a code that the list does not have', async () => {
    const period = await PeriodRows.create(app, { ...SPAN, lists: LISTS });
    await period.sheets([
      { startedAt, gender: 'male', mainField: 'single_parent', fields: ['single_parent'] },
    ]);
    const table = await readTable(app, period.id, 'T09');
    expect(columnOf(table, 'main')).toMatchObject({ single_parent: 1 });
    expect(table.rows.find(({ code }) => code === 'single_parent')?.kind).toBe('unlisted');
    expect(table.notes).toEqual(['この期の区分にない値があります：single_parent']);
  });

  it('shows an empty period as zeros', async () => {
    const period = await PeriodRows.create(app, { ...SPAN, lists: LISTS });
    const table = await readTable(app, period.id, 'T09');
    expect(columnOf(table, 'main')).toEqual({ loneliness: 0, family: 0, food: 0, not_chosen: 0 });
    expect(cellsOf(table, 'ticks_per_record')).toEqual({ multi: { sum: 0, count: 0, printed: null } });
  });
});
