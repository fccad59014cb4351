import { NPOS, ORGANISATIONS } from './demo-organisations';
import { Random } from './random';
import { rowId } from './row-ids';
import type { AffiliationRow, OrganisationRow, PersonRow } from './rows';
import { FAMILY_NAMES, GIVEN_NAMES } from './words/person-names';

/** Long before any run: organisations and people sort before everything they did. */
const REGISTERED_AT = new Date('2025-11-04T09:00:00+09:00');
const SERVES_FROM = '2025-11-10';

/** Bodies whose people also help out at another, each by this many. */
const SECONDMENTS: readonly (readonly [home: string, host: string, people: number])[] = [
  ['akatsuki', 'shiomino', 2],
  ['komorebi', 'tomoshibi', 2],
  ['kurashi', 'minato', 1],
  ['hanamizu', 'tsukimi', 1],
];

interface StaffMember {
  readonly personId: string;
  /** Codes of the organisations the person serves, home first. */
  readonly organisations: readonly string[];
}

export interface People {
  readonly organisations: readonly OrganisationRow[];
  readonly people: readonly PersonRow[];
  readonly affiliations: readonly AffiliationRow[];
  readonly staff: readonly StaffMember[];
}

const ORGANISATION_IDS = new Map(
  ORGANISATIONS.map(({ code }) => [code, rowId(REGISTERED_AT, `organisation/${code}`)]),
);

export function organisationId(code: string): string {
  const id = ORGANISATION_IDS.get(code);
  if (id === undefined) throw new RangeError(`no organisation ${code}`);
  return id;
}

/** 120 people with names put together at random, none twice, and whom they serve. */
export function generatePeople(seed: number): People {
  const random = Random.stream(seed, 'people');
  const names = random.shuffled(
    FAMILY_NAMES.flatMap((family) => GIVEN_NAMES.map((given) => [family, given] as const)),
  );
  const people: PersonRow[] = [];
  const staff: StaffMember[] = [];
  for (const { code, people: size } of NPOS) {
    for (let index = 0; index < size; index += 1) {
      const id = rowId(REGISTERED_AT, `person/${code}/${index}`);
      const [family, given] = names[people.length] ?? random.pick(names);
      people.push({
        id,
        family_name: family[0],
        given_name: given[0],
        family_kana: family[1],
        given_kana: given[1],
      });
      staff.push({ personId: id, organisations: [code, ...hostsOf(code, size - 1 - index)] });
    }
  }
  return {
    organisations: ORGANISATIONS.map(({ code, name, kind }) => ({
      id: organisationId(code),
      code,
      name,
      kind,
    })),
    people,
    affiliations: staff.flatMap(affiliationsOf(new Map())),
    staff,
  };
}

/** The last people of a body are the ones it lends. */
function hostsOf(home: string, fromTheEnd: number): string[] {
  return SECONDMENTS.filter(([from, , people]) => from === home && fromTheEnd < people).map(
    ([, host]) => host,
  );
}

function affiliationsOf(numbers: Map<string, number>) {
  return ({ personId, organisations }: StaffMember): AffiliationRow[] =>
    organisations.map((code) => {
      const number = (numbers.get(code) ?? 0) + 1;
      numbers.set(code, number);
      return {
        id: rowId(REGISTERED_AT, `affiliation/${code}/${personId}`),
        person_id: personId,
        organisation_id: organisationId(code),
        staff_code: `${code.slice(0, 3).toUpperCase()}-${String(number).padStart(3, '0')}`,
        valid_from: SERVES_FROM,
      };
    });
}
