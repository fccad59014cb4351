import type { FormIndex } from '../../forms/domain/index-form';

/** A column that a file of sheets may have; the first name is the one that fault reports use. */
export interface SheetColumn {
  readonly key: string;
  readonly names: readonly string[];
  readonly required?: boolean;
}

/** Titles of the columns of every sheet, whatever its form. No field of a form may have one of these codes. */
export const FRAME_TITLES = {
  record_no: '記録番号',
  organisation_code: '対応団体',
  staff_code: '職員番号',
  channel: 'チャネル',
  started_at: '受付開始日時',
  ended_at: '終了日時',
  talk_seconds: '通話秒数',
  call_no: '呼番号',
  /** Of a sheet that was exported: tells a copy from a new one. */
  sheet_id: '参考：票ID',
} as const;

const REQUIRED: readonly string[] = ['record_no', 'organisation_code', 'started_at'];

const FRAME: readonly SheetColumn[] = Object.entries(FRAME_TITLES).map(([key, title]) => ({
  key,
  names: [title, key],
  required: REQUIRED.includes(key),
}));

const FRAME_OF_POINTER: ReadonlyMap<string, string> = new Map([
  ['/startedAt', 'started_at'],
  ['/endedAt', 'ended_at'],
]);

/** The frame and every field of every version that may be in force in the period. */
export function sheetColumns(forms: readonly FormIndex[]): SheetColumn[] {
  const fields = new Map<string, Set<string>>();
  for (const form of forms) {
    for (const [code, { field }] of form.fields) {
      const names = fields.get(code) ?? new Set<string>();
      fields.set(code, names.add(field.label));
    }
  }
  return [...FRAME, ...[...fields].map(([key, names]) => ({ key, names: [...names, key] }))];
}

/** Titles of columns, by key and by the pointers that rules use. */
export function columnTitles(columns: readonly SheetColumn[]): (keyOrPointer: string) => string {
  const titles = new Map(columns.map(({ key, names }) => [key, names[0] ?? key]));
  return (place) => {
    const key = FRAME_OF_POINTER.get(place) ?? place.replace(/^\/answers\//, '');
    return titles.get(key) ?? key;
  };
}
