import type { TokyoDay } from '../../shared/tokyo-time';

/** One municipality, ward or designated city in the time that its code was in force. */
export interface Municipality {
  /** Five digits, JIS X 0402. */
  readonly code: string;
  readonly prefectureCode: string;
  readonly name: string;
  /** Designated city that a ward is part of. */
  readonly cityCode: string | null;
  readonly validFrom: TokyoDay;
  /** First day on which the code is no longer in force. */
  readonly validUntil: TokyoDay | null;
  /** What it became: one code after a merger, several after a division. */
  readonly successorCodes: readonly string[];
}

export type MunicipalityRegister = ReadonlyMap<string, Municipality>;

/** `JP`, a prefecture's two digits, or a municipality's five. */
export type AreaCode = string;

const NATION: AreaCode = 'JP';

const BELOW_NATION = /^(0[1-9]|[1-3]\d|4[0-7])(\d{3})?$/;

export function isArea(area: AreaCode): boolean {
  return area === NATION || BELOW_NATION.test(area);
}

/** How near a service is; what is nearest comes first. */
export type Reach = 'municipality' | 'prefecture' | 'nation';

/** The codes in force on the day for what this code once meant. A code that nobody registered stands for itself. */
export function codesInForce(register: MunicipalityRegister, code: string, on: TokyoDay): string[] {
  return follow(register, code, on, new Set());
}

/**
 * How the areas of a service reach a place on a day, null when they do not. Areas and place may be written in codes from before
 * a merger: both are read as what they became, and of a divided place any part will do. A ward lies in its designated city, but a
 * ward does not cover the whole of it.
 */
export function covers(
  areas: readonly AreaCode[],
  municipality: string,
  on: TokyoDay,
  register: MunicipalityRegister,
): Reach | null {
  const places = codesInForce(register, municipality, on);
  const covered = new Set(
    areas.flatMap((area) => (area.length === 5 ? codesInForce(register, area, on) : area)),
  );
  if (places.some((place) => reaches(covered, place, register))) return 'municipality';
  if (covered.has(municipality.slice(0, 2))) return 'prefecture';
  return covered.has(NATION) ? 'nation' : null;
}

function reaches(covered: ReadonlySet<string>, place: string, register: MunicipalityRegister): boolean {
  const city = register.get(place)?.cityCode ?? null;
  return covered.has(place) || (city !== null && covered.has(city));
}

function follow(register: MunicipalityRegister, code: string, on: TokyoDay, seen: Set<string>): string[] {
  if (seen.has(code)) return [];
  seen.add(code);
  const known = register.get(code);
  const ended = known?.validUntil != null && known.validUntil <= on;
  if (!known || !ended || known.successorCodes.length === 0) return [code];
  return [...new Set(known.successorCodes.flatMap((next) => follow(register, next, on, seen)))];
}
