import { tokyoDay } from '../../../shared/tokyo-time';
import { holds } from '../roster-facts';
import { missing } from './held-skill';
import { codesOf, eachPerson, type RosterRule } from './rule';

export const roleSkill: RosterRule = {
  code: 'role_skill',
  label: '役割の担当資格',
  strength: 'hard',
  weight: 0,
  basis: '相談役・通訳などの席には、その役割を担当できる人だけが座る。',
  excusable: true,
  scope: 'person',
  parameters: [
    {
      name: 'roles',
      label: '資格の要る役割',
      kind: 'codes',
      default: ['adviser', 'coordinator', 'interpreter'],
    },
  ],
  check: eachPerson((person, parameters) =>
    person.duties
      .filter(
        ({ role, from }) =>
          codesOf(parameters, 'roles').includes(role) && !holds(person, 'role', role, tokyoDay(from)),
      )
      .map((duty) => missing(person, duty, '役割の担当資格')),
  ),
};
