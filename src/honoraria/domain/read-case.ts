import type { FieldFault } from '../../shared/domain-error';
import type { TokyoDay } from '../../shared/tokyo-time';
import type { HonorariumCase, HourlyWork } from './honorarium-case';
import { readPayments } from './read-payments';
import { readPolicy } from './read-policy';
import { readWork, WORK_KEYS } from './read-work';
import { isTaxClass, PAYROLL_CLASSES, type TaxClass } from './tax-classes';
import { Faults, member, readObject, type WireObject } from './wire-values';

/** Marks of a test vector; a line of a vector file may be sent as it is. They take no part in the calculation. */
const VECTOR_MARKS = ['id', 'case', 'expect'];
/** Corrections need the state of payment and remittance, which a stateless preview does not have. */
const CORRECTION_KEYS = ['original', 'correct', 'original_min', 'correct_min', 'next_fee'];
const SOURCES = ['rate', 'roster', 'clock', 'fee', 'payments', 'transport'];
const KEYS = [
  ...['cls', 'fee', 'payments', 'transport', 'ct', 'place', 'policy', 'pay_date'],
  ...WORK_KEYS,
  ...VECTOR_MARKS,
  ...CORRECTION_KEYS,
];

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

export type ReadCase =
  | { readonly ok: true; readonly value: HonorariumCase }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/**
 * Reads one case from JSON. `asOf` is the day of payment where the case names none. Every wrong place is reported,
 * each with its JSON pointer; a case with any fault is not calculated.
 */
export function readCase(input: unknown, asOf: TokyoDay): ReadCase {
  const faults = new Faults();
  const wire = readObject({ at: '', value: input }, KEYS, faults);
  if (!wire) return { ok: false, faults: faults.list };
  for (const key of CORRECTION_KEYS) {
    const message = '支払後の訂正はこの試算では扱えません。';
    if (Object.hasOwn(wire, key)) faults.add(`/${key}`, 'correction_unsupported', message);
  }
  const taxClass = readTaxClass(wire, faults);
  const place = readPlace(wire, faults);
  const policy = readPolicy(member(wire, '', 'policy'), faults);
  const work = readWork(wire, faults);
  const payments = readPayments(wire, work, asOf, faults);
  const rest = { place: place ?? 'JP', policy, payments };
  checkSources(wire, faults);
  checkRate(taxClass, work, faults);
  checkNetContract(rest, faults);
  return taxClass && faults.list.length === 0
    ? { ok: true, value: { taxClass, ...rest } }
    : { ok: false, faults: faults.list };
}

function readTaxClass(wire: WireObject, faults: Faults): TaxClass | undefined {
  const cls = wire['cls'];
  if (cls === undefined || cls === null) {
    return faults.add('/cls', 'required', '税区分が決まっていない謝金は計算できません。');
  }
  if (typeof cls === 'string') {
    if (isTaxClass(cls)) return cls;
    if (PAYROLL_CLASSES.includes(cls)) {
      return faults.add('/cls', 'payroll', '給与に当たるため、謝金ではなく給与計算で扱ってください。');
    }
  }
  return faults.add('/cls', 'unknown_choice', '税区分が正しくありません。');
}

/** A mistyped code must not pass for a foreign country: work abroad frees a non-resident from tax. */
function readPlace(wire: WireObject, faults: Faults): string | undefined {
  const place = wire['place'];
  if (place === undefined || (typeof place === 'string' && isCountry(place))) return place;
  return faults.add(
    '/place',
    'bad_country',
    '役務の提供地は JP などの2文字の国コードか ABROAD で指定してください。',
  );
}

function isCountry(code: string): boolean {
  return code === 'ABROAD' || (/^[A-Z]{2}$/.test(code) && COUNTRIES.of(code) !== undefined);
}

function checkSources(wire: WireObject, faults: Faults): void {
  if (SOURCES.some((key) => Object.hasOwn(wire, key))) return;
  faults.add('', 'nothing_to_pay', '勤務、謝金、交通費のいずれかを指定してください。');
}

/** A fixed price per hour is pay under another name, not reimbursement. */
function checkRate(taxClass: TaxClass | undefined, work: HourlyWork | null, faults: Faults): void {
  if (taxClass !== 'REIMB_ONLY' || !work || work.ratePerHour === 0n) return;
  faults.add('/rate', 'pay_in_disguise', '実費弁償のみの区分に時間給は指定できません。');
}

/** Which of the two amounts the net was agreed on would be a guess. */
function checkNetContract(rest: Omit<HonorariumCase, 'taxClass'>, faults: Faults): void {
  if (!rest.policy.netContract || !rest.payments.some((payment) => payment.consumptionTax)) return;
  const message = '手取契約と消費税の加算は併せて計算できません。';
  faults.add('/policy/net_contract', 'with_consumption_tax', message);
}
