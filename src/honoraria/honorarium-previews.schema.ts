import {
  OVERRUN_RULES,
  STACKINGS,
  TRANSPORT_MODES,
  UNIT_ROUNDINGS,
  YEN_ROUND_LEVELS,
  YEN_ROUNDINGS,
} from './domain/honorarium-case';
import { TAX_CLASSES } from './domain/tax-classes';

/** The case is read key by key in `domain/read-case.ts`; this says the same to readers of the OpenAPI document. */
const YEN = {
  oneOf: [
    { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    { type: 'string', pattern: '^\\d{1,40}$' },
  ],
};
const FEES = { type: 'array', items: YEN, maxItems: 200, description: '謝金の額（円）' };
const SPAN = {
  type: 'array',
  items: { type: 'string', description: 'YYYY-MM-DDTHH:MM。時差がなければ日本時間' },
  minItems: 2,
  maxItems: 2,
};
const SPANS = { type: 'array', items: SPAN, maxItems: 200 };
const FARE = {
  type: 'object',
  required: ['mode', 'yen'],
  properties: { mode: { type: 'string', enum: [...TRANSPORT_MODES] }, yen: YEN },
  additionalProperties: false,
};
const TRANSPORT = { oneOf: [FARE, { type: 'array', items: FARE, maxItems: 200 }] };
const PAY_DATE = { type: 'string', format: 'date', description: '支払日。省略時は今日' };
const CONSUMPTION_TAX = {
  type: 'object',
  required: ['separate'],
  properties: {
    separate: { type: 'boolean', description: '請求書等で報酬と消費税が区分されている' },
    rate_pct: { type: 'integer', minimum: 0, maximum: 100, default: 10 },
  },
  additionalProperties: false,
};
const PREMIUM = { type: 'integer', minimum: 0, maximum: 100_000, description: '割増（1万分率）' };
const MINUTES = { type: 'integer', minimum: 0, maximum: 1440 };
const UNIT = { type: 'integer', minimum: 1, maximum: 1440, description: '分の単位' };

const choice = (codes: readonly string[]) => ({ type: 'string', enum: [...codes] });

const POLICY = {
  type: 'object',
  description: '契約の支払規定。省略した項目は標準規定',
  properties: {
    unit: UNIT,
    unit_minutes: UNIT,
    unit_round: choice(UNIT_ROUNDINGS),
    min_paid: MINUTES,
    min_paid_minutes: MINUTES,
    yen_round: choice(YEN_ROUNDINGS),
    yen_round_level: choice(YEN_ROUND_LEVELS),
    day_cap: YEN,
    day_cap_yen: YEN,
    early_in: choice(OVERRUN_RULES),
    late_out: choice(OVERRUN_RULES),
    night_bp: PREMIUM,
    holiday_bp: PREMIUM,
    stacking: choice(STACKINGS),
    net_contract: { type: 'boolean', description: '手取契約' },
  },
  additionalProperties: false,
};

const PAYMENT = {
  type: 'object',
  properties: { fee: FEES, pay_date: PAY_DATE, transport: TRANSPORT, ct: CONSUMPTION_TAX },
  additionalProperties: false,
};

export const CASE_SCHEMA = {
  type: 'object',
  required: ['cls'],
  properties: {
    cls: { type: 'string', enum: Object.keys(TAX_CLASSES), description: '税区分' },
    rate: { ...YEN, description: '1時間当たりの単価（円）' },
    roster: { oneOf: [SPAN, SPANS], description: '予定した勤務' },
    clock: { oneOf: [SPAN, SPANS, { type: 'null' }], description: '出退勤。欠勤は空の配列または null' },
    breaks: { ...SPANS, description: '休憩' },
    fee: FEES,
    transport: TRANSPORT,
    ct: CONSUMPTION_TAX,
    place: { type: 'string', pattern: '^([A-Z]{2}|ABROAD)$', default: 'JP', description: '役務の提供地' },
    pay_date: PAY_DATE,
    payments: {
      type: 'array',
      items: { oneOf: [YEN, FEES, PAYMENT] },
      minItems: 1,
      maxItems: 200,
      description: '支払を分ける場合。源泉徴収は支払ごと',
    },
    policy: POLICY,
    id: { description: '計算に使わない' },
    case: { description: '計算に使わない' },
    expect: { description: '計算に使わない' },
  },
  additionalProperties: false,
};

export const CASE_EXAMPLES = {
  nightShift: {
    summary: '日をまたぐ夜勤（深夜に休憩1時間）',
    value: {
      cls: 'ART204_1',
      rate: 2400,
      roster: ['2026-11-18T21:00', '2026-11-19T06:00'],
      clock: ['2026-11-18T21:00', '2026-11-19T06:00'],
      breaks: [['2026-11-19T01:00', '2026-11-19T02:00']],
    },
  },
  lectureWithFare: {
    summary: '研修講師の謝金と現金で渡す交通費',
    value: { cls: 'ART204_1', fee: [12_000], transport: { mode: 'CASH', yen: 1480 } },
  },
};
