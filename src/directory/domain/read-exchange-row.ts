import { countCodePoints } from '../../shared/count-code-points';
import { parseTokyo } from '../../shared/tokyo-time';
import { readMunicipalityCode } from './check-digits';
import { readExceptions, readList, readPhones, readSchedules } from './exchange-cells';
import { ACCOMPANIMENT_WORDS, type ExchangeKey, NIGHT_WORDS } from './exchange-columns';
import { type Accompaniment, BODY_KINDS, type BodyKind, type ServiceContent } from './service-content';

export interface CellFault {
  readonly column: ExchangeKey;
  readonly code: string;
  readonly message: string;
}

/** One row of the file: which columns the file has, and what stands in them. */
export interface ExchangeCells {
  has(key: ExchangeKey): boolean;
  cell(key: ExchangeKey): string;
}

type RequiredKey = 'name' | 'worries' | 'source' | 'validFrom' | 'areas';
type OptionalContent = Omit<ServiceContent, RequiredKey | 'bodyId' | 'code'>;

export interface ExchangeRow {
  /** As the file names the service. */
  readonly key: string;
  readonly body: { readonly name: string; readonly kind: BodyKind };
  readonly content: Pick<ServiceContent, RequiredKey>;
  /** Of the columns that the file has. */
  readonly optional: Partial<OptionalContent>;
}

type Read =
  { readonly row: ExchangeRow; readonly faults: null } | { readonly row: null; readonly faults: CellFault[] };

const LIMITS: Partial<Record<ExchangeKey, number>> = {
  code: 40,
  bodyName: 200,
  name: 200,
  kana: 200,
  description: 4000,
  eligibility: 2000,
  fee: 500,
  url: 500,
  email: 200,
  source: 500,
};
const REQUIRED: readonly ExchangeKey[] = ['code', 'bodyName', 'name', 'source'];
const REVERIFY_DAYS = 90;

/** One row of the file; what it means for the directory is judged by `checkService` afterwards. */
export function readExchangeRow(cells: ExchangeCells): Read {
  const reader = new CellReader((key) => cells.cell(key));
  const row: ExchangeRow = {
    key: comparableKey(reader.text('code') ?? ''),
    body: {
      name: comparableKey(reader.text('bodyName') ?? ''),
      kind: reader.word('bodyKind', BODY_KINDS) ?? 'local_support',
    },
    content: {
      name: reader.text('name') ?? '',
      worries: reader.list('worries'),
      source: reader.text('source') ?? '',
      validFrom: reader.day('validFrom', true) ?? '',
      areas: reader
        .list('areas')
        .map((area) => (/^\d{5,6}$/.test(area) ? (readMunicipalityCode(area) ?? area) : area)),
    },
    optional: readOptional(reader, (key) => cells.has(key)),
  };
  return reader.faults.length > 0 ? { row: null, faults: reader.faults } : { row, faults: null };
}

/** Programs write one letter as one character or as two, and blanks that nobody sees. */
export function comparableKey(text: string): string {
  return text.normalize('NFC').trim();
}

class CellReader {
  readonly faults: CellFault[] = [];

  constructor(private readonly cell: (key: ExchangeKey) => string) {}

  readonly text = (key: ExchangeKey): string | null => {
    const found = this.cell(key);
    const limit = LIMITS[key] ?? Number.POSITIVE_INFINITY;
    if (found.trim() === '' && REQUIRED.includes(key)) this.fault(key, 'required', '入力してください。');
    if (countCodePoints(found) > limit) this.fault(key, 'too_long', `${limit}文字以内にしてください。`);
    return found.trim() === '' ? null : found;
  };

  word<Code extends string>(
    key: ExchangeKey,
    words: Readonly<Record<Code, string>>,
    absent?: Code,
  ): Code | null {
    const found = this.cell(key).normalize('NFKC').trim();
    if (found === '' && absent !== undefined) return absent;
    const codes = Object.keys(words) as Code[];
    const code = codes.find((known) => known === found || words[known].normalize('NFKC') === found);
    if (code === undefined)
      this.fault(
        key,
        'unknown_code',
        `${codes.map((known) => words[known]).join('、')}のどれかを書いてください。`,
      );
    return code ?? null;
  }

  whole(key: ExchangeKey, least: number, most: number): number | null {
    const found = this.cell(key).normalize('NFKC').trim();
    if (found === '') return null;
    const value = /^\d{1,4}$/.test(found) ? Number(found) : Number.NaN;
    if (least <= value && value <= most) return value;
    this.fault(key, 'whole_number', `${least}〜${most}の整数で入力してください。`);
    return null;
  }

  day(key: ExchangeKey, required: boolean): string | null {
    const found = this.cell(key).normalize('NFKC').trim().replaceAll('/', '-');
    if (found === '' && !required) return null;
    if (/^\d{4}-\d{2}-\d{2}$/.test(found) && parseTokyo(`${found} 00:00`) !== null) return found;
    this.fault(key, 'day', '日付は 2025-12-25 の形式で、実在する日を入力してください。');
    return null;
  }

  matching(key: ExchangeKey, pattern: RegExp): string | null {
    const found = this.text(key)?.trim() ?? null;
    if (found !== null && !pattern.test(found)) this.fault(key, 'format', '形式が正しくありません。');
    return found;
  }

  list(key: ExchangeKey): string[] {
    return readList(this.cell(key));
  }

  lines<T>(key: ExchangeKey, read: (cell: string) => T[] | null, message: string): T[] {
    const found = read(this.cell(key));
    if (found === null) this.fault(key, 'format', message);
    return found ?? [];
  }

  private fault(column: ExchangeKey, code: string, message: string): void {
    this.faults.push({ column, code, message });
  }
}

const OPTIONAL: { readonly [Key in keyof OptionalContent]: (reader: CellReader) => OptionalContent[Key] } = {
  kana: (reader) => reader.text('kana'),
  description: (reader) => reader.text('description'),
  fields: (reader) => reader.list('fields'),
  minAge: (reader) => reader.whole('minAge', 0, 120),
  maxAge: (reader) => reader.whole('maxAge', 0, 120),
  languages: (reader) => orElse(reader.list('languages'), ['ja']),
  accompaniment: (reader) =>
    reader.word<Accompaniment>('accompaniment', ACCOMPANIMENT_WORDS, 'unknown') ?? 'unknown',
  nightContact: (reader) => reader.word<'yes' | 'no'>('nightContact', NIGHT_WORDS, 'no') === 'yes',
  eligibility: (reader) => reader.text('eligibility'),
  fee: (reader) => reader.text('fee'),
  url: (reader) => reader.matching('url', /^https?:\/\/\S+$/),
  email: (reader) => reader.matching('email', /^[^\s@]+@[^\s@]+\.[^\s@]+$/),
  validUntil: (reader) => reader.day('validUntil', false),
  reverifyEveryDays: (reader) => reader.whole('reverifyEveryDays', 1, 1000) ?? REVERIFY_DAYS,
  schedules: (reader) =>
    reader.lines(
      'schedules',
      readSchedules,
      '受付時間は「月火水木金 09:00-17:00 祝日休み」のように書いてください。',
    ),
  exceptions: (reader) =>
    reader.lines('exceptions', readExceptions, '「12-29〜01-03 休み」のように書いてください。'),
  phones: (reader) =>
    reader.lines('phones', readPhones, '「電話 03-0000-0000（受付）」のように書いてください。'),
};

function readOptional(reader: CellReader, has: (key: ExchangeKey) => boolean): Partial<OptionalContent> {
  const keys = (Object.keys(OPTIONAL) as (keyof OptionalContent)[]).filter(has);
  return Object.fromEntries(keys.map((key) => [key, OPTIONAL[key](reader)]));
}

function orElse(list: string[], otherwise: string[]): string[] {
  return list.length === 0 ? otherwise : list;
}

/** What a new service has where the file has no column: the same as with empty cells. */
export const NOTHING_SAID = readOptional(new CellReader(() => ''), () => true) as OptionalContent;
