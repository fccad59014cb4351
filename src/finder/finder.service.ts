import { Injectable } from '@nestjs/common';
import { invalid } from '../shared/domain-error';
import { formatTokyo } from '../shared/tokyo-time';
import { rows, type Tx } from '../platform/database/sql';
import { DirectorySearchReader } from '../directory/directory-search.reader';
import { readMunicipalityCode } from '../directory/domain/check-digits';
import { AGE_BAND_CODES } from '../directory/domain/fits-age';
import { isArea } from '../directory/domain/service-area';
import { type MemoEntry, memoEntry } from './domain/finder-memo';
import { type FinderOption, type FinderQuestion, UNSAID } from './domain/finder-questions';
import { type FinderAnswers, knownAnswers, nextQuestion, optionsOn, planSearch } from './domain/plan-search';
import { presentMatch } from './present-match';
import type { FinderAnswer } from './finder.dto';

const SHOWN = 20;
/** With room to write, three fill a page; more than two pages are not read. */
const ON_A_PAGE = 3;
const ON_PAPER = 5;

interface MemoOrder {
  readonly field?: string;
  readonly answers: FinderAnswers;
  readonly serviceIds?: readonly string[];
}

@Injectable()
export class FinderService {
  constructor(private readonly search: DirectorySearchReader) {}

  /** The chosen ones of those that fit, or the first few. */
  async memo(tx: Tx, input: MemoOrder, at: Date): Promise<MemoEntry[]> {
    const { matches } = await this.find(tx, input.field ?? null, input.answers, at);
    const chosen = input.serviceIds ?? matches.map(({ service }) => service.id).slice(0, ON_A_PAGE);
    if (chosen.length > ON_PAPER)
      throw invalid('/serviceIds', 'too_many', `載せられる窓口は${ON_PAPER}件までです。`);
    const missing = chosen.findIndex((id) => !matches.some(({ service }) => service.id === id));
    if (missing >= 0)
      throw invalid(`/serviceIds/${missing}`, 'unknown', 'この窓口は、いまの答えに当てはまりません。');
    return matches.filter(({ service }) => chosen.includes(service.id)).map(memoEntry);
  }

  async step(tx: Tx, field: string | null, given: FinderAnswers, at: Date): Promise<FinderAnswer> {
    const { worries, answers, matches } = await this.find(tx, field, given, at);
    const next = nextQuestion(answers, matches.length);
    return {
      at: formatTokyo(at),
      next: next && presentQuestion(next, worries, field),
      total: matches.length,
      services: matches.slice(0, SHOWN).map(presentMatch),
    };
  }

  private async find(tx: Tx, field: string | null, given: FinderAnswers, at: Date) {
    const worries = await worryOptions(tx);
    const answers = knownAnswers(field, readAnswers(given, worries));
    return { worries, answers, matches: await this.search.matches(tx, planSearch(field, answers, at)) };
  }
}

/** Answers with the place as five digits. */
function readAnswers(answers: FinderAnswers, worries: readonly FinderOption[]): FinderAnswers {
  const { worry, age, place } = answers;
  if (worry !== undefined && worry !== UNSAID && !worries.some(({ answer }) => answer === worry))
    throw invalid('/answers/worry', 'unknown', 'この悩みの分類はありません。');
  const ages: readonly string[] = [...AGE_BAND_CODES, UNSAID];
  if (age !== undefined && !ages.includes(age) && !/^(\d{1,2}|1[01]\d|120)$/.test(age))
    throw invalid('/answers/age', 'unknown', '年代か、0〜120の年齢を指定してください。');
  return place === undefined || place === UNSAID ? answers : { ...answers, place: readPlace(place) };
}

function readPlace(text: string): string {
  const code = text.length === 2 ? text : readMunicipalityCode(text);
  if (code !== null && /^\d+$/.test(code) && isArea(code)) return code;
  throw invalid('/answers/place', 'area', '市区町村は5桁か6桁、都道府県は2桁のコードで指定してください。');
}

function presentQuestion(
  { code, text, options }: FinderQuestion,
  worries: readonly FinderOption[],
  field: string | null,
) {
  if (options === 'municipality') return { code, text, options: null };
  return { code, text, options: optionsOn(field, code, options === 'worry_category' ? worries : options) };
}

async function worryOptions(tx: Tx): Promise<FinderOption[]> {
  const found = await rows<FinderOption>(
    tx,
    `SELECT r.code AS answer, r.label_ja AS label FROM reference_code AS r
     WHERE r.list = 'worry_category' ORDER BY r.sort_order`,
  );
  return [...found, { answer: UNSAID, label: 'わからない・言いたくない' }];
}
