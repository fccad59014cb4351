import { quotient } from '../../src/analysis/domain/ratio';
import { cellOf, count, disagreements, mean, rate } from './compare';
import { callFile } from './expand/call-file';
import { evenSpread } from './expand/even-spread';
import { nightLineSheets } from './expand/night-line-sheets';
import { type Filled, sheetFile } from './expand/sheet-file';
import { NIGHT_LINE as F5 } from './facts/night-line';
import { totalOf } from './facts/publication';
import { PATIENCE_MS, PublishedClient, type ServedTable } from './published-client';
import { CONTACT_RESULT, inWords, mainOf, multi, single, TALK } from './published-form';
import { workbookDisagreements } from './workbook';

const FORM = [
  CONTACT_RESULT,
  single('caller_relation', '相談者', F5.relations),
  single('age_band', '相談者年代', F5.callerAges),
  single('subject_age_band', '対象者年代', F5.subjectAges),
  multi('fields', '相談内容', F5.contents),
  mainOf('fields', 'main_field', '主な相談内容'),
];
const BODY = 'night-line';
const BYTE_ORDER_MARK = '\uFEFF';
const LENGTHS = [
  { code: F5.meanSeconds, count: F5.callsOfKnownLength },
  { code: null, count: F5.calls - F5.callsOfKnownLength },
];

/** In the words of the form, as a body that knows no codes would write it. */
function* sheets(): Generator<Filled> {
  const lengths = evenSpread(LENGTHS);
  for (const codes of nightLineSheets(F5)) {
    const answers = { ...codes, contact_result: TALK.code, main_field: codes['fields'] ?? null };
    yield { ...inWords(FORM, answers), 通話秒数: lengths.next().value ?? null };
  }
}

function* withByteOrderMark(file: Iterable<string>): Generator<string> {
  yield BYTE_ORDER_MARK;
  yield* file;
}

jest.setTimeout(PATIENCE_MS);

describe('F5 a year with 366 days and more unknown ages than known ones', () => {
  let client: PublishedClient;
  let periodId: string;
  let tables: Readonly<Record<'calls' | 'ages' | 'fields' | 'lengths' | 'relations', ServedTable>>;

  beforeAll(async () => {
    client = await PublishedClient.open();
    const organisationId = await client.organisation(BODY, F5.publication.publisher);
    const formId = await client.form('night-line', '夜間相談の記録', FORM);
    const { startsAt, endsAt } = F5;
    const span = { startsAt, endsAt };
    periodId = await client.period({ label: F5.publication.covers, ...span, formId, organisationId });
    const calls = { span, organisationCode: BODY, answered: F5.calls, busy: 0 };
    await client.upload(
      periodId,
      'call-imports',
      withByteOrderMark(callFile({ ...calls, talkSeconds: evenSpread(LENGTHS) })),
    );
    const columns = [...FORM.map(({ label }) => label), '通話秒数'];
    const plan = { span, organisationCode: BODY, sheets: F5.calls, columns, filled: sheets() };
    await client.upload(periodId, 'consultation-imports', withByteOrderMark(sheetFile(plan)));
    tables = {
      calls: await client.table(periodId, 'T02'),
      ages: await client.table(periodId, 'T07'),
      fields: await client.table(periodId, 'T09'),
      lengths: await client.table(periodId, 'T13'),
      relations: await client.table(periodId, 'T22'),
    };
  });
  afterAll(() => client.close());

  it('gives calls per day over 366 days', () => {
    const published = [
      count(tables.calls, 'total.count', F5.calls),
      rate(tables.calls, 'total.perDay', { printed: F5.callsPerDay, of: [F5.calls, 366], rule: 'half_up' }),
    ];
    expect(disagreements('F5', published)).toEqual([]);
    expect(quotient(F5.calls, 365).printed).toBe('41.5');
  });

  it('gives the mean length over the calls whose length is known', () => {
    const published = {
      sum: F5.meanSeconds * F5.callsOfKnownLength,
      count: F5.callsOfKnownLength,
      printed: '18:16',
    };
    const figures = [
      mean(tables.lengths, 'mean.records', published),
      mean(tables.calls, 'talk_time_records.talk', published),
      count(tables.lengths, 'unknown.records', 32),
    ];
    expect(disagreements('F5', figures)).toEqual([]);
  });

  it('gives who called', () => {
    const { relations } = tables;
    const published = [
      ...F5.relations.map((cell) => count(relations, `${cell.code}.records`, cell.count)),
      rate(relations, 'self.shareAll', { printed: F5.selfOfAll, of: [14_864, F5.calls], rule: 'half_up' }),
    ];
    expect(disagreements('F5', published)).toEqual([]);
  });

  it('gives the ages of callers with the unknown ones as the largest row', () => {
    const { ages } = tables;
    const published = [
      ...F5.callerAges.map((cell) => count(ages, `${cell.code}.total`, cell.count)),
      rate(ages, 'unknown.shareAll', {
        printed: F5.unknownAgeOfAll,
        of: [8_494, F5.calls],
        rule: 'half_up',
      }),
      count(ages, 'total.total', F5.calls),
    ];
    expect(disagreements('F5', published)).toEqual([]);
  });

  it('gives the published ages of subjects, and reports the three that the source lost', () => {
    const { ages } = tables;
    const known = F5.subjectAges.filter(({ code }) => code !== 'unknown');
    const published = known.map((cell) => count(ages, `${cell.code}.concerned`, cell.count));
    expect(disagreements('F5', published)).toEqual([]);
    const lost = F5.calls - totalOf(F5.subjectAges);
    expect({
      published: totalOf(F5.subjectAges),
      ours: cellOf(ages, 'total.concerned'),
      lost,
      publishedUnknown: 8_474,
      oursUnknown: cellOf(ages, 'unknown.concerned'),
    }).toEqual({ published: 15_151, ours: 15_154, lost: 3, publishedUnknown: 8_474, oursUnknown: 8_477 });
  });

  it('gives the seven contents with their shares', () => {
    const { fields } = tables;
    const published = F5.contents.flatMap((cell) => [
      count(fields, `${cell.code}.main`, cell.count),
      count(fields, `${cell.code}.multi`, cell.count),
      rate(fields, `${cell.code}.mainShare`, {
        printed: cell.printed,
        of: [cell.count, F5.calls],
        rule: 'half_up',
      }),
    ]);
    expect(disagreements('F5', published)).toEqual([]);
  });

  it('gives the same cells in the workbook', async () => {
    const workbook = await client.workbook(periodId);
    expect(workbookDisagreements('F5', workbook, Object.values(tables))).toEqual([]);
  });
});
