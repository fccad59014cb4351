import {
  OVERRUN_RULES,
  REFERENCE_POLICY,
  STACKINGS,
  UNIT_ROUNDINGS,
  YEN_ROUND_LEVELS,
  YEN_ROUNDINGS,
  type PayPolicy,
} from './honorarium-case';
import {
  member,
  readChoice,
  readFlag,
  readInteger,
  readObject,
  readYen,
  type Faults,
  type Place,
  type WireObject,
} from './wire-values';

/** Short names of the test vectors, and the long ones under which a contract's rule is stored. */
const LONG_NAMES = { unit: 'unit_minutes', day_cap: 'day_cap_yen', min_paid: 'min_paid_minutes' } as const;

const KEYS = [
  ...Object.keys(LONG_NAMES),
  ...Object.values(LONG_NAMES),
  'unit_round',
  'yen_round',
  'yen_round_level',
  'early_in',
  'late_out',
  'night_bp',
  'holiday_bp',
  'stacking',
  'net_contract',
];

const DAY_MINUTES = 1440;
const MOST_BP = 100_000;

/** What the policy does not say is as in the reference policy. */
export function readPolicy(place: Place | undefined, faults: Faults): PayPolicy {
  const wire = place && readObject(place, KEYS, faults);
  if (!wire) return REFERENCE_POLICY;
  const { at } = place;
  const choice = <T extends string>(key: string, choices: readonly T[]) =>
    optional(member(wire, at, key), (found) => readChoice(found, faults, choices));
  const bp = (key: string) =>
    optional(member(wire, at, key), (found) => readInteger(found, faults, [0, MOST_BP]));
  const nightBp = bp('night_bp');
  const holidayBp = bp('holiday_bp');
  const dayCap = eitherName(wire, at, 'day_cap', faults);
  const minPaid = eitherName(wire, at, 'min_paid', faults);
  return {
    ...readUnit(wire, at, faults),
    minPaidMinutes:
      optional(minPaid, (found) => readInteger(found, faults, [0, DAY_MINUTES])) ??
      REFERENCE_POLICY.minPaidMinutes,
    yenRound: choice('yen_round', YEN_ROUNDINGS) ?? REFERENCE_POLICY.yenRound,
    yenRoundLevel: choice('yen_round_level', YEN_ROUND_LEVELS) ?? REFERENCE_POLICY.yenRoundLevel,
    dayCapYen: optional(dayCap, (found) => readYen(found, faults)) ?? REFERENCE_POLICY.dayCapYen,
    earlyIn: choice('early_in', OVERRUN_RULES) ?? REFERENCE_POLICY.earlyIn,
    lateOut: choice('late_out', OVERRUN_RULES) ?? REFERENCE_POLICY.lateOut,
    nightBp: nightBp === undefined ? REFERENCE_POLICY.nightBp : BigInt(nightBp),
    holidayBp: holidayBp === undefined ? REFERENCE_POLICY.holidayBp : BigInt(holidayBp),
    stacking: choice('stacking', STACKINGS) ?? REFERENCE_POLICY.stacking,
    netContract:
      optional(member(wire, at, 'net_contract'), (found) => readFlag(found, faults)) ??
      REFERENCE_POLICY.netContract,
  };
}

function readUnit(
  wire: WireObject,
  at: string,
  faults: Faults,
): Pick<PayPolicy, 'unitMinutes' | 'unitRound'> {
  const place = eitherName(wire, at, 'unit', faults);
  const unit = optional(place, (found) => readInteger(found, faults, [1, DAY_MINUTES]));
  const round = optional(member(wire, at, 'unit_round'), (found) =>
    readChoice(found, faults, UNIT_ROUNDINGS),
  );
  if (place && round === 'MANNO' && unit !== undefined && unit !== 60 && unit !== 30) {
    faults.add(place.at, 'wrong_unit', 'MANNO の単位は30分または60分です。');
  }
  if (unit !== undefined && unit > 1 && !Object.hasOwn(wire, 'unit_round')) {
    faults.add(`${at}/unit_round`, 'required', '1分を超える単位には端数の扱いが必要です。');
  }
  return {
    unitMinutes: unit ?? REFERENCE_POLICY.unitMinutes,
    unitRound: round ?? REFERENCE_POLICY.unitRound,
  };
}

function eitherName(
  wire: WireObject,
  at: string,
  short: keyof typeof LONG_NAMES,
  faults: Faults,
): Place | undefined {
  const first = member(wire, at, short);
  const second = member(wire, at, LONG_NAMES[short]);
  if (first && second) {
    faults.add(
      second.at,
      'given_twice',
      `${short} と ${LONG_NAMES[short]} はどちらか一方だけ指定してください。`,
    );
  }
  return first ?? second;
}

function optional<T>(place: Place | undefined, read: (place: Place) => T | undefined): T | undefined {
  return place && read(place);
}
