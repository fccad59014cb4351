const anyOf = (list: string): string => list.trim().split(/\s+/).join('|');

/** Relatives, roles and words before さん, 先生 and the like that name nobody; compared with the end of what stands there. */
const ROLES_IN_KANJI = new RegExp(
  `(?:${anyOf(`
    父 母 兄 姉 弟 妹 娘 孫 嫁 婿 姑 舅 犬 猫 息子 子供 双子 迷子 弟子 親子 女子 男子 妻子 旦那 主人 父親 母親 両親 里親 片親 毒親 長男 次男 三男 長女
    次女 三女 伯父 叔父 従兄 従姉 前夫 元夫 前妻 元妻 人妻 元彼 彼女 少女 少年 青年 男性 女性 男女 老人 大人 高齢 親族 親戚 身内 実家 先方 仲間 友人 友達
    親友 先輩 後輩 同僚 上司 部下 本人 相手 近所 隣近所 自分 皆 誰 何 某 担当 責任 担任 副担任 教頭 主任 専門 顧問 部活 塾 学校 大学 高校 中学 小学
    国語 数学 英語 理科 社会 音楽 美術 体育 算数 家庭教 習字 書道 看護 介護 保健 養護 相談 支援 警察 刑事 巡査 消防 救急 自衛隊 弁護 銀行 郵便 宅配 宅急便
    新聞 電気 水道 不動産 保険 年金 管理 清掃 警備 交番 芸能 俳優 声優 漫画 監督 大臣 総理 首相 知事 女王 料理 植木 大工 左官 牧師 神父 住職 宮司 社協 包括
    受付 事務 心療内科 精神科 内科 外科 小児科 歯科 眼科 皮膚科 産婦人科 婦人科 整体 鍼灸 占 霊能 運転手 歌手 選手 助手 若手 本部 支部 全部 内部 外部 幹部
    保育園 幼稚園 学園 昨日 今日 明日 毎日 最近 先日 時々 全然 今回 前回 結構 随分 沢山 散々 普段 新人 新任 前任 後任 外国 素人 有名 二人 三人 加入 彼氏 同氏 両氏 家族 遺族 夫婦 客 先生
  `)}|[師員者官長屋婦主署院校課係家]|[級学校修習験業人入]生|[理業務報計画事]部|[役務究療談健判練業]所|[隣同教談合健]室|[護祉法書理労計同力防養]士|[住居理証他友知恋犯外老芸病商役代請]人)$`,
);
const ROLES_IN_KATAKANA = new RegExp(
  `(?:[ーァィゥェォ]|${anyOf(`
    ママ パパ スタッフ ケアマネ ドクター ナース ボランティア ゲスト オーナー バイト アルバイト パート ホスト ホステス キャスト ネコ イヌ ワン ニャン
    サンタ ゾウ ウサギ クマ カエル サル トリ デイサービス ファン ニート オタク ハロワ ヤクルト ダスキン クロネコ アマゾン メルカリ ヤクザ モデル
    アイドル ダンナ オク ヨメ オヤ トモダチ センパイ ソーシャルワーカ ケースワーカ シェフ コンビニ ピアサポ クリニック ハローワーク プロ ベテラン
    キャバ オネエ オニイ オバア オジイ オバ オジ カア トウ ニイ ネエ ナマポ メンヘラ ペット チビ アカ
  `)})$`,
);
const NOT_A_CHILD_IN_HIRAGANA = new RegExp(
  `(?:${anyOf(`
    おにい おねえ おばあ おじい にい ねえ ばあ じい おば おじ おとう おかあ とう かあ あか わん にゃん ねこ いぬ くま ぼっ ぼう じょう おじょう うさ ちび まご
    め みず いも うち もう まだ とても きちん しょう みな だれ どの この その あの
  `)})$`,
);
const LATIN_WORDS = /^(?:Line|Twitter|Youtuber|Google|Amazon|Doctor|Nurse|Staff|Mama|Papa|Gpt|Chat)$/i;

/** What people say in place of a name: 名前は言いたくない, 氏名は不明. */
const NO_NAME =
  /ない|なく|なし|ぬ$|ず$|聞|言|教|伏|名乗|不明|匿名|仮名|偽名|秘密|未|非|無|覚|分か|知|答|確認|書|出|変|同じ|違|省略|その|この|あの|まだ|わか|はい|いい|ひみつ|イニシャル|ニックネーム|ハンドル|本人|自分|男|女/;

export function isRoleInKanji(run: string): boolean {
  return ROLES_IN_KANJI.test(run);
}

export function isRoleInKatakana(run: string): boolean {
  return ROLES_IN_KATAKANA.test(run);
}

export function isNoChildInHiragana(run: string): boolean {
  return NOT_A_CHILD_IN_HIRAGANA.test(run);
}

export function isLatinWord(run: string): boolean {
  return LATIN_WORDS.test(run);
}

export function standsForNoName(words: string): boolean {
  return NO_NAME.test(words);
}
