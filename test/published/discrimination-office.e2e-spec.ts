import { encode } from 'iconv-lite';
import { count, disagreements, printed, rate } from './compare';
import { inBlocks } from './expand/even-spread';
import { type Filled, sheetFile } from './expand/sheet-file';
import { DISCRIMINATION_OFFICE as F11 } from './facts/discrimination-office';
import { PATIENCE_MS, PublishedClient, type ServedTable } from './published-client';
import { CONTACT_RESULT, inWords, mainOf, multi, TALK } from './published-form';
import { workbookDisagreements } from './workbook';

const FORM = [
  CONTACT_RESULT,
  multi('responses', '対応', F11.responses),
  mainOf('responses', 'main_response', '主な対応'),
];
const BODY = 'prefectural-office';

function* sheets(): Generator<Filled> {
  for (const code of inBlocks(F11.responses)) {
    yield inWords(FORM, { contact_result: TALK.code, responses: code, main_response: code });
  }
}

/** Offices still save CSV from a spreadsheet as Shift_JIS. */
function* asShiftJis(file: Iterable<string>): Generator<Buffer> {
  for (const piece of file) yield encode(piece, 'Shift_JIS');
}

jest.setTimeout(PATIENCE_MS);

describe('F11 one rate rounded, three cut off', () => {
  let client: PublishedClient;
  let periodId: string;
  let responses: ServedTable;

  beforeAll(async () => {
    client = await PublishedClient.open();
    const organisationId = await client.organisation(BODY, F11.publication.publisher);
    const formId = await client.form('discrimination', '差別に関する相談の記録', FORM);
    const { startsAt, endsAt, closedCases } = F11;
    const span = { startsAt, endsAt };
    periodId = await client.period({ label: F11.publication.covers, ...span, formId, organisationId });
    const columns = FORM.map(({ label }) => label);
    const plan = { span, organisationCode: BODY, sheets: closedCases, columns, filled: sheets() };
    await client.upload(periodId, 'consultation-imports', asShiftJis(sheetFile(plan)));
    responses = await client.table(periodId, 'T10');
  });
  afterAll(() => client.close());

  it('gives the counts, and each printed rate by the rule that it followed', () => {
    const published = F11.responses.flatMap((cell) => [
      count(responses, `${cell.code}.main`, cell.count),
      rate(responses, `${cell.code}.mainShare`, {
        printed: cell.printed,
        of: [cell.count, F11.closedCases],
        rule: cell.code === 'advice' ? 'half_up' : 'truncate',
      }),
    ]);
    expect(disagreements('F11', published)).toEqual([]);
  });

  it('reports where one rule for all would have printed something else', () => {
    const ours = F11.responses.map((cell) => [cell.printed, printed(responses, `${cell.code}.mainShare`)]);
    expect(ours).toEqual([
      ['43.8', '43.8'],
      ['18.7', '18.8'],
      ['18.7', '18.8'],
      ['18.7', '18.8'],
    ]);
    const tenths = F11.responses.map((cell) => Math.round(Number(cell.printed) * 10));
    const sum = tenths.reduce((total, each) => total + each, 0);
    expect((sum / 10).toFixed(1)).toBe(F11.printedSum);
  });

  it('gives the same cells in the workbook', async () => {
    const workbook = await client.workbook(periodId);
    expect(workbookDisagreements('F11', workbook, [responses])).toEqual([]);
  });
});
