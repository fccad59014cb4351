import { tokyoDay } from '../../../shared/tokyo-time';
import { holds } from '../roster-facts';
import { missing } from './held-skill';
import { eachPerson, type RosterRule } from './rule';

export const fieldSkill: RosterRule = {
  code: 'field_skill',
  label: '分野の担当資格',
  strength: 'hard',
  weight: 0,
  basis: '分野を限った席には、その分野を担当できる人だけが座る。',
  excusable: true,
  scope: 'person',
  parameters: [],
  check: eachPerson((person) =>
    person.duties
      .filter(
        ({ fieldCode, from }) => fieldCode !== null && !holds(person, 'field', fieldCode, tokyoDay(from)),
      )
      .map((duty) => missing(person, duty, '分野の担当資格')),
  ),
};
