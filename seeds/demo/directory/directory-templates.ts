import type { BodyKind, ServiceContent } from '../../../src/directory/domain/service-content';

type Hours = Pick<ServiceContent, 'schedules' | 'exceptions'>;

const WEEKDAYS = [1, 2, 3, 4, 5];
const DAILY = [1, 2, 3, 4, 5, 6, 7];
const YEAR_END = { from: '12-29', until: '01-04', opensAt: null, closesAt: null };

/** Public offices are shut when the runs take place; few are there in the night of New Year. */
export const HOURS: Readonly<Record<string, Hours>> = {
  office: {
    schedules: [{ weekdays: WEEKDAYS, opensAt: '08:30', closesAt: '17:15', closedOnHolidays: true }],
    exceptions: [YEAR_END],
  },
  evening: {
    schedules: [{ weekdays: WEEKDAYS, opensAt: '13:00', closesAt: '21:00', closedOnHolidays: false }],
    exceptions: [{ ...YEAR_END, from: '12-31', until: '01-02' }],
  },
  daily: {
    schedules: [{ weekdays: DAILY, opensAt: '10:00', closesAt: '22:00', closedOnHolidays: false }],
    exceptions: [{ from: '01-01', until: '01-04', opensAt: '12:00', closesAt: '18:00' }],
  },
  night: {
    schedules: [{ weekdays: DAILY, opensAt: '22:00', closesAt: '29:00', closedOnHolidays: false }],
    exceptions: [],
  },
  weekend: {
    schedules: [{ weekdays: [6, 7], opensAt: '10:00', closesAt: '16:00', closedOnHolidays: false }],
    exceptions: [YEAR_END],
  },
  always: {
    schedules: [{ weekdays: DAILY, opensAt: '00:00', closesAt: '24:00', closedOnHolidays: false }],
    exceptions: [],
  },
};

export interface Template {
  readonly worries: readonly string[];
  readonly fields: readonly string[];
  readonly kind: BodyKind;
  /** What the body is called after its place, and its service after that. */
  readonly body: string;
  readonly service: string;
  readonly minAge?: number;
  readonly maxAge?: number;
}

const at = (kind: BodyKind, body: string, service: string, more: Partial<Template> = {}) => ({
  kind,
  body,
  service,
  ...more,
});

type Half = Omit<Template, 'worries' | 'fields'> & { readonly fields?: readonly string[] };

/** Two or three kinds of places to go to per worry category. */
const BY_WORRY: Readonly<Record<string, readonly Half[]>> = {
  W01: [
    at('self_reliance_support', 'くらしサポートセンター', '住まいと食事の相談'),
    at('local_support', 'フードパントリー', '食料の受け渡し'),
    at('social_welfare_council', '社会福祉協議会', '家事の手伝い'),
  ],
  W02: [
    at('welfare_office', '福祉事務所', '生活保護の相談'),
    at('social_welfare_council', '社会福祉協議会', '貸付の相談'),
  ],
  W03: [
    at('specialist_support', '働く人の相談室', '職場の悩み相談', { minAge: 15 }),
    at('self_reliance_support', 'しごと支援センター', '仕事探しの相談', { minAge: 15, maxAge: 64 }),
  ],
  W04: [
    at('specialist_support', 'にんしん相談室', '思いがけない妊娠の相談'),
    at('medical', '母子保健センター', '産前産後の相談'),
  ],
  W05: [
    at('municipality_office', '子育て世代包括支援センター', '子育ての相談'),
    at('child_guidance', '児童相談所', '子どもの相談', { maxAge: 17 }),
    at('specialist_support', 'こどもの電話', '18歳までの電話', { maxAge: 18, fields: ['under18'] }),
  ],
  W06: [
    at('specialist_support', '女性相談室', 'DVの相談', { fields: ['women'] }),
    at('local_support', '家族の相談室', '家族関係の相談'),
  ],
  W07: [
    at('municipality_office', '地域包括支援センター', '介護の相談'),
    at('local_support', '介護者の会', '介護する人の集い', { minAge: 18 }),
  ],
  W08: [
    at('municipality_office', '消費生活センター', '消費者トラブルの相談'),
    at('specialist_support', '犯罪被害者支援室', '犯罪被害の相談'),
  ],
  W09: [
    at('medical', '保健所', 'こころの健康相談', { fields: ['suicide'] }),
    at('specialist_support', '回復の家', '依存症からの回復支援', { minAge: 18 }),
  ],
  W10: [
    at('municipality_office', '被災者支援窓口', '被災後の暮らしの相談', { fields: ['disaster'] }),
    at('specialist_support', '交通事故相談所', '交通事故の相談'),
  ],
  W11: [
    at('medical', '保健所', '感染症の相談'),
    at('municipality_office', '市民生活課', '感染症による生活への影響の相談'),
  ],
  W12: [
    at('local_support', 'よりそいの場', '居場所', { fields: ['loneliness'] }),
    at('regional_council', '孤独・孤立対策地域協議会', '地域のつながりの相談', { fields: ['loneliness'] }),
    at('specialist_support', '多言語相談室', '外国語での相談', { fields: ['foreign'] }),
  ],
};

const FIELD_OF_WORRY: Readonly<Record<string, string>> = {
  W01: 'poverty',
  W02: 'poverty',
  W12: 'loneliness',
};

export const TEMPLATES: readonly (readonly Template[])[] = Object.entries(BY_WORRY).map(([worry, halves]) =>
  halves.map((half) => ({
    ...half,
    worries: [worry],
    fields: half.fields ?? [FIELD_OF_WORRY[worry] ?? 'other'],
  })),
);
