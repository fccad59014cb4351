import { lengthWords, spanWords } from '../words';
import { dutiesOf, minutes, shiftIdsOf, stretchesOf } from '../work-time';
import { eachPerson, type Finding, type RosterRule, wholeOf } from './rule';

export const rest: RosterRule = {
  code: 'rest',
  label: '勤務間インターバル',
  strength: 'hard',
  weight: 0,
  basis:
    '労働時間等設定改善法 第2条（終業から始業までの時間の設定）。11時間はEU労働時間指令 2003/88/EC 第3条の長さ。',
  excusable: false,
  scope: 'person',
  parameters: [
    { name: 'hours', label: '必要な間隔（時間）', kind: 'whole', min: 0, max: 48, default: 11 },
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
    const needed = wholeOf(parameters, 'hours') * 60;
    const stretches = stretchesOf(dutiesOf(person), wholeOf(parameters, 'joinMinutes'));
    return stretches.slice(1).flatMap((later, index): Finding[] => {
      const earlier = stretches[index] ?? later;
      const span = { from: earlier.until, until: later.from };
      const lacking = needed - minutes(span);
      if (lacking <= 0) return [];
      return [
        {
          personId: person.id,
          shiftIds: shiftIdsOf([...earlier.duties.slice(-1), ...later.duties.slice(0, 1)]),
          span,
          excess: { amount: lacking, unit: 'minutes' },
          message: `勤務の間が${spanWords(span)}の${lengthWords(minutes(span))}しかなく、必要な${lengthWords(needed)}に${lengthWords(lacking)}足りません。`,
        },
      ];
    });
  }),
};
