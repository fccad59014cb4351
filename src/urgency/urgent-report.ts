import { spellTokyo } from '../shared/tokyo-time';
import type { PdfBlock, PdfModel, PdfTable } from '../platform/pdf/pdf-model';
import { inEffect, standings, type UrgentOutcome } from './domain/urgent-checklist';
import type { UrgentCase, UrgentEntry } from './urgent-cases.reader';

interface PrintedCase {
  readonly found: UrgentCase;
  readonly entries: readonly UrgentEntry[];
  readonly isWhole: boolean;
}

const STATES = { open: '未', done: '済', not_needed: '不要' } as const;
const KINDS = { done: '実施', not_needed: '不要とした', note: 'メモ' } as const;
const OUTCOMES: Readonly<Record<UrgentOutcome, string>> = {
  safe: '安全を確認',
  handed_over: '引き継いだ',
  lost_contact: '連絡が途絶えた',
  not_urgent: '緊急ではなかった',
};

/** Steps with their times first, then every entry in the order of events, struck ones marked and kept. */
export function urgentReport({ found, entries, isWhole }: PrintedCase, asOf: Date): PdfModel {
  const closed =
    found.outcome === null || found.closedAt === null
      ? '対応中'
      : `${spellTokyo(found.closedAt)} 終了（${OUTCOMES[found.outcome]}）`;
  const blocks: PdfBlock[] = [
    { kind: 'heading', text: '緊急対応の記録' },
    { kind: 'text', text: `開始 ${spellTokyo(found.openedAt)}　${closed}　記録 ${entries.length}件` },
    { kind: 'text', text: `相談記録票 ${found.consultationId}` },
    stepTable(found, entries, asOf),
    { kind: 'heading', text: '経過' },
    entryTable(found, entries),
  ];
  if (!isWhole) blocks.push({ kind: 'text', text: '続きは画面の一覧で確かめてください。' });
  return {
    title: '緊急対応の記録',
    creator: 'Tsunagi',
    asOf,
    paper: 'A4',
    orientation: 'landscape',
    blocks,
  };
}

function stepTable(found: UrgentCase, entries: readonly UrgentEntry[], asOf: Date): PdfTable {
  const current = inEffect(entries);
  return {
    kind: 'table',
    widths: ['share', 40, 110, 110],
    header: ['手順', '状態', '期限', '実施の時刻'],
    rows: standings(found.steps, entries, found, asOf).map((step) => {
      const done = current.find(({ kind, stepCode }) => kind === 'done' && stepCode === step.code);
      return [
        { text: step.label },
        { text: STATES[step.state], align: 'center', isShaded: step.isOverdue },
        { text: spellTokyo(step.dueAt) },
        { text: done ? spellTokyo(done.occurredAt) : '' },
      ];
    }),
  };
}

function entryTable(found: UrgentCase, entries: readonly UrgentEntry[]): PdfTable {
  const standing = new Set(inEffect(entries).map(({ id }) => id));
  const labels = new Map(found.steps.map(({ code, label }) => [code, label]));
  const inOrder = entries.toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  return {
    kind: 'table',
    widths: [105, 105, 70, 130, 'share'],
    header: ['時刻', '記録した時刻', '記録した人', '手順', '内容'],
    rows: inOrder.map((entry) => [
      { text: spellTokyo(entry.occurredAt) },
      { text: spellTokyo(entry.recordedAt) },
      { text: entry.writtenBy },
      {
        text:
          entry.stepCode === null
            ? KINDS.note
            : `${labels.get(entry.stepCode) ?? ''}（${KINDS[entry.kind]}）`,
      },
      { text: contentOf(entry, standing.has(entry.id)) },
    ]),
  };
}

function contentOf(entry: UrgentEntry, isStanding: boolean): string {
  const parts = [
    isStanding ? '' : '【後で訂正】',
    entry.office && `機関：${entry.office}`,
    entry.answeredBy && `応対：${entry.answeredBy}`,
    entry.referenceNo && `受理番号：${entry.referenceNo}`,
    entry.note,
  ];
  return parts.filter(Boolean).join('\n');
}
