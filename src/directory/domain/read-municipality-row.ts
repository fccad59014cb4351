import { parseTokyo } from '../../shared/tokyo-time';
import { readMunicipalityCode } from './check-digits';
import { readList } from './exchange-cells';
import { isArea, type Municipality } from './service-area';

/** Titles as the ministry's list (全国地方公共団体コード) writes them; the last four are ours, since that list is of one day. */
export const MUNICIPALITY_COLUMNS = [
  { key: 'code', names: ['団体コード', '地方公共団体コード'], required: true },
  { key: 'name', names: ['市区町村名（漢字）', '市区町村名\n（漢字）', '市区町村名'], required: true },
  { key: 'cityCode', names: ['指定都市コード'] },
  { key: 'validFrom', names: ['適用開始日'] },
  { key: 'validUntil', names: ['適用終了日（含まない）', '適用終了日'] },
  { key: 'successorCodes', names: ['合併後コード'] },
] as const;

export type MunicipalityKey = (typeof MUNICIPALITY_COLUMNS)[number]['key'];

/** An empty cell says nothing: what is known of the municipality stays. */
export type MunicipalityRow = Pick<Municipality, 'code' | 'name'> & {
  readonly cityCode: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly successorCodes: readonly string[];
};

interface MunicipalityFault {
  readonly column: MunicipalityKey;
  readonly code: string;
  readonly message: string;
}

type Read = MunicipalityRow | 'prefecture' | readonly MunicipalityFault[];

export function readMunicipalityRow(cell: (key: MunicipalityKey) => string): Read {
  const faults: MunicipalityFault[] = [];
  const code = readCode(cell('code'), 'code', faults);
  const name = cell('name').trim();
  if (name === '' && faults.length === 0) return 'prefecture';
  const cityCode = cell('cityCode').trim() === '' ? null : readCode(cell('cityCode'), 'cityCode', faults);
  const validFrom = readDay(cell('validFrom'), 'validFrom', faults);
  const validUntil = readDay(cell('validUntil'), 'validUntil', faults);
  const successorCodes = readList(cell('successorCodes')).map((text) =>
    readCode(text, 'successorCodes', faults),
  );
  if (validFrom !== null && validUntil !== null && validUntil <= validFrom)
    faults.push({ column: 'validUntil', code: 'span', message: '適用終了日は開始日より後にしてください。' });
  if (successorCodes.length > 0 && validUntil === null)
    faults.push({
      column: 'validUntil',
      code: 'required',
      message: '合併後コードがあるときは、適用終了日が必要です。',
    });
  return faults.length > 0 ? faults : { code, name, cityCode, validFrom, validUntil, successorCodes };
}

function readCode(text: string, column: MunicipalityKey, faults: MunicipalityFault[]): string {
  const code = readMunicipalityCode(text);
  if (code !== null && isArea(code)) return code;
  faults.push({
    column,
    code: 'check_digit',
    message: '団体コードは、検査数字まで6桁か、5桁で書いてください。',
  });
  return '';
}

function readDay(text: string, column: MunicipalityKey, faults: MunicipalityFault[]): string | null {
  const day = text.normalize('NFKC').trim().replaceAll('/', '-');
  if (day === '') return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && parseTokyo(`${day} 00:00`) !== null) return day;
  faults.push({ column, code: 'day', message: '日付は 2025-12-25 の形式で、実在する日を入力してください。' });
  return null;
}
