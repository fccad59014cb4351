/** Columns of a carrier's file; the first name is the one that fault reports use. */
export const CALL_COLUMNS = [
  { key: 'carrierNo', names: ['呼番号', 'call_no'], required: true },
  { key: 'leg', names: ['レグ', 'leg'] },
  { key: 'channel', names: ['チャネル', 'channel'] },
  { key: 'dialledAt', names: ['発信日時', 'dialled_at'], required: true },
  { key: 'digit', names: ['選択番号', 'digit'] },
  { key: 'queuedAt', names: ['待ち開始日時', 'queued_at'] },
  { key: 'answeredAt', names: ['応答日時', 'answered_at'] },
  { key: 'endedAt', names: ['終了日時', 'ended_at'] },
  { key: 'organisationCode', names: ['対応団体', 'organisation_code'] },
  { key: 'result', names: ['結果', 'result'] },
  { key: 'origin', names: ['発信端末', 'origin'] },
  { key: 'endedBy', names: ['終了者', 'ended_by'] },
  { key: 'callerNumber', names: ['発信者番号', 'caller_number'] },
] as const;

export type CallColumn = (typeof CALL_COLUMNS)[number]['key'];

const TITLES = new Map<string, string>(CALL_COLUMNS.map(({ key, names }) => [key, names[0]]));

export function columnTitle(column: CallColumn): string {
  return TITLES.get(column) ?? column;
}
