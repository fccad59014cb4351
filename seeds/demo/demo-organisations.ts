import type { MenuField } from './demo-period';

export type OrganisationKind = 'npo' | 'contractor' | 'cabinet_office';

interface DemoOrganisation {
  readonly code: string;
  readonly name: string;
  readonly kind: OrganisationKind;
}

/** A body that answers calls. Its place name exists on no map. */
interface DemoNpo extends DemoOrganisation {
  readonly people: number;
  readonly seatsPromised: number;
  readonly budgetYen: number;
}

const npo = (code: string, name: string, people: number, seatsPromised: number): DemoNpo => ({
  code,
  name,
  kind: 'npo',
  people,
  seatsPromised,
  budgetYen: seatsPromised * 1_450_000,
});

/** Twelve bodies, 120 people. */
export const NPOS: readonly DemoNpo[] = [
  npo('akatsuki', 'NPO法人 暁ヶ浦いのちの灯', 14, 3),
  npo('shiomino', '認定NPO法人 汐見野ライフダイヤル', 9, 3),
  npo('tsukimi', 'NPO法人 月見原こころの窓', 8, 2),
  npo('hidamari', 'NPO法人 陽だまり野相談室', 14, 3),
  npo('komorebi', '一般社団法人 木漏日坂よりそいの会', 9, 2),
  npo('kurashi', 'NPO法人 若芽沢くらしサポート', 12, 2),
  npo('minato', 'NPO法人 霞ノ湊フードパントリー', 7, 1),
  npo('hanamizu', 'NPO法人 花瑞木女性ホットライン', 13, 2),
  npo('nijigaoka', 'NPO法人 虹見ヶ丘にじの相談室', 10, 2),
  npo('kotonoha', '一般社団法人 言葉ノ森多言語センター', 10, 2),
  npo('wakabane', '認定NPO法人 若羽根こどもライン', 8, 3),
  npo('tomoshibi', 'NPO法人 灯台町夜の電話室', 6, 2),
];

export const HOME_NPO = 'hidamari';
export const CONTRACTOR = 'jimukyoku';
export const CABINET_OFFICE = 'naikakufu-demo';

export const ORGANISATIONS: readonly DemoOrganisation[] = [
  ...NPOS,
  { code: CONTRACTOR, name: '株式会社 架け橋ワークス（つなぎ事務局・架空）', kind: 'contractor' },
  { code: CABINET_OFFICE, name: '内閣府（デモ）', kind: 'cabinet_office' },
];

export type DutyRole = 'counsellor' | 'adviser' | 'coordinator' | 'interpreter' | 'standby';

/** One stretch of every day, in clock hours beyond 24 as rosters print them, with its seats. */
type DailyBlock = readonly [from: number, until: number, seats: number];

/** A row of the roster plan: who keeps which desk when. */
export interface Desk {
  readonly organisation: string;
  readonly role: DutyRole;
  readonly channel: 'phone' | 'chat';
  /** What the calls taken here are about; several fields make a desk without a field of its own. */
  readonly serves: readonly MenuField[];
  readonly blocks: readonly DailyBlock[];
  /** One more seat on the evenings of 31 December and 1 January. */
  readonly reinforced?: boolean;
}

export const DESKS: readonly Desk[] = [
  {
    organisation: 'akatsuki',
    role: 'counsellor',
    channel: 'phone',
    serves: ['suicide'],
    blocks: [
      [10, 15, 1],
      [15, 20, 2],
      [20, 25, 2],
      [25, 30, 2],
      [30, 34, 2],
    ],
    reinforced: true,
  },
  { organisation: 'akatsuki', role: 'adviser', channel: 'phone', serves: ['suicide'], blocks: [[20, 25, 1]] },
  {
    organisation: 'shiomino',
    role: 'counsellor',
    channel: 'phone',
    serves: ['suicide'],
    blocks: [
      [16, 22, 2],
      [22, 28, 2],
    ],
    reinforced: true,
  },
  {
    organisation: 'tsukimi',
    role: 'counsellor',
    channel: 'phone',
    serves: ['suicide', 'loneliness'],
    blocks: [
      [20, 24, 2],
      [24, 28, 2],
    ],
    reinforced: true,
  },
  {
    organisation: 'hidamari',
    role: 'counsellor',
    channel: 'phone',
    serves: ['loneliness'],
    blocks: [
      [10, 15, 1],
      [15, 20, 2],
      [20, 25, 2],
      [25, 30, 2],
      [30, 34, 2],
    ],
    reinforced: true,
  },
  {
    organisation: 'hidamari',
    role: 'adviser',
    channel: 'phone',
    serves: ['loneliness'],
    blocks: [[18, 23, 1]],
  },
  {
    organisation: 'hidamari',
    role: 'coordinator',
    channel: 'phone',
    serves: ['loneliness'],
    blocks: [[10, 14, 1]],
  },
  {
    organisation: 'komorebi',
    role: 'counsellor',
    channel: 'phone',
    serves: ['loneliness'],
    blocks: [
      [18, 23, 1],
      [23, 28, 2],
    ],
    reinforced: true,
  },
  {
    organisation: 'kurashi',
    role: 'counsellor',
    channel: 'phone',
    serves: ['poverty', 'single_mother'],
    blocks: [
      [10, 16, 2],
      [16, 22, 2],
      [22, 28, 2],
      [28, 34, 2],
    ],
  },
  { organisation: 'kurashi', role: 'standby', channel: 'phone', serves: ['poverty'], blocks: [[22, 28, 1]] },
  {
    organisation: 'minato',
    role: 'counsellor',
    channel: 'phone',
    serves: ['poverty'],
    blocks: [
      [10, 16, 1],
      [16, 22, 1],
    ],
  },
  {
    organisation: 'hanamizu',
    role: 'counsellor',
    channel: 'phone',
    serves: ['women', 'single_mother'],
    blocks: [
      [10, 16, 1],
      [16, 22, 2],
      [22, 28, 2],
      [28, 34, 2],
    ],
  },
  {
    organisation: 'nijigaoka',
    role: 'counsellor',
    channel: 'phone',
    serves: ['gender', 'other'],
    blocks: [
      [10, 16, 1],
      [16, 22, 1],
      [22, 28, 2],
      [28, 34, 2],
    ],
  },
  {
    organisation: 'kotonoha',
    role: 'counsellor',
    channel: 'phone',
    serves: ['foreign'],
    blocks: [
      [10, 16, 1],
      [16, 22, 1],
      [22, 28, 2],
      [28, 34, 2],
    ],
  },
  {
    organisation: 'kotonoha',
    role: 'interpreter',
    channel: 'phone',
    serves: ['foreign'],
    blocks: [[16, 22, 1]],
  },
  {
    organisation: 'wakabane',
    role: 'counsellor',
    channel: 'phone',
    serves: ['under18'],
    blocks: [[10, 16, 2]],
  },
  {
    organisation: 'wakabane',
    role: 'counsellor',
    channel: 'chat',
    serves: ['under18'],
    blocks: [[16, 22, 2]],
  },
  {
    organisation: 'tomoshibi',
    role: 'counsellor',
    channel: 'phone',
    serves: ['other', 'loneliness'],
    blocks: [[22, 28, 2]],
  },
];
