import type { FormIndex } from '../../forms/domain/index-form';

/** A column that a file of sheets may have; the first name is the one that fault reports use. */
export interface SheetColumn {
  readonly key: string;
  readonly names: readonly string[];
  readonly required?: boolean;
}

/** The columns of every sheet, whatever its form. No field of a form may have one of these codes. */
const FRAME: readonly SheetColumn[] = [
  { key: 'record_no', names: ['記録番号', 'record_no'], required: true },
  { key: 'organisation_code', names: ['対応団体', 'organisation_code'], required: true },
  { key: 'staff_code', names: ['職員番号', 'staff_code'] },
  { key: 'channel', names: ['チャネル', 'channel'] },
  { key: 'started_at', names: ['受付開始日時', 'started_at'], required: true },
  { key: 'ended_at', names: ['終了日時', 'ended_at'] },
  { key: 'talk_seconds', names: ['通話秒数', 'talk_seconds'] },
  { key: 'call_no', names: ['呼番号', 'call_no'] },
];

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
