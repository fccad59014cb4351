import { spanWords } from '../words';
import { type WishLevel, wishLevel } from '../wish-level';
import { eachPerson, type RosterRule } from './rule';

function against(level: WishLevel, words: string): Pick<RosterRule, 'scope' | 'parameters' | 'check'> {
  return {
    scope: 'person',
    parameters: [],
    check: eachPerson((person) =>
      person.duties
        .filter((duty) => wishLevel(person.wishes, duty) === level)
        .map((duty) => ({
          personId: person.id,
          shiftIds: [duty.id],
          span: duty,
          excess: null,
          message: `${spanWords(duty)}は本人が${words}。`,
        })),
    ),
  };
}

export const cannot: RosterRule = {
  code: 'cannot',
  label: '勤務できない時間',
  strength: 'hard',
  weight: 0,
  basis: '本人が勤務できないとした時間には入れない。',
  excusable: true,
  ...against('cannot', '勤務できないとしています'),
};

export const reluctant: RosterRule = {
  code: 'reluctant',
  label: 'できれば避けたい時間',
  strength: 'weighted',
  weight: 2,
  basis: '本人が「ほかにいなければ」とした時間は後回しにする。',
  excusable: true,
  ...against('reluctant', '「ほかにいなければ」としています'),
};

export const notOffered: RosterRule = {
  code: 'not_offered',
  label: '申し出のない時間',
  strength: 'weighted',
  weight: 5,
  basis: '本人が申し出ていない時間に入れるときは、本人に確かめる。',
  excusable: true,
  ...against('not_offered', '申し出ていません'),
};
