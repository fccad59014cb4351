import { formatTokyo } from '../../shared/tokyo-time';
import type { SheetModel, SheetRow, WorkbookModel } from '../../platform/excel/workbook-model';
import type { DemandPlanView } from '../demand.dto';
import { handlingSeconds, type PlannedSlot } from '../domain/demand-slot';
import { CHANNEL_WORDS } from '../domain/measured-history';

export interface DemandReport {
  readonly periodLabel: string;
  readonly plan: DemandPlanView;
  /** In order of time. */
  readonly slots: readonly PlannedSlot[];
  /** Field code → label of the voice menu. */
  readonly labels: ReadonlyMap<string, string>;
  readonly asOf: Date;
}

const CREATOR = 'つなぎ';
const WHOLE_CHANNEL = '（分野なし）';

/** Three sheets: what it rests on, seats by half hour and field, and every figure in a list. */
export function demandWorkbook(report: DemandReport): WorkbookModel {
  return {
    title: `需要 ${report.periodLabel}`,
    creator: CREATOR,
    asOf: report.asOf,
    sheets: [summarySheet(report), seatSheet(report), listSheet(report)],
  };
}

function summarySheet({ periodLabel, plan }: DemandReport): SheetModel {
  const facts: readonly (readonly [string, string | number])[] = [
    ['計算', `第${plan.number}回（${plan.computedAt}）`],
    ['目標とする応答率', plan.targetAnswerRate],
    ['席の稼働率の上限', plan.occupancyCap ?? 'なし'],
    ['見込みの倍率', plan.level],
  ];
  return {
    name: 'まとめ',
    anchor: 'summary',
    widths: [28, 16, 16, 16],
    merges: [],
    rows: [
      { style: 'title', cells: [{ value: `需要と必要席数：${periodLabel}` }], spansSheet: true },
      ...facts.map(([label, value]): SheetRow => ({ style: 'body', cells: [{ value: label }, { value }] })),
      ...plan.basis.map((value): SheetRow => ({
        style: 'note',
        cells: [{ value }],
        spansSheet: true,
        height: 32,
      })),
      {
        style: 'header',
        cells: ['日', '見込む相談者数', '席・時間', '最大の席数'].map((value) => ({ value })),
      },
      ...plan.days.map(({ day, calls, seatHours, mostSeats }): SheetRow => ({
        style: 'body',
        cells: [
          { value: day },
          { value: calls, format: '#,##0' },
          { value: seatHours, format: '#,##0.0' },
          { value: mostSeats },
        ],
      })),
      {
        style: 'note',
        spansSheet: true,
        height: 64,
        cells: [
          { value: `使った仮定（実績がないところだけに効きます）: ${JSON.stringify(plan.assumptions)}` },
        ],
      },
    ],
  };
}

/** One row per half hour, one column per field: what a planner copies into a table of seats. */
function seatSheet({ slots, labels }: DemandReport): SheetModel {
  const places = [...new Map(slots.map((slot) => [placeOf(slot), placeName(slot, labels)]))];
  const times = new Map<number, Map<string, number>>();
  for (const slot of slots) {
    const row = times.get(slot.startsAt.getTime()) ?? new Map<string, number>();
    times.set(slot.startsAt.getTime(), row.set(placeOf(slot), slot.seats));
  }
  return {
    name: '必要席数',
    anchor: 'seats',
    widths: [20, ...places.map(() => 12), 10],
    merges: [],
    header: { first: 1, last: 1 },
    rows: [
      {
        style: 'header',
        cells: ['30分枠', ...places.map(([, name]) => name), '計'].map((value) => ({ value })),
      },
      ...[...times].map(([time, seats]): SheetRow => ({
        style: 'body',
        cells: [
          { value: clock(new Date(time)) },
          ...places.map(([place]) => ({ value: seats.get(place) ?? null })),
          { value: [...seats.values()].reduce((sum, count) => sum + count, 0) },
        ],
      })),
    ],
  };
}

function listSheet({ slots, labels }: DemandReport): SheetModel {
  const titles = ['30分枠', '分野', '相談者数', '呼量', '対応秒数', 'うち記録作成', '待てる秒数', '必要席数'];
  return {
    name: '一覧',
    anchor: 'list',
    widths: [20, 24, 12, 12, 12, 14, 12, 12],
    merges: [],
    header: { first: 1, last: 1 },
    rows: [
      { style: 'header', cells: titles.map((value) => ({ value })) },
      ...slots.map((slot): SheetRow => ({
        style: 'body',
        cells: [
          { value: clock(slot.startsAt) },
          { value: placeName(slot, labels) },
          { value: slot.calls, format: '0.0' },
          { value: slot.offeredLoad, format: '0.00' },
          { value: Math.round(handlingSeconds(slot)) },
          { value: Math.round(slot.wrapUpSeconds) },
          { value: Math.round(slot.patienceSeconds) },
          { value: slot.seats },
        ],
      })),
    ],
  };
}

function placeOf({ channel, fieldCode }: PlannedSlot): string {
  return `${channel}/${fieldCode ?? ''}`;
}

function placeName({ channel, fieldCode }: PlannedSlot, labels: ReadonlyMap<string, string>): string {
  const field = fieldCode === null ? WHOLE_CHANNEL : (labels.get(fieldCode) ?? fieldCode);
  return channel === 'phone' ? field : `${CHANNEL_WORDS[channel]} ${field}`;
}

function clock(at: Date): string {
  return formatTokyo(at).slice(0, 16).replace('T', ' ');
}
