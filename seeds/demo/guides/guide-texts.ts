import type { AudienceRole, Change, GuideKind } from '../../../src/guides/domain/guide';
import type { MenuField } from '../demo-period';

/** When a version of the demo is published, and from when duties ask for it. */
export type PublishedWhen = 'set_up' | 'lately' | 'draft';

interface DemoVersion {
  readonly change: Change;
  readonly when: PublishedWhen;
  readonly body: string;
}

export interface DemoGuide {
  readonly code: string;
  readonly kind: GuideKind;
  readonly title: string;
  readonly roles: readonly AudienceRole[];
  readonly fields: readonly MenuField[];
  /** Numbered from 1. */
  readonly versions: readonly DemoVersion[];
}

const SAMPLE = 'この文書は、操作を試すための架空の見本です。\n\n';

const POLICY = `${SAMPLE}# 何のための電話か
つらさを抱えた人が、ひとりきりにならないための電話です。答えを出すことより、話してよかったと思えることを大切にします。

# 聴くときの約束
- 話の途中で結論を急がない。
- 責めない、比べない、決めつけない。
- 分からないことは分からないと伝え、調べてから答える。
- 相談者が話したくないことは、無理に尋ねない。

# 命の危険があるとき
- まず今いる場所と、そばに誰かがいるかを確かめる。
- 一人で抱えず、専門員に手を挙げて知らせる。
- 本人の同意が得られないときの通報は、専門員と二人で決める。

# 記録
電話を終えたら、その日のうちに記録票を書きます。要旨には、名前・電話番号・住所など本人が分かることを書きません。`;

const MANUAL = `${SAMPLE}# つなぐ前に確かめること
- 本人が、つながることを望んでいるか。
- 何を、どこまで先方に伝えてよいか。同意はつなぎ先ごとに取り直す。
- 窓口が今日開いているか。年末年始は名簿の受付時間の例外を見る。

# つなぎ方の四つの強さ
- 番号を案内する。
- 電話を回す。
- 機関に連絡し、受け入れを確かめる。
- 一緒に行く。

番号だけを伝えて終わりにせず、次に誰が何をするかを本人と確かめます。`;

const SCRIPT_1 = `${SAMPLE}# 出るとき
「お電話ありがとうございます。お話をうかがいます。」

# 黙っているとき
「話せそうになるまで、このまま待っていますね。」
三分ほど待っても声がないときは、またいつでもかけてよいことを伝えて終えます。

# 終えるとき
「今日は話してくださってありがとうございました。」
次にできることを一つだけ、一緒に言葉にします。`;

const SCRIPT_2 = `${SCRIPT_1}

# 何度もかけてくる人へ
同じ人だと分かっても、初めての電話と同じように出ます。話せる時間を先に伝え、終わりの五分前に声をかけます。`;

const CRISIS = `${SAMPLE}# たずね方
「死にたい気持ちがありますか」と、言葉を濁さずにたずねます。たずねることで危険が増すことはありません。

# 確かめる順
- 今日、実行するつもりがあるか。
- 手段が手元にあるか。あれば、遠ざけられるか。
- そばに来られる人がいるか。

# 切る前に
次に話す時を約束し、それまでの過ごし方を一緒に決めます。`;

const PLEDGE = `${SAMPLE}わたしは、この期の相談に携わるにあたり、次のことを誓います。

- 相談で知ったことを、業務に必要な人のほかに話しません。期が終わった後も、団体を離れた後も同じです。
- 相談者が誰であるかを調べたり、自分から連絡を取ったりしません。
- 記録を写真に撮らず、書き写さず、決められた場所の外に持ち出しません。
- 漏れたかもしれないと気付いたときは、すぐに団体と事務局に知らせます。`;

export const DEMO_GUIDES: readonly DemoGuide[] = [
  {
    code: 'basic-policy',
    kind: 'policy',
    title: '相談対応の基本方針（架空）',
    roles: [],
    fields: [],
    versions: [
      { change: 'major', when: 'set_up', body: POLICY },
      {
        change: 'minor',
        when: 'draft',
        body: POLICY.replace('その日のうちに', '勤務を終える前に'),
      },
    ],
  },
  {
    code: 'referral-manual',
    kind: 'manual',
    title: 'つなぎ先マニュアル（架空）',
    roles: ['counsellor', 'referrals'],
    fields: [],
    versions: [{ change: 'major', when: 'set_up', body: MANUAL }],
  },
  {
    code: 'script-general',
    kind: 'script',
    title: '応対の手引き（架空）',
    roles: ['counsellor'],
    fields: [],
    versions: [
      { change: 'major', when: 'set_up', body: SCRIPT_1 },
      { change: 'major', when: 'lately', body: SCRIPT_2 },
    ],
  },
  {
    code: 'script-suicide',
    kind: 'script',
    title: '死にたい気持ちを聴く手引き（架空）',
    roles: [],
    fields: ['suicide'],
    versions: [{ change: 'major', when: 'set_up', body: CRISIS }],
  },
  {
    code: 'confidentiality-pledge',
    kind: 'pledge',
    title: '守秘の誓約書（架空）',
    roles: [],
    fields: [],
    versions: [{ change: 'major', when: 'set_up', body: PLEDGE }],
  },
];
