import { minuteOfClock, type OpeningWindow } from '../../src/periods/domain/opening-hours';
import type { Interval } from '../../src/shared/interval';

/** Change it and the whole demo is another one; keep it and every installation shows the same. */
export const DEMO_SEED = 9999;

/** The fictional run over New Year that all demo calls and sheets belong to. */
export const DEMO_PERIOD: Interval & { readonly label: string; readonly note: string } = {
  label: 'デモ期（2025-26 年末年始・架空）',
  from: new Date('2025-12-25T10:00:00+09:00'),
  until: new Date('2026-01-04T10:00:00+09:00'),
  note: '架空のデータです。団体・人・呼・記録票はすべて種から生成したもので、実在のものとは関係ありません。',
};

export type MenuField =
  | 'poverty'
  | 'foreign'
  | 'suicide'
  | 'women'
  | 'gender'
  | 'single_mother'
  | 'under18'
  | 'other'
  | 'loneliness';

export const MENU: readonly { readonly field: MenuField; readonly digit: string; readonly label: string }[] =
  [
    { field: 'poverty', digit: '1', label: '生活にお困りの方' },
    { field: 'foreign', digit: '2', label: '外国語での相談' },
    { field: 'suicide', digit: '3', label: '死にたいほどつらい方' },
    { field: 'women', digit: '4', label: 'DV・性暴力など女性の悩み' },
    { field: 'gender', digit: '5', label: '性別の違和・同性愛など' },
    { field: 'single_mother', digit: '6', label: 'ひとりで子育て中の方' },
    { field: 'under18', digit: '7', label: '18歳以下の方' },
    { field: 'other', digit: '8', label: 'その他の悩み' },
    { field: 'loneliness', digit: '9', label: '孤独・孤立でお悩みの方' },
  ];

interface DemoWindow {
  readonly channel: 'phone' | 'chat';
  readonly field: MenuField | null;
  readonly daily: readonly [from: string, until: string] | null;
}

/** All lines are open around the clock except the one for people of 18 or under: phone by day, chat in the evening. */
export const WINDOWS: readonly DemoWindow[] = [
  { channel: 'phone', field: null, daily: null },
  { channel: 'phone', field: 'under18', daily: ['10:00', '16:00'] },
  { channel: 'chat', field: 'under18', daily: ['16:00', '22:00'] },
];

/** The same windows as the rule about opening hours wants them. */
export const OPENING_WINDOWS: readonly OpeningWindow[] = WINDOWS.map(({ channel, field, daily }) => ({
  channel,
  fieldCode: field,
  open: DEMO_PERIOD,
  daily: daily && { fromMinute: minuteOfClock(daily[0]), untilMinute: minuteOfClock(daily[1]) },
}));
