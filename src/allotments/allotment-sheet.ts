import type { Channel } from '../periods/period.entity';
import type { WorkbookModel } from '../platform/excel/workbook-model';
import type { ShiftRole } from '../rosters/shift.entity';
import type { AllotmentView } from './allotments.dto';
import type { AllotmentStatus } from './domain/allotment-moves';

const TITLES = [
  '団体',
  'チャネル',
  '分野',
  '役割',
  '開始',
  '終了',
  '席',
  '埋まった席',
  '戻った席',
  '充足期限',
  '状態',
];
const WIDTHS = [32, 10, 18, 14, 18, 18, 8, 10, 10, 18, 14];

const CHANNEL: Readonly<Record<Channel, string>> = {
  phone: '電話',
  chat: 'チャット',
  mail: 'メール',
  sns: 'SNS',
  metaverse: 'メタバース',
  other: 'その他',
};
const ROLE: Readonly<Record<ShiftRole, string>> = {
  counsellor: '相談員',
  adviser: '専門員',
  coordinator: 'コーディネーター',
  interpreter: '通訳',
  standby: '待機',
};
const STATUS: Readonly<Record<AllotmentStatus, string>> = {
  offered: '提示中',
  accepted: '受諾',
  declined: '辞退',
  returned: '引き上げ',
};

interface AllotmentTable {
  readonly periodLabel: string;
  readonly blocks: readonly AllotmentView[];
  readonly fieldLabels: ReadonlyMap<string, string>;
}

/** The table of all blocks, in the order of the day. */
export function allotmentWorkbook(table: AllotmentTable, asOf: Date): WorkbookModel {
  const { periodLabel, blocks, fieldLabels } = table;
  const body = blocks.map((block) => ({
    style: 'body' as const,
    cells: [
      { value: block.organisationName },
      { value: CHANNEL[block.channel] },
      { value: block.fieldCode === null ? null : (fieldLabels.get(block.fieldCode) ?? block.fieldCode) },
      { value: ROLE[block.role] },
      { value: minute(block.startsAt) },
      { value: minute(block.endsAt) },
      { value: block.seats },
      { value: block.filledSeats },
      { value: block.freeSeats },
      { value: minute(block.fillBy) },
      { value: block.isOverdue ? `${STATUS[block.status]}（期限超過）` : STATUS[block.status] },
    ],
  }));
  const sheet = {
    name: '席の割り当て',
    anchor: 'seat_allotments',
    widths: WIDTHS,
    rows: [
      { style: 'title' as const, cells: [{ value: `席の割り当て　${periodLabel}` }] },
      { style: 'header' as const, cells: TITLES.map((value) => ({ value })) },
      ...body,
    ],
    header: { first: 2, last: 2 },
    merges: [],
  };
  return { title: '席の割り当て', creator: 'Tsunagi', asOf, sheets: [sheet] };
}

/** `2026-12-31 22:00` */
function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
