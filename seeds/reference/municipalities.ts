/**
 * What is here: the 20 designated cities, the 23 special wards, the other prefectural capitals, and some mergers as examples, from
 * general knowledge. It is no complete list; the official one (総務省「全国地方公共団体コード」) is taken in as a file.
 */
export interface SeedMunicipality {
  readonly code: string;
  readonly name: string;
  readonly city?: string;
  readonly from?: string;
  readonly until?: string;
  readonly successors?: readonly string[];
}

/** The codes were introduced in 1970 (昭和45年). */
export const CODES_BEGIN = '1970-04-01';

const DESIGNATED_CITIES: readonly SeedMunicipality[] = [
  { code: '01100', name: '札幌市', from: '1972-04-01' },
  { code: '04100', name: '仙台市', from: '1989-04-01' },
  { code: '11100', name: 'さいたま市', from: '2003-04-01' },
  { code: '12100', name: '千葉市', from: '1992-04-01' },
  { code: '14100', name: '横浜市' },
  { code: '14130', name: '川崎市', from: '1972-04-01' },
  { code: '14150', name: '相模原市', from: '2010-04-01' },
  { code: '15100', name: '新潟市', from: '2007-04-01' },
  { code: '22100', name: '静岡市', from: '2005-04-01' },
  { code: '22130', name: '浜松市', from: '2007-04-01' },
  { code: '23100', name: '名古屋市' },
  { code: '26100', name: '京都市' },
  { code: '27100', name: '大阪市' },
  { code: '27140', name: '堺市', from: '2006-04-01' },
  { code: '28100', name: '神戸市' },
  { code: '33100', name: '岡山市', from: '2009-04-01' },
  { code: '34100', name: '広島市', from: '1980-04-01' },
  { code: '40100', name: '北九州市' },
  { code: '40130', name: '福岡市', from: '1972-04-01' },
  { code: '43100', name: '熊本市', from: '2012-04-01' },
];

const SPECIAL_WARDS: readonly SeedMunicipality[] = [
  '千代田区',
  '中央区',
  '港区',
  '新宿区',
  '文京区',
  '台東区',
  '墨田区',
  '江東区',
  '品川区',
  '目黒区',
  '大田区',
  '世田谷区',
  '渋谷区',
  '中野区',
  '杉並区',
  '豊島区',
  '北区',
  '荒川区',
  '板橋区',
  '練馬区',
  '足立区',
  '葛飾区',
  '江戸川区',
].map((name, at) => ({ code: String(13_101 + at), name }));

const CAPITALS: readonly SeedMunicipality[] = [
  { code: '02201', name: '青森市' },
  { code: '03201', name: '盛岡市' },
  { code: '05201', name: '秋田市' },
  { code: '06201', name: '山形市' },
  { code: '07201', name: '福島市' },
  { code: '08201', name: '水戸市' },
  { code: '09201', name: '宇都宮市' },
  { code: '10201', name: '前橋市' },
  { code: '16201', name: '富山市' },
  { code: '17201', name: '金沢市' },
  { code: '18201', name: '福井市' },
  { code: '19201', name: '甲府市' },
  { code: '20201', name: '長野市' },
  { code: '21201', name: '岐阜市' },
  { code: '24201', name: '津市' },
  { code: '25201', name: '大津市' },
  { code: '29201', name: '奈良市' },
  { code: '30201', name: '和歌山市' },
  { code: '31201', name: '鳥取市' },
  { code: '32201', name: '松江市' },
  { code: '35203', name: '山口市' },
  { code: '36201', name: '徳島市' },
  { code: '37201', name: '高松市' },
  { code: '38201', name: '松山市' },
  { code: '39201', name: '高知市' },
  { code: '41201', name: '佐賀市' },
  { code: '42201', name: '長崎市' },
  { code: '44201', name: '大分市' },
  { code: '45201', name: '宮崎市' },
  { code: '46201', name: '鹿児島市' },
  { code: '47201', name: '那覇市' },
];

/** A merger, a merger followed by a change of code, and a city that redrew its wards. */
const MERGERS: readonly SeedMunicipality[] = [
  { code: '13216', name: '田無市', until: '2001-01-21', successors: ['13229'] },
  { code: '13217', name: '保谷市', until: '2001-01-21', successors: ['13229'] },
  { code: '13229', name: '西東京市', from: '2001-01-21' },
  { code: '22204', name: '清水市', until: '2003-04-01', successors: ['22201'] },
  { code: '22201', name: '静岡市', until: '2005-04-01', successors: ['22100'] },
  { code: '35205', name: '徳山市', until: '2003-04-21', successors: ['35215'] },
  { code: '35214', name: '新南陽市', until: '2003-04-21', successors: ['35215'] },
  { code: '35215', name: '周南市', from: '2003-04-21' },
  ...(
    [
      ['22131', '中区', ['22138']],
      ['22132', '東区', ['22138']],
      ['22133', '西区', ['22138']],
      ['22134', '南区', ['22138']],
      ['22135', '北区', ['22138', '22139']],
      ['22136', '浜北区', ['22139']],
      ['22137', '天竜区', ['22140']],
    ] as const
  ).map(([code, name, successors]) => ({
    code,
    name: `浜松市${name}`,
    city: '22130',
    from: '2007-04-01',
    until: '2024-01-01',
    successors,
  })),
  { code: '22138', name: '浜松市中央区', city: '22130', from: '2024-01-01' },
  { code: '22139', name: '浜松市浜名区', city: '22130', from: '2024-01-01' },
  { code: '22140', name: '浜松市天竜区', city: '22130', from: '2024-01-01' },
];

export const MUNICIPALITIES: readonly SeedMunicipality[] = [
  ...DESIGNATED_CITIES,
  ...SPECIAL_WARDS,
  ...CAPITALS,
  ...MERGERS,
];
