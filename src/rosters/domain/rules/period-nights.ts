import { isNight } from '../../../staffing/domain/nights';
import { dutiesOf, shiftIdsOf } from '../work-time';
import { dayWords } from '../words';
import { tokyoDay } from '../../../shared/tokyo-time';
import { eachPerson, type RosterRule, wholeOf } from './rule';

export const periodNights: RosterRule = {
  code: 'period_nights',
  label: '期の夜勤回数',
  strength: 'weighted',
  weight: 5,
  basis: '日本看護協会の同ガイドライン（夜勤は月8回以内）を3週間の期に割り当てた。',
  excusable: true,
  scope: 'person',
  parameters: [{ name: 'nights', label: '期の上限（回）', kind: 'whole', min: 0, max: 100, default: 6 }],
  check: eachPerson((person, parameters) => {
    const limit = wholeOf(parameters, 'nights');
    const nights = dutiesOf(person).filter(isNight);
    const [first, last] = [nights[0], nights.at(-1)];
    if (nights.length <= limit || !first || !last) return [];
    return [
      {
        personId: person.id,
        shiftIds: shiftIdsOf(nights),
        span: { from: first.from, until: last.until },
        excess: { amount: nights.length - limit, unit: 'duties' },
        message: `${dayWords(tokyoDay(first.from))}から${dayWords(tokyoDay(last.from))}までの夜勤が${nights.length}回になり、期の上限の${limit}回を超えます。`,
      },
    ];
  }),
};
