import { isNight } from '../../../staffing/domain/nights';
import { dutiesOf, type DutyTime, byStartDay, minutes, shiftIdsOf } from '../work-time';
import { lengthWords } from '../words';
import { eachPerson, type ExcessUnit, type RosterRule } from './rule';

interface Measure {
  readonly limit: number | null;
  readonly duties: readonly DutyTime[];
  readonly amount: number;
  readonly unit: ExcessUnit;
  readonly words: (amount: number) => string;
}

export const personalLimits: RosterRule = {
  code: 'personal_limits',
  label: '本人が望む上限',
  strength: 'hard',
  weight: 0,
  basis: '本人が申し出た期の上限（時間・夜勤・日数）を守る。',
  excusable: true,
  scope: 'person',
  parameters: [],
  check: eachPerson((person) => {
    const here = dutiesOf({ ...person, elsewhere: [] });
    const nights = here.filter(isNight);
    const worked = here.reduce((sum, duty) => sum + minutes(duty), 0);
    const { maxMinutes = null, maxNights = null, maxDays = null } = person.wishes ?? {};
    const measures: Measure[] = [
      { limit: maxMinutes, duties: here, amount: worked, unit: 'minutes', words: lengthWords },
      { limit: maxNights, duties: nights, amount: nights.length, unit: 'duties', words: (n) => `夜勤${n}回` },
      { limit: maxDays, duties: here, amount: byStartDay(here).size, unit: 'days', words: (n) => `${n}日` },
    ];
    return measures.flatMap(({ limit, duties, amount, unit, words }) => {
      const [first, last] = [duties[0], duties.at(-1)];
      if (limit === null || amount <= limit || !first || !last) return [];
      return [
        {
          personId: person.id,
          shiftIds: shiftIdsOf(duties),
          span: { from: first.from, until: last.until },
          excess: { amount: amount - limit, unit },
          message: `期の勤務が${words(amount)}になり、本人が申し出た上限の${words(limit)}を超えます。`,
        },
      ];
    });
  }),
};
