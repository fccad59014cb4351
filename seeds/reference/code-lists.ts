/** One code list: stable code, Japanese label, English label. The order is the order of tables and screens. */
export type CodeList = readonly (readonly [code: string, ja: string, en: string])[];

/** Fields of the voice menu, stable across periods; which digit leads where is the period's own business. */
export const LINE_FIELDS: CodeList = [
  ['poverty', '生活困窮', 'Poverty'],
  ['foreign', '外国語', 'Foreign languages'],
  ['suicide', '死にたいほどつらい', 'Suicidal distress'],
  ['women', '女性・DV・性暴力', 'Women, domestic and sexual violence'],
  ['gender', '性別違和・同性愛', 'Gender identity and orientation'],
  ['single_mother', 'シングルマザー', 'Single mothers'],
  ['under18', '18歳以下', 'Aged 18 or under'],
  ['loneliness', '孤独・孤立', 'Loneliness and isolation'],
  ['disaster', '被災', 'Disaster'],
  ['other', '他', 'Other'],
];

/** The twelve worry categories of the public website (2021-11). */
const WORRY_CATEGORIES: CodeList = [
  ['W01', '食事・住まい・家事', 'Food, housing, housework'],
  ['W02', '生活や医療に係る費用', 'Living and medical costs'],
  ['W03', '仕事・職場', 'Work'],
  ['W04', '妊娠・出産', 'Pregnancy and birth'],
  ['W05', '子育て', 'Parenting'],
  ['W06', '一緒に暮らしている人との関係', 'People one lives with'],
  ['W07', '介護', 'Nursing care'],
  ['W08', '犯罪被害・消費者被害', 'Crime and consumer harm'],
  ['W09', '病気・依存症/社会復帰', 'Illness, addiction, return to society'],
  ['W10', '交通事故・災害', 'Traffic accidents and disasters'],
  ['W11', '新型コロナウイルス', 'COVID-19'],
  ['W12', '悩みを話せる場所がない', 'Nowhere to talk about worries'],
];

/** The five kinds of response whose numbers the ministry reviews. */
const RESPONSE_KINDS: CodeList = [
  ['listening', '傾聴', 'Listening'],
  ['info_advice', '情報提供・助言', 'Information and advice'],
  ['interview', '面談', 'Meeting in person'],
  ['accompaniment', '同行支援', 'Accompanied support'],
  ['coordination', '関係機関との連携', 'Work with other bodies'],
];

const CHANNELS: CodeList = [
  ['phone', '電話', 'Telephone'],
  ['chat', 'チャット', 'Chat'],
  ['mail', 'メール', 'Mail'],
  ['sns', 'SNS', 'Social media'],
  ['metaverse', 'メタバース', 'Metaverse'],
  ['other', 'その他', 'Other'],
];

const CONTACT_RESULTS: CodeList = [
  ['answered', '応答', 'Answered'],
  ['abandoned_ivr', '途中放棄（ガイダンス中）', 'Abandoned in the menu'],
  ['abandoned_queue', '途中放棄（待ち）', 'Abandoned in the queue'],
  ['busy', '話中', 'Busy'],
  ['out_of_hours', '時間外', 'Out of hours'],
  ['transferred', '転送', 'Transferred'],
  ['unreplied', '未返信', 'Not replied to'],
];

/** Who ended a talk or chat. */
const ENDINGS: CodeList = [
  ['caller', '相談者', 'Caller'],
  ['counsellor', '相談員', 'Counsellor'],
  ['system', 'システム', 'System'],
];

const ORIGINS: CodeList = [
  ['fixed', '固定電話', 'Fixed line'],
  ['public', '公衆電話', 'Payphone'],
  ['mobile', '携帯電話', 'Mobile'],
  ['ip', 'IP電話', 'IP telephone'],
  ['unknown', '不明', 'Unknown'],
];

/** What somebody could have done for the caller. */
const SUPPORT_KINDS: CodeList = [
  ['shelter', '泊まる場所', 'A place to stay'],
  ['food', '食べ物・日用品', 'Food and daily goods'],
  ['money', 'お金・手当', 'Money and benefits'],
  ['medical', '医療・服薬', 'Medical care'],
  ['accompaniment', '同行', 'Somebody at one’s side'],
  ['company', '話し相手・居場所', 'Company, a place to be'],
  ['care', '育児・介護の手', 'Help with children or care'],
  ['legal', '法律相談', 'Legal advice'],
  ['interpreter', '通訳', 'An interpreter'],
  ['transport', '移動', 'A way to get there'],
  ['other', 'その他', 'Other'],
];

/** Why nothing fitted. */
const UNMET_REASONS: CodeList = [
  ['none_near', '近くにない', 'None near'],
  ['closed', '今は開いていない', 'Closed now'],
  ['full', '空きがない', 'Full'],
  ['not_answering', '連絡がつかない', 'Does not answer'],
  ['refused', '断られた', 'Refused'],
  ['age', '年齢が合わない', 'Age'],
  ['language', '言葉が通じない', 'Language'],
  ['eligibility', '条件に合わない', 'Not eligible'],
  ['cost', '費用がかかる', 'Cost'],
  ['access', '行く手段がない', 'No way to get there'],
  ['other', 'その他', 'Other'],
];

/** JIS X 0401. */
const PREFECTURES: CodeList = [
  ['01', '北海道', 'Hokkaido'],
  ['02', '青森県', 'Aomori'],
  ['03', '岩手県', 'Iwate'],
  ['04', '宮城県', 'Miyagi'],
  ['05', '秋田県', 'Akita'],
  ['06', '山形県', 'Yamagata'],
  ['07', '福島県', 'Fukushima'],
  ['08', '茨城県', 'Ibaraki'],
  ['09', '栃木県', 'Tochigi'],
  ['10', '群馬県', 'Gunma'],
  ['11', '埼玉県', 'Saitama'],
  ['12', '千葉県', 'Chiba'],
  ['13', '東京都', 'Tokyo'],
  ['14', '神奈川県', 'Kanagawa'],
  ['15', '新潟県', 'Niigata'],
  ['16', '富山県', 'Toyama'],
  ['17', '石川県', 'Ishikawa'],
  ['18', '福井県', 'Fukui'],
  ['19', '山梨県', 'Yamanashi'],
  ['20', '長野県', 'Nagano'],
  ['21', '岐阜県', 'Gifu'],
  ['22', '静岡県', 'Shizuoka'],
  ['23', '愛知県', 'Aichi'],
  ['24', '三重県', 'Mie'],
  ['25', '滋賀県', 'Shiga'],
  ['26', '京都府', 'Kyoto'],
  ['27', '大阪府', 'Osaka'],
  ['28', '兵庫県', 'Hyogo'],
  ['29', '奈良県', 'Nara'],
  ['30', '和歌山県', 'Wakayama'],
  ['31', '鳥取県', 'Tottori'],
  ['32', '島根県', 'Shimane'],
  ['33', '岡山県', 'Okayama'],
  ['34', '広島県', 'Hiroshima'],
  ['35', '山口県', 'Yamaguchi'],
  ['36', '徳島県', 'Tokushima'],
  ['37', '香川県', 'Kagawa'],
  ['38', '愛媛県', 'Ehime'],
  ['39', '高知県', 'Kochi'],
  ['40', '福岡県', 'Fukuoka'],
  ['41', '佐賀県', 'Saga'],
  ['42', '長崎県', 'Nagasaki'],
  ['43', '熊本県', 'Kumamoto'],
  ['44', '大分県', 'Oita'],
  ['45', '宮崎県', 'Miyazaki'],
  ['46', '鹿児島県', 'Kagoshima'],
  ['47', '沖縄県', 'Okinawa'],
];

export const CODE_LISTS: Readonly<Record<string, CodeList>> = {
  worry_category: WORRY_CATEGORIES,
  response_kind: RESPONSE_KINDS,
  channel: CHANNELS,
  contact_result: CONTACT_RESULTS,
  origin: ORIGINS,
  ended_by: ENDINGS,
  support_kind: SUPPORT_KINDS,
  unmet_reason: UNMET_REASONS,
  prefecture: PREFECTURES,
};
