import { count, disagreements, type Figure } from './compare';
import { answeredCallNos, callFile, type CallPlan } from './expand/call-file';
import { crosstabSheets } from './expand/crosstab-sheets';
import { type Filled, sheetFile } from './expand/sheet-file';
import { CHILDLINE_CROSSTAB as F2, type CrosstabRow, GENDERS } from './facts/childline-crosstab';
import { PATIENCE_MS, PublishedClient, type ServedTable } from './published-client';
import { CONTACT_RESULT, mainOf, multi, single, TALK } from './published-form';
import { workbookDisagreements } from './workbook';

const FORM = [
  CONTACT_RESULT,
  single('gender', '性別', [
    { code: 'male', label: '男子' },
    { code: 'female', label: '女子' },
    { code: 'unknown', label: '不明' },
  ]),
  single('age_band', '年齢', F2.ages),
  multi('fields', '相談の種類', F2.fields),
  mainOf('fields', 'main_field', '主訴'),
];
const BODY = 'childline-fukushima';
/** The year is not printed; any year will do for counts. */
const SPAN = { startsAt: '2014-04-01T00:00:00+09:00', endsAt: '2015-04-01T00:00:00+09:00' };

/** The publisher counts fixed and public telephones as one; which is which stays unknown, so the sum stands under fixed. */
const CALLS: CallPlan = {
  span: SPAN,
  organisationCode: BODY,
  answered: F2.margin.total,
  busy: 0,
  origins: F2.devices.map(({ code, count: calls }) => ({
    code: code === 'fixed_or_public' ? 'fixed' : code,
    count: calls,
  })),
};

function* sheets(): Generator<Filled> {
  const callNos = answeredCallNos(CALLS);
  for (const { gender, age, field } of crosstabSheets(F2.ages, F2.fields)) {
    const call_no = callNos.next().value ?? null;
    yield { contact_result: TALK.code, gender, age_band: age, fields: field, main_field: field, call_no };
  }
}

function crosstab(table: ServedTable, rows: readonly CrosstabRow[], columns: CrosstabColumns): Figure[] {
  return rows.flatMap((row) => [
    ...GENDERS.map((gender) => count(table, `${row.code}.${columns.prefix}${gender}`, row[gender])),
    count(table, `${row.code}.${columns.total}`, row.total),
  ]);
}

interface CrosstabColumns {
  readonly prefix: string;
  readonly total: string;
}

jest.setTimeout(PATIENCE_MS);

describe('F2 two tables over the same talks, with all margins', () => {
  let client: PublishedClient;
  let ages: ServedTable;
  let fields: ServedTable;
  let calls: ServedTable;
  let periodId: string;

  beforeAll(async () => {
    client = await PublishedClient.open();
    const organisationId = await client.organisation(BODY, F2.publication.publisher);
    const formId = await client.form('childline-fukushima', '通話の記録', FORM);
    periodId = await client.period({ label: F2.publication.covers, ...SPAN, formId, organisationId });
    await client.upload(periodId, 'call-imports', callFile(CALLS));
    const columns = ['contact_result', 'gender', 'age_band', 'fields', 'main_field', 'call_no'];
    const plan = { span: SPAN, organisationCode: BODY, sheets: F2.margin.total, columns, filled: sheets() };
    await client.upload(periodId, 'consultation-imports', sheetFile(plan));
    ages = await client.table(periodId, 'T07');
    fields = await client.table(periodId, 'T09');
    calls = await client.table(periodId, 'T02');
  });
  afterAll(() => client.close());

  it('gives age by gender, every cell and margin', () => {
    const columns = { prefix: 'gender_', total: 'total' };
    const total = { code: 'total', label: '合計', ...F2.margin };
    expect(disagreements('F2', crosstab(ages, [...F2.ages, total], columns))).toEqual([]);
  });

  it('gives main complaint by gender, every cell and margin', () => {
    const columns = { prefix: 'main_gender_', total: 'main' };
    const total = { code: 'total', label: '合計', ...F2.margin };
    expect(disagreements('F2', crosstab(fields, [...F2.fields, total], columns))).toEqual([]);
  });

  it('gives the devices, fixed and public ones as the one figure published', () => {
    const published = [
      count(calls, 'origin_mobile.count', 377),
      count(calls, 'origin_fixed.count', 211),
      count(calls, 'origin_public.count', 0),
      count(calls, 'origin_unknown.count', 14),
    ];
    expect(disagreements('F2', published)).toEqual([]);
  });

  it('takes the same files again without counting anything twice', async () => {
    const again = await client.upload(periodId, 'call-imports', callFile(CALLS));
    expect(again).toMatchObject({ rows: 602, added: 0, unchanged: 602 });
    expect(await client.table(periodId, 'T02')).toMatchObject({ rows: calls.rows });
  });

  it('gives the same cells in the workbook', async () => {
    const workbook = await client.workbook(periodId);
    expect(workbookDisagreements('F2', workbook, [ages, fields, calls])).toEqual([]);
  });
});
