import type { AgeBand } from '../../directory/domain/fits-age';

/** What the finder asks, in this order, and what each answer means for the search. Change the wording here. */

export const QUESTION_CODES = ['worry', 'age', 'place', 'language', 'accompaniment'] as const;
export type QuestionCode = (typeof QUESTION_CODES)[number];

/** An answer that narrows nothing: the caller does not know or does not say. */
export const UNSAID = 'unsaid';

export interface FinderQuestion {
  readonly code: QuestionCode;
  /** Read out as it is. */
  readonly text: string;
  /** Where the options come from: written here, a code list, or a municipality's code typed in. */
  readonly options: readonly FinderOption[] | 'worry_category' | 'municipality';
  /** Asked only while more services than this are left. */
  readonly whileMoreThan: number;
}

export interface FinderOption {
  readonly answer: string;
  readonly label: string;
}

const AGES: Readonly<Record<AgeBand, string>> = {
  elementary_1_2: '小学校1・2年生',
  elementary_3_4: '小学校3・4年生',
  elementary_5_6: '小学校5・6年生',
  junior_high: '中学生',
  age_15_18: '15〜18歳',
  adult: '19〜64歳',
  senior: '65歳以上',
};

const options = (labels: Readonly<Record<string, string>>): FinderOption[] => [
  ...Object.entries(labels).map(([answer, label]) => ({ answer, label })),
  { answer: UNSAID, label: 'わからない・言いたくない' },
];

export const QUESTIONS: readonly FinderQuestion[] = [
  { code: 'worry', text: 'どのようなことでお困りですか。', options: 'worry_category', whileMoreThan: 0 },
  { code: 'age', text: '何歳くらいの方ですか。', options: options(AGES), whileMoreThan: 0 },
  { code: 'place', text: 'どちらの市区町村にお住まいですか。', options: 'municipality', whileMoreThan: 0 },
  {
    code: 'language',
    text: 'どの言葉で相談したいですか。',
    options: options({ ja: '日本語', en: '英語', zh: '中国語', ko: '韓国・朝鮮語', vi: 'ベトナム語' }),
    whileMoreThan: 3,
  },
  {
    code: 'accompaniment',
    text: '窓口まで、だれかと一緒に行きたいですか。',
    options: options({ yes: 'はい' }),
    whileMoreThan: 3,
  },
];

/** Short ways in for a field of the voice menu: what is already known when a call comes in there. */
export const QUICK_LISTS: Readonly<Record<string, Readonly<Partial<Record<QuestionCode, string>>>>> = {
  poverty: { worry: 'W02' },
  foreign: { worry: UNSAID },
  suicide: { worry: UNSAID },
  women: { worry: 'W06' },
  gender: { worry: UNSAID },
  single_mother: { worry: 'W05' },
  under18: { worry: UNSAID },
  loneliness: { worry: 'W12' },
  disaster: { worry: 'W10' },
};

/** Lines on which only some of the answers are offered. */
export const OFFERED_ON_LINES: Readonly<
  Record<string, Readonly<Partial<Record<QuestionCode, readonly string[]>>>>
> = {
  under18: { age: ['elementary_1_2', 'elementary_3_4', 'elementary_5_6', 'junior_high', 'age_15_18'] },
};
