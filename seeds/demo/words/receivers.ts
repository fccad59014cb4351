import type { ReceiverKind } from '../../../src/referrals/domain/receiver-kinds';
import type { MainField } from './situations';

interface Receiver {
  readonly name: string;
  readonly kind: ReceiverKind;
}

const receiver = (kind: ReceiverKind, name: string): Receiver => ({ kind, name });

const SELF_RELIANCE = [
  receiver('self_reliance_support', '霞ノ湊市 自立相談支援センター'),
  receiver('self_reliance_support', '暁ヶ浦市 くらしの相談窓口'),
  receiver('social_welfare_council', '汐見野町 社会福祉協議会'),
  receiver('welfare_office', '月見原市 福祉事務所'),
];
const WOMEN = [
  receiver('specialist_support_body', '花瑞木県 女性相談支援センター'),
  receiver('specialist_support_body', 'NPO法人 花瑞木シェルター'),
  receiver('police', '花瑞木県警察 相談窓口'),
];
const MENTAL = [
  receiver('medical', '月見原県 精神保健福祉センター'),
  receiver('medical', '暁ヶ浦保健所'),
  receiver('local_support_body', 'NPO法人 月見原こころの居場所'),
];
const FOOD = [
  receiver('local_support_body', 'NPO法人 霞ノ湊フードパントリー'),
  receiver('social_welfare_council', '霞ノ湊市 社会福祉協議会'),
];
const GENERAL = [
  receiver('municipal_office', '若芽沢市 福祉総合窓口'),
  receiver('regional_council', '若芽沢市 孤独・孤立対策地域協議会'),
  receiver('local_support_body', 'NPO法人 若芽沢まちの居場所'),
];

/** Offices of places that exist on no map. */
const BY_FIELD: Readonly<Partial<Record<MainField, readonly Receiver[]>>> = {
  poverty: SELF_RELIANCE,
  debt: [...SELF_RELIANCE, receiver('specialist_support_body', '霞ノ湊 多重債務法律相談所')],
  housing: SELF_RELIANCE,
  food: FOOD,
  single_parent: [...SELF_RELIANCE, receiver('municipal_office', '若芽沢市 こども家庭課')],
  women_dv: WOMEN,
  abuse: [
    receiver('child_guidance_centre', '若羽根児童相談所'),
    receiver('municipal_office', '若羽根市 こども家庭センター'),
  ],
  parenting: [receiver('municipal_office', '若羽根市 こども家庭センター')],
  suicide: MENTAL,
  mental: MENTAL,
  health: MENTAL,
  addiction: [...MENTAL, receiver('specialist_support_body', '一般社団法人 汐見野回復の家')],
  crime_consumer: [
    receiver('municipal_office', '言葉ノ森市 消費生活センター'),
    receiver('police', '言葉ノ森県警察 相談窓口'),
  ],
  foreign: [
    receiver('municipal_office', '言葉ノ森市 多文化共生課'),
    receiver('specialist_support_body', '言葉ノ森 外国人総合相談センター'),
  ],
  care: [receiver('municipal_office', '若芽沢市 地域包括支援センター')],
  hikikomori: [receiver('specialist_support_body', '月見原県 ひきこもり地域支援センター')],
};

export function receiversFor(field: MainField): readonly Receiver[] {
  return BY_FIELD[field] ?? GENERAL;
}

/** Notes on some of the steps. */
export const STEP_NOTES: Readonly<Partial<Record<string, readonly string[]>>> = {
  proposal: ['本人の困りごとと希望を整理し、つなぎ先の候補を説明した。'],
  consent: ['口頭で同意。伝えてよい範囲は、氏名の読みと困りごとのあらましまで。'],
  dispatch: ['年明けの開庁を待って電話で概要を伝えた。', '担当者に電話で引き継いだ。'],
  refusal: ['管轄外とのことで、別の窓口を教えてもらった。'],
  meeting: ['先方の窓口で面談。本人の話をゆっくり聴いてもらえたとのこと。'],
  accompaniment: ['窓口まで同行し、受付まで付き添った。'],
  reception: ['先方の担当者から、受け付けたとの連絡があった。'],
  withdrawal: ['「少し様子を見たい」とのことで、取り下げの希望があった。'],
};
