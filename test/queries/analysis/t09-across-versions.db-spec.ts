import { randomUUID } from 'node:crypto';
import { STANDARD_FORM_ID } from '../../../seeds/reference/load-public-forms';
import type { Cells } from '../../../src/analysis/domain/analysis-table';
import { CONSULTATIONS } from '../../support/factories/draft';
import { cellsOf, readTable } from '../../support/read-analysis';
import { type TestAccount, TestApp } from '../../support/test-app';

/** Version 2 of the standard sheet: 家族関係 became 夫婦・パートナー and 親子, from this instant on. */
const CHANGE = '2027-04-01T00:00:00+09:00';
const BEFORE = '2027-03-31T23:59:59+09:00';
const ACROSS = 'across_family_family_partner_family_parent_child';

describe('T09 where the form changed', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let analyst: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    counsellor = await app.account('counsellor');
    analyst = await app.account('analyst');
  });
  afterAll(() => app.stop());

  const period = async (from: string, until: string): Promise<string> => {
    const id = randomUUID();
    await app.sql(
      `INSERT INTO period (id, label, form_id, starts_at, ends_at, status, created_at) VALUES ($1, $2, $3, $4, $5, 'open', now())`,
      [id, `試験期 ${id}`, STANDARD_FORM_ID, from, until],
    );
    await app.sql(
      `INSERT INTO participation (period_id, organisation_id, created_at) VALUES ($1, $2, now())`,
      [id, counsellor.organisationId],
    );
    return id;
  };
  const file = async (periodId: string, startedAt: string, main: string, ...others: readonly string[]) => {
    const answers = { contact_result: 'talk', fields: [main, ...others], main_field: main };
    const sheet = { periodId, channel: 'phone', startedAt, answers };
    return (await app.as(counsellor).post(CONSULTATIONS).send(sheet).expect(201)).body.id as string;
  };
  const number = (cells: Cells, key: string) => cells[key] as number;

  it('marks the break, and adds up across it, in one period with both versions', async () => {
    const id = await period('2027-03-25T10:00:00+09:00', '2027-04-05T10:00:00+09:00');
    const old = await file(id, BEFORE, 'family', 'loneliness');
    await file(id, BEFORE, 'loneliness', 'family');
    await file(id, CHANGE, 'family_partner', 'family_parent_child');
    await file(id, CHANGE, 'family_parent_child');
    await file(id, CHANGE, 'loneliness');

    const table = await readTable(app, id, 'T09');
    const marked = table.rows.filter(({ seriesBreak }) => seriesBreak).map(({ code }) => code);
    expect(marked.toSorted()).toEqual(['family', 'family_parent_child', 'family_partner']);
    expect(table.notes).toEqual([expect.stringMatching(/^※ 系列の断絶：家族関係.*版をまたぐ合計/)]);
    expect(cellsOf(table, ACROSS)).toMatchObject({
      main: 3,
      multi: 4,
      multiShare: { numerator: 4, denominator: 5, printed: '80.0' },
    });
    const parts = ['family', 'family_partner', 'family_parent_child'].map((code) => cellsOf(table, code));
    const sum = (key: string) => parts.reduce((total, cells) => total + number(cells, key), 0);
    expect([sum('main'), sum('multi')]).toEqual([3, 5]);
    const mains = table.rows.reduce((total, { values }) => total + number(values, 'main'), 0);
    expect(mains).toBe(number(cellsOf(table, 'total'), 'main'));

    const shown = await app.as(counsellor).get(`${CONSULTATIONS}/${old}`).expect(200);
    expect(shown.body).toMatchObject({
      formVersion: { number: 1 },
      answers: { main_field: 'family', fields: ['family', 'loneliness'] },
    });
    const sent = await app.as(analyst).get(`/api/v1/periods/${id}/analysis/T09`).expect(200);
    expect(sent.body.rows.find(({ code }: { code: string }) => code === 'family')).toMatchObject({
      seriesBreak: true,
    });
  });

  it('lets two periods on either side be compared by the sum', async () => {
    const before = await period('2027-03-20T10:00:00+09:00', CHANGE);
    const after = await period(CHANGE, '2027-04-10T10:00:00+09:00');
    const untouched = await readTable(app, before, 'T09');
    await file(before, BEFORE, 'family');
    await file(after, CHANGE, 'family_partner');
    await file(after, CHANGE, 'family_parent_child', 'family_partner');
    const [first, second] = [await readTable(app, before, 'T09'), await readTable(app, after, 'T09')];
    expect(first.notes).toEqual([]);
    expect(first.totals.map(({ code }) => code)).toEqual(untouched.totals.map(({ code }) => code));
    expect(cellsOf(first, 'family')).toMatchObject({ main: 1, multi: 1 });
    expect(second.rows.map(({ code }) => code)).not.toContain('family');
    expect(cellsOf(second, ACROSS)).toMatchObject({ main: 2, multi: 2 });
    expect(second.notes).toHaveLength(1);
  });
});
