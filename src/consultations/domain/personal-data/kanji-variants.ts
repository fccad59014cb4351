/**
 * Forms of one character that registers of names keep apart and readers do not; folded for finding only, the text keeps
 * its own. Unicode's normal forms leave most of them alone.
 */
const FAMILIES = [
  ...[
    '高髙',
    '崎﨑嵜埼',
    '辺邉邊',
    '斎齋',
    '斉齊',
    '浜濱濵',
    '沢澤',
    '広廣',
    '国國圀',
    '島嶋嶌',
    '徳德',
    '真眞',
  ],
  ...['恵惠', '栄榮', '渕淵', '竜龍', '礼禮', '桜櫻', '瀬瀨', '蔵藏', '吉𠮷', '遥遙', '関關', '塚塚', '条條'],
  ...['滝瀧', '黒黑', '緑綠', '曽曾', '穂穗', '万萬', '実實', '円圓', '桧檜', '薮藪', '鉄鐵', '寿壽'],
  ...['亀龜', '豊豐', '弥彌', '晃晄', '凛凜', '会會', '学學', '宝寶', '静靜', '翠翆', '富冨', '峰峯'],
];

export const KANJI_VARIANTS: ReadonlyMap<string, string> = new Map(
  FAMILIES.flatMap((family) => {
    const [usual = '', ...others] = family;
    return others.map((other) => [other, usual] as const);
  }),
);
