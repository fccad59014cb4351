import type { TokyoDay } from '../../shared/tokyo-time';
import type { Yen } from '../../shared/yen';
import {
  TRANSPORT_MODES,
  type ConsumptionTax,
  type HourlyWork,
  type Payment,
  type Transport,
} from './honorarium-case';
import {
  member,
  readChoice,
  readDay,
  readFlag,
  readInteger,
  readList,
  readObject,
  readYen,
  type Faults,
  type Place,
  type WireObject,
} from './wire-values';

const PAYMENT_KEYS = ['fee', 'pay_date', 'transport', 'ct'];
const USUAL_CONSUMPTION_TAX = 10;

/**
 * Without `payments` the whole case is one payment. With it, each entry is one payment to the person and taxed by
 * itself: a number, a list of fees, or `{fee, pay_date, transport, ct}`; `pay_date` and `ct` fall back to the case's.
 */
export function readPayments(
  wire: WireObject,
  work: HourlyWork | null,
  asOf: TokyoDay,
  faults: Faults,
): readonly Payment[] {
  const whole: Payment = {
    payDate: readPayDate(wire, '', faults) ?? asOf,
    consumptionTax: readConsumptionTax(wire, '', faults) ?? null,
    work,
    fees: readFees(member(wire, '', 'fee'), faults),
    transport: readTransport(wire, '', faults),
  };
  const several = member(wire, '', 'payments');
  if (!several) return [whole];
  for (const key of ['rate', 'fee', 'transport']) {
    const place = member(wire, '', key);
    if (place)
      faults.add(place.at, 'which_payment', 'payments と併せて指定できません。支払ごとに指定してください。');
  }
  if (Array.isArray(several.value) && several.value.length === 0) {
    faults.add(several.at, 'required', '支払を1件以上指定してください。');
  }
  return readList(several, faults, (place) => readEntry(place, whole, faults)) ?? [];
}

function readEntry(place: Place, whole: Payment, faults: Faults): Payment | undefined {
  const { at, value } = place;
  const bare = { ...whole, work: null, transport: [] };
  if (Array.isArray(value)) return { ...bare, fees: readFees(place, faults) };
  if (typeof value !== 'object' || value === null) {
    const yen = readYen(place, faults);
    return yen === undefined ? undefined : { ...bare, fees: [yen] };
  }
  const wire = readObject(place, PAYMENT_KEYS, faults);
  if (!wire) return undefined;
  if (!Object.hasOwn(wire, 'fee') && !Object.hasOwn(wire, 'transport')) {
    return faults.add(`${at}/fee`, 'required', '支払う金額を指定してください。');
  }
  return {
    ...bare,
    payDate: readPayDate(wire, at, faults) ?? whole.payDate,
    consumptionTax: readConsumptionTax(wire, at, faults) ?? whole.consumptionTax,
    fees: readFees(member(wire, at, 'fee'), faults),
    transport: readTransport(wire, at, faults),
  };
}

function readPayDate(wire: WireObject, at: string, faults: Faults): TokyoDay | undefined {
  const place = member(wire, at, 'pay_date');
  return place && readDay(place, faults);
}

function readFees(place: Place | undefined, faults: Faults): readonly Yen[] {
  return (place && readList(place, faults, (entry) => readYen(entry, faults))) ?? [];
}

/** One object, or a list when there were several fares. */
function readTransport(wire: WireObject, at: string, faults: Faults): readonly Transport[] {
  const place = member(wire, at, 'transport');
  if (!place) return [];
  if (Array.isArray(place.value)) return readList(place, faults, (entry) => readFare(entry, faults)) ?? [];
  const fare = readFare(place, faults);
  return fare ? [fare] : [];
}

function readFare(place: Place, faults: Faults): Transport | undefined {
  const wire = readObject(place, ['mode', 'yen'], faults);
  if (!wire) return undefined;
  const mode = member(wire, place.at, 'mode') ?? { at: `${place.at}/mode`, value: undefined };
  const yen = member(wire, place.at, 'yen') ?? { at: `${place.at}/yen`, value: undefined };
  const fare = { mode: readChoice(mode, faults, TRANSPORT_MODES), yen: readYen(yen, faults) };
  return fare.mode === undefined || fare.yen === undefined ? undefined : { mode: fare.mode, yen: fare.yen };
}

function readConsumptionTax(wire: WireObject, at: string, faults: Faults): ConsumptionTax | undefined {
  const place = member(wire, at, 'ct');
  const tax = place && readObject(place, ['separate', 'rate_pct'], faults);
  if (!tax) return undefined;
  const separate = member(tax, place.at, 'separate') ?? { at: `${place.at}/separate`, value: undefined };
  const shownSeparately = readFlag(separate, faults);
  const rate = member(tax, place.at, 'rate_pct');
  const percent = rate ? readInteger(rate, faults, [0, 100]) : USUAL_CONSUMPTION_TAX;
  if (shownSeparately === undefined || percent === undefined) return undefined;
  return { shownSeparately, ratePercent: BigInt(percent) };
}
