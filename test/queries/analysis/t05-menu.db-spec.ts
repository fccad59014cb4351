import { PeriodRows } from '../../support/factories/period-rows';
import { cellsOf, readTable } from '../../support/read-analysis';
import { TestApp } from '../../support/test-app';

const SPAN = { startsAt: '2024-12-25T10:00:00+09:00', endsAt: '2025-01-04T10:00:00+09:00' };
const AT = '2025-01-01T03:00:00+09:00';

describe('T05 menu', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('shares out what was pressed, keeps empty items, and lets abandonment before the choice stand apart', async () => {
    const period = await PeriodRows.create(app, SPAN);
    await period.menu([
      ['suicide', '3', '死にたいほどつらい方'],
      ['under18', '7', '18歳以下の方'],
      ['loneliness', '9', '孤独・孤立でお悩みの方'],
    ]);
    const answered = { dialledAt: AT, result: 'answered', answeredAt: AT };
    await period.contacts([
      { ...answered, digit: '3', fieldCode: 'suicide', endedAt: '2025-01-01T03:10:00+09:00' },
      { ...answered, digit: '3', fieldCode: 'suicide' },
      { dialledAt: AT, result: 'abandoned_queue', digit: '3', fieldCode: 'suicide' },
      { dialledAt: AT, result: 'out_of_hours', digit: '7', fieldCode: 'under18' },
      { ...answered, digit: '6', fieldCode: 'single_mother' },
      { dialledAt: AT, result: 'busy', digit: '8' },
      { dialledAt: AT, result: 'abandoned_ivr' },
      { dialledAt: AT, result: 'abandoned_ivr' },
    ]);
    const table = await readTable(app, period.id, 'T05');
    expect(table.rows.map(({ code, label, kind }) => [code, label, kind])).toEqual([
      ['suicide', '死にたいほどつらい方', 'listed'],
      ['under18', '18歳以下の方', 'listed'],
      ['loneliness', '孤独・孤立でお悩みの方', 'listed'],
      ['digit_8', '番号 8（メニュー外）', 'unlisted'],
      ['single_mother', 'シングルマザー（メニュー外）', 'unlisted'],
      ['none', '選択なし', 'outside'],
    ]);
    expect(cellsOf(table, 'suicide')).toEqual({
      selected: 3,
      share: { numerator: 3, denominator: 6, printed: '50.0' },
      offered: 3,
      answered: 2,
      rateOffered: { numerator: 2, denominator: 3, printed: '66.7' },
      rateTotal: { numerator: 2, denominator: 3, printed: '66.7' },
      meanTalk: { sum: 600, count: 1, printed: '10:00' },
    });
    expect(cellsOf(table, 'under18')).toMatchObject({
      selected: 1,
      offered: 0,
      rateOffered: { numerator: 0, denominator: 0, printed: null },
      rateTotal: { numerator: 0, denominator: 1, printed: '0.0' },
    });
    expect(cellsOf(table, 'loneliness')).toMatchObject({ selected: 0, share: { printed: '0.0' } });
    expect(cellsOf(table, 'none')).toMatchObject({ selected: 2 });
    expect(cellsOf(table, 'none')).not.toHaveProperty('share');
    expect(cellsOf(table, 'pressed')).toMatchObject({ selected: 6 });
    expect(cellsOf(table, 'total')).toMatchObject({ selected: 8, answered: 3 });
    expect(table.base).toMatchObject({ code: 'C_digit', count: 6 });
    expect(table.otherBases).toMatchObject([{ code: 'C', count: 8 }]);
    expect(table.notes).toHaveLength(1);
  });

  it('says that a period has no menu', async () => {
    const period = await PeriodRows.create(app, SPAN);
    await period.contacts([{ dialledAt: AT }]);
    const table = await readTable(app, period.id, 'T05');
    expect(table.rows.map(({ code }) => code)).toEqual(['none']);
    expect(table.notes).toEqual(['この期のメニューは登録されていません。']);
  });
});
