import { tokyoDay } from '../../../shared/tokyo-time';
import { holds } from '../roster-facts';
import { shortfallFinding, shortfalls } from './on-duty';
import { codesOf, type RosterRule } from './rule';

export const supervisorPresent: RosterRule = {
  code: 'supervisor_present',
  label: 'スーパーバイザーの在席',
  strength: 'weighted',
  weight: 5,
  basis: '深刻な相談に備え、判断できる人が同じ時間に勤務する。',
  excusable: true,
  scope: 'roster',
  parameters: [
    {
      name: 'roles',
      label: '判断できる役割',
      kind: 'codes',
      default: ['supervisor', 'adviser', 'coordinator'],
    },
  ],
  check: (facts, parameters) => {
    const roles = codesOf(parameters, 'roles');
    return shortfalls(facts, ({ members }) =>
      members.some(({ person, role, from }) =>
        roles.some((wanted) => role === wanted || holds(person, 'role', wanted, tokyoDay(from))),
      )
        ? 0
        : 1,
    ).map((shortfall) =>
      shortfallFinding(facts, shortfall, (span) => `${span}にスーパーバイザーがいません。`),
    );
  },
};
