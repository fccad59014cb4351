import { lengthWords, spanWords } from '../words';
import { dutiesOf, minutes, shiftIdsOf, stretchesOf } from '../work-time';
import { eachPerson, type RosterRule, wholeOf } from './rule';

export const consecutiveHours: RosterRule = {
  code: 'consecutive_hours',
  label: '続けての勤務時間',
  strength: 'hard',
  weight: 0,
  basis: '1日24時間から勤務間インターバル11時間を引いた13時間を既定とする。',
  excusable: true,
  scope: 'person',
  parameters: [
    { name: 'hours', label: '続けての上限（時間）', kind: 'whole', min: 1, max: 48, default: 13 },
    {
      name: 'joinMinutes',
      label: '続けての勤務とみなす間（分）',
      kind: 'whole',
      min: 0,
      max: 480,
      default: 60,
    },
  ],
  check: eachPerson((person, parameters) => {
    const limit = wholeOf(parameters, 'hours') * 60;
    return stretchesOf(dutiesOf(person), wholeOf(parameters, 'joinMinutes'))
      .filter((stretch) => minutes(stretch) > limit)
      .map((stretch) => ({
        personId: person.id,
        shiftIds: shiftIdsOf(stretch.duties),
        span: { from: stretch.from, until: stretch.until },
        excess: { amount: minutes(stretch) - limit, unit: 'minutes' as const },
        message: `${spanWords(stretch)}に${lengthWords(minutes(stretch))}続けて勤務し、上限の${lengthWords(limit)}を超えます。`,
      }));
  }),
};
