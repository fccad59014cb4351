import { tokyoDay } from '../../../shared/tokyo-time';
import type { SkillKind } from '../../../staffing/domain/skill';
import { holds, type PersonFacts, type ShiftFacts } from '../roster-facts';
import { dayWords, spanWords } from '../words';
import { codesOf, eachPerson, type Finding, type Parameter, type RosterRule } from './rule';

/** Every duty asks for these skills, each valid on the day on which the duty begins. */
export function heldOnDuty(
  kind: SkillKind,
  label: string,
): Pick<RosterRule, 'scope' | 'parameters' | 'check'> {
  const wanted: Parameter = { name: 'codes', label: `必要な${label}のコード`, kind: 'codes', default: [] };
  return {
    scope: 'person',
    parameters: [wanted],
    check: eachPerson((person, parameters) =>
      person.duties.flatMap((duty) =>
        codesOf(parameters, 'codes')
          .filter((code) => !holds(person, kind, code, tokyoDay(duty.from)))
          .map(() => missing(person, duty, label)),
      ),
    ),
  };
}

export function missing(person: PersonFacts, duty: ShiftFacts, what: string): Finding {
  return {
    personId: person.id,
    shiftIds: [duty.id],
    span: duty,
    excess: null,
    message: `${spanWords(duty)}の勤務に必要な${what}が、${dayWords(tokyoDay(duty.from))}に有効な形で登録されていません。`,
  };
}
