import { DESKS, NPOS } from '../demo-organisations';
import { SET_UP_AT } from '../demo-ids';
import { organisationId, type People } from '../people';
import { Random } from '../random';
import { rowId } from '../row-ids';

const HELD_FROM = '2025-11-10';
const LANGUAGES = ['en', 'zh', 'ko', 'vi', 'ne', 'pt', 'es', 'tl'];

export interface SkillRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly person_id: string;
  readonly kind: string;
  readonly code: string;
  readonly valid_from: string;
}

type Held = readonly (readonly [kind: string, code: string])[];

/** What everybody of the demo may do at each organisation they serve. */
export function skillRows(seed: number, people: People): SkillRow[] {
  const random = Random.stream(seed, 'skills');
  return NPOS.flatMap(({ code }) => {
    const members = people.staff.filter(({ organisations }) => organisations.includes(code));
    return members.flatMap(({ personId }, index) =>
      heldBy(code, index, random).map(([kind, held]) => ({
        id: rowId(SET_UP_AT, `skill/${code}/${personId}/${kind}/${held}`),
        organisation_id: organisationId(code),
        person_id: personId,
        kind,
        code: held,
        valid_from: HELD_FROM,
      })),
    );
  });
}

/** Desks beside the counsellors' are kept by every third member, and the first three lead the others. */
function heldBy(organisation: string, index: number, random: Random): Held {
  const desks = DESKS.filter((desk) => desk.organisation === organisation);
  const fields = [...new Set(desks.flatMap(({ serves }) => serves))];
  const others = desks.map(({ role }) => role).filter((role) => role !== 'counsellor' && index % 3 === 0);
  return [
    ...fields.map((field) => ['field', field] as const),
    ['role', 'counsellor'],
    ...others.map((role) => ['role', role] as const),
    ...(index < 3 ? [['role', 'supervisor'] as const] : []),
    ['gender', organisation === 'hanamizu' || random.chance(0.6) ? 'female' : 'male'],
    ['language', 'ja'],
    ...(organisation === 'kotonoha' ? [['language', random.pick(LANGUAGES)] as const] : []),
    ['qualification', 'hotline_training'],
    ...(random.chance(0.15) ? [['qualification', 'certified_psychologist'] as const] : []),
  ];
}
