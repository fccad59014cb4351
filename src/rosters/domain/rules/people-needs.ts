import { intersection } from '../../../shared/interval';
import { tokyoDay } from '../../../shared/tokyo-time';
import { cutByInterval, joinShortfalls } from '../by-interval';
import { holds, type RosterFacts, type PeopleNeed } from '../roster-facts';
import { spanWords } from '../words';
import { type OnDuty, onDuty } from './on-duty';
import type { Finding, RosterRule } from './rule';

export const peopleNeeds: RosterRule = {
  code: 'people_needs',
  label: '人数・言語・性別の必要',
  strength: 'weighted',
  weight: 10,
  basis: '手で定めた必要（人数・言語・性別・スーパーバイザー）を、時間ごとに満たす。',
  excusable: true,
  scope: 'roster',
  parameters: [],
  check: (facts) => facts.needs.flatMap((need) => unmet(facts, need)),
};

function unmet(facts: RosterFacts, need: PeopleNeed): Finding[] {
  const there = onDuty(facts).flatMap((duty) => {
    const shared = intersection(duty, need);
    const sameDesk = need.fieldCode === null || duty.fieldCode === null || duty.fieldCode === need.fieldCode;
    return shared && duty.channel === need.channel && sameDesk && able(duty, need)
      ? [{ ...shared, personId: duty.person.id }]
      : [];
  });
  const marker = { from: need.from, until: need.until, personId: '' };
  const lacking = cutByInterval([marker, ...there]).map(({ from, until, members }) => ({
    from,
    until,
    missing: need.atLeast - (new Set(members.map(({ personId }) => personId)).size - 1),
  }));
  return joinShortfalls(lacking.filter(({ missing }) => missing > 0)).map(({ from, until, missing }) => ({
    personId: null,
    shiftIds: [],
    span: { from, until },
    excess: { amount: missing, unit: 'people' },
    message: `${spanWords({ from, until })}に必要な対応者が${missing}人足りません。`,
  }));
}

function able({ person, from }: OnDuty, { skill }: PeopleNeed): boolean {
  return skill === null || holds(person, skill.kind, skill.code, tokyoDay(from));
}
