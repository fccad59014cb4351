import type { ManualNeed } from '../../demand/domain/manual-need';
import type { PeopleNeed } from './roster-facts';

/** One need set by hand as rules count it: seats with each quality asked for, and supervisors. */
export function asNeeds(need: ManualNeed): PeopleNeed[] {
  const { channel, fieldCode, strength, weight, minSeats, minSupervisors } = need;
  const common = { from: need.startsAt, until: need.endsAt, channel, strength, weight };
  const skills = [
    ...(need.language === null ? [] : [{ kind: 'language' as const, code: need.language }]),
    ...(need.gender === null ? [] : [{ kind: 'gender' as const, code: need.gender }]),
  ];
  const seats = (skills.length === 0 ? [null] : skills).map((skill) => ({
    ...common,
    skill,
    fieldCode,
    atLeast: minSeats,
  }));
  const supervisor = { kind: 'role' as const, code: 'supervisor' };
  return [
    ...(minSeats > 0 ? seats : []),
    ...(minSupervisors > 0
      ? [{ ...common, skill: supervisor, fieldCode: null, atLeast: minSupervisors }]
      : []),
  ];
}
