import { formatTokyo } from '../../shared/tokyo-time';
import type { Crosswalk } from '../../forms/domain/crosswalk';
import { type Answers, isSealed } from '../../forms/domain/form-definition';
import type { FormIndex, IndexedField } from '../../forms/domain/index-form';
import { crosswalkColumns } from './crosswalk-columns';
import { nameKey } from './read-answers';
import { FRAME_TITLES, sheetColumns } from './sheet-columns';
import { answerWriter } from './write-answers';

/** A version that sheets of the file were written with. */
export interface ExportVersion {
  readonly id: string;
  readonly number: number;
  readonly index: FormIndex;
  /** Into the newest version of the file; null for that one itself. */
  readonly crosswalk: Crosswalk | null;
}

export interface ExportedSheet {
  readonly id: string;
  readonly recordNo: number;
  readonly sourceNo: string | null;
  readonly revisionNo: number;
  readonly periodLabel: string;
  readonly organisationCode: string;
  readonly staffCode: string | null;
  readonly channel: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly talkSeconds: number | null;
  readonly callNo: string | null;
  readonly formVersionId: string;
  readonly answers: Answers;
}

export interface ExportTable {
  readonly titles: readonly string[];
  cells(sheet: ExportedSheet): string[];
}

interface Column {
  readonly title: string;
  readonly cell: (sheet: ExportedSheet) => string;
}

/** Columns of every sheet, then every field of any version, newest version first, then what is there for the reader only. */
export function exportTable(versions: readonly ExportVersion[], withNarratives: boolean): ExportTable {
  const columns = [
    ...FRAME,
    ...answerColumns(versions, withNarratives),
    ...REFERENCE,
    ...versionColumns(versions),
  ];
  return {
    titles: columns.map(({ title }) => title),
    cells: (sheet) => columns.map(({ cell }) => cell(sheet)),
  };
}

const FRAME: readonly Column[] = [
  { title: FRAME_TITLES.record_no, cell: (sheet) => String(sheet.recordNo) },
  { title: FRAME_TITLES.organisation_code, cell: (sheet) => sheet.organisationCode },
  { title: FRAME_TITLES.staff_code, cell: (sheet) => sheet.staffCode ?? '' },
  { title: FRAME_TITLES.channel, cell: (sheet) => sheet.channel },
  { title: FRAME_TITLES.started_at, cell: (sheet) => stamp(sheet.startedAt) },
  { title: FRAME_TITLES.ended_at, cell: (sheet) => (sheet.endedAt === null ? '' : stamp(sheet.endedAt)) },
  { title: FRAME_TITLES.talk_seconds, cell: (sheet) => sheet.talkSeconds?.toString() ?? '' },
  { title: FRAME_TITLES.call_no, cell: (sheet) => sheet.callNo ?? '' },
];

const REFERENCE: readonly Column[] = [
  { title: FRAME_TITLES.sheet_id, cell: (sheet) => sheet.id },
  { title: '参考：実施期', cell: (sheet) => sheet.periodLabel },
  { title: '参考：改訂', cell: (sheet) => String(sheet.revisionNo) },
  { title: '参考：元の記録番号', cell: (sheet) => sheet.sourceNo ?? '' },
];

function versionColumns(versions: readonly ExportVersion[]): Column[] {
  const numbers = new Map(versions.map(({ id, number }) => [id, number]));
  return [
    {
      title: '参考：様式の版',
      cell: (sheet) => String(numbers.get(sheet.formVersionId) ?? ''),
    },
    ...crosswalkColumns(versions).map(({ title, cell }) => ({
      title,
      cell: (sheet: ExportedSheet) => cell(sheet.formVersionId, sheet.answers),
    })),
  ];
}

function answerColumns(versions: readonly ExportVersion[], withNarratives: boolean): Column[] {
  const titles = fieldTitles(versions);
  const codes = new Set(versions.flatMap(({ index }) => [...index.fields.keys()]));
  return [...codes].flatMap((code) => {
    const entries = versions.flatMap(({ id, index }) => {
      const entry = index.fields.get(code);
      return entry === undefined ? [] : [[id, entry] as const];
    });
    if (!withNarratives && entries.some(([, entry]) => holdsWords(entry))) return [];
    const writers = new Map(entries.map(([id, entry]) => [id, answerWriter(entry)]));
    const cell = (sheet: ExportedSheet) => writers.get(sheet.formVersionId)?.(sheet.answers[code]) ?? '';
    return [{ title: titles.get(code) ?? code, cell }];
  });
}

/** The label, or the code where a label stands for more than one column. */
function fieldTitles(versions: readonly ExportVersion[]): Map<string, string> {
  const columns = sheetColumns(versions.map(({ index }) => index));
  const owners = new Map<string, Set<string>>();
  for (const { key, names } of columns) {
    for (const name of names) owners.set(nameKey(name), (owners.get(nameKey(name)) ?? new Set()).add(key));
  }
  return new Map(
    columns.map(({ key, names }) => {
      const [label = key] = names;
      return [key, owners.get(nameKey(label))?.size === 1 ? label : key];
    }),
  );
}

function holdsWords({ field, members }: IndexedField): boolean {
  return isSealed(field) || [...members.values()].some(holdsWords);
}

/** As carriers and spreadsheets write it; `parseTokyo` reads it back to the millisecond. */
function stamp(at: Date): string {
  return formatTokyo(at).slice(0, -'+09:00'.length).replace('T', ' ');
}
