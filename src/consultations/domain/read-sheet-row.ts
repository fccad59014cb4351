import type { FieldFault } from '../../shared/domain-error';
import type { Interval } from '../../shared/interval';
import { stampReader } from '../../contacts/domain/read-stamp';
import { chooseVersion } from '../../forms/domain/choose-version';
import type { Answers } from '../../forms/domain/form-definition';
import type { FormIndex } from '../../forms/domain/index-form';
import { checkAnswers, checkReception, type SheetContent } from './prepare-sheet';
import { answersReader, nameKey, readNumber, type SheetCells } from './read-answers';

/** What a file of sheets is read against. */
export interface SheetFileContext {
  readonly period: Interval;
  readonly now: Date;
  readonly versions: readonly FileVersion[];
  /** Code of a participating organisation → id. */
  readonly organisations: ReadonlyMap<string, string>;
  /** `<organisation id>/<staff code>` → person. */
  readonly staff: ReadonlyMap<string, string>;
  /** Code or label of a channel → code. */
  readonly channels: ReadonlyMap<string, string>;
}

interface FileVersion {
  readonly id: string;
  readonly inForceFrom: Date;
  readonly index: FormIndex;
}

/** A row that may be filed, but for the call it names. */
export interface SheetRow {
  readonly sourceNo: string;
  readonly organisationId: string;
  readonly callNo: string | null;
  /** Null unless the file is an export. */
  readonly copyOf: CopiedSheet | null;
  readonly formVersionId: string;
  readonly form: FormIndex;
  readonly content: SheetContent;
}

interface CopiedSheet {
  readonly id: string;
  /** As the file has them: what was left out of an export is not wrong with its rows. */
  readonly cells: SheetCells;
}

/**
 * A row, and everything that is wrong with it: then only a copy still has its row, to be compared with the sheet that it was
 * made from. Pointers are column keys, or those of the sheet's own rules.
 */
export interface SheetReading {
  readonly row: SheetRow | null;
  readonly faults: readonly FieldFault[];
}

const LONGEST_NO = 64;
const LONGEST_TALK = 86_400;
const CONTROL = /\p{Cc}/u;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Makes the reader of one file. */
export function sheetRowReader(context: SheetFileContext): (row: SheetCells) => SheetReading {
  const file = { ...context, stamp: stampReader() };
  const forms = new Map(
    context.versions.map((version) => [version.id, readersOf(version, context.versions)]),
  );
  return (cells) => {
    const frame = readFrame(cells, file);
    if (frame.startedAt === null) return { row: null, faults: frame.faults };
    const version = chooseVersion(context.versions, frame.startedAt);
    const readers = version === null ? undefined : forms.get(version.id);
    if (version === null || readers === undefined) {
      const message = 'この日時に有効な相談記録票の様式がありません。';
      return { row: null, faults: [...frame.faults, fault('started_at', 'no_form', message)] };
    }
    const content: SheetContent = {
      channel: frame.channel,
      startedAt: frame.startedAt,
      endedAt: frame.endedAt,
      talkSeconds: frame.talkSeconds,
      contactId: null,
      counsellorId: frame.counsellorId,
      answers: readers.answers(cells),
    };
    const faults = [
      ...frame.faults,
      ...checkReception(context.period, context.now, content),
      ...readers.strays(cells),
      ...checkAnswers(version.index, content.answers),
    ];
    const { sourceNo, organisationId, callNo, sheetId } = frame;
    if (faults.length > 0 && sheetId === null) return { row: null, faults };
    const copyOf = sheetId === null ? null : { id: sheetId, cells };
    const formVersionId = version.id;
    return {
      row: { sourceNo, organisationId, callNo, copyOf, formVersionId, form: version.index, content },
      faults,
    };
  };
}

interface Frame {
  readonly sourceNo: string;
  readonly organisationId: string;
  readonly counsellorId: string | null;
  readonly channel: string;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly talkSeconds: number | null;
  readonly callNo: string | null;
  readonly sheetId: string | null;
  readonly faults: readonly FieldFault[];
}

/** A context with the reader of the file's own spelling of times. */
interface OpenFile extends SheetFileContext {
  readonly stamp: (text: string) => number;
}

function readFrame(cells: SheetCells, file: OpenFile): Frame {
  const faults: FieldFault[] = [];
  const organisationId = readOrganisation(cells, file, faults);
  return {
    sourceNo: readSourceNo(cells, faults),
    organisationId,
    counsellorId: readStaff(cells, file, organisationId, faults),
    channel: readChannel(cells, file, faults),
    startedAt: readInstant(cells.cell('started_at'), 'started_at', file, faults),
    endedAt:
      cells.cell('ended_at') === '' ? null : readInstant(cells.cell('ended_at'), 'ended_at', file, faults),
    talkSeconds: readTalkSeconds(cells, faults),
    callNo: cells.cell('call_no').trim() || null,
    sheetId: readSheetId(cells),
    faults,
  };
}

function readSourceNo(cells: SheetCells, faults: FieldFault[]): string {
  const text = cells.cell('record_no').trim();
  if (text === '') faults.push(fault('record_no', 'required', '記録番号がありません。'));
  else if (text.length > LONGEST_NO || CONTROL.test(text))
    faults.push(fault('record_no', 'record_no', `記録番号は${LONGEST_NO}文字以内にしてください。`));
  return text;
}

/** Anything else than an id is nobody's copy. */
function readSheetId(cells: SheetCells): string | null {
  const text = cells.cell('sheet_id').trim().toLowerCase();
  return UUID.test(text) ? text : null;
}

function readOrganisation(cells: SheetCells, context: SheetFileContext, faults: FieldFault[]): string {
  const id = context.organisations.get(cells.cell('organisation_code').trim());
  if (id === undefined) {
    const message = 'この実施期に参加している団体のコードではありません。';
    faults.push(fault('organisation_code', 'unknown', message));
  }
  return id ?? '';
}

function readStaff(
  cells: SheetCells,
  context: SheetFileContext,
  organisationId: string,
  faults: FieldFault[],
): string | null {
  const code = cells.cell('staff_code').trim();
  if (code === '' || organisationId === '') return null;
  const person = context.staff.get(`${organisationId}/${code}`);
  if (person === undefined) faults.push(fault('staff_code', 'unknown', 'この団体の職員番号ではありません。'));
  return person ?? null;
}

function readChannel(cells: SheetCells, context: SheetFileContext, faults: FieldFault[]): string {
  const text = cells.cell('channel');
  if (text.trim() === '') return 'phone';
  const code = context.channels.get(nameKey(text));
  if (code === undefined)
    faults.push(fault('channel', 'unknown', 'チャネルの名称またはコードではありません。'));
  return code ?? '';
}

function readInstant(text: string, column: string, file: OpenFile, faults: FieldFault[]): Date | null {
  const at = file.stamp(text);
  if (!Number.isNaN(at)) return new Date(at);
  const message = '日時は 2024-12-31 26:00:00 または 2025-01-01T02:00:00+09:00 の形式で入力してください。';
  faults.push(fault(column, 'instant', message));
  return null;
}

function readTalkSeconds(cells: SheetCells, faults: FieldFault[]): number | null {
  const text = cells.cell('talk_seconds');
  if (text.trim() === '') return null;
  const value = readNumber(text);
  if (typeof value === 'number' && value >= 0 && value <= LONGEST_TALK) return value;
  faults.push(fault('talk_seconds', 'number', `通話秒数は0〜${LONGEST_TALK}の整数で入力してください。`));
  return null;
}

interface VersionReaders {
  readonly answers: (cells: SheetCells) => Answers;
  readonly strays: (cells: SheetCells) => FieldFault[];
}

/** A file over a change of form has the columns of both versions; those of the other one must be blank. */
function readersOf(version: FileVersion, versions: readonly FileVersion[]): VersionReaders {
  const all = new Set(versions.flatMap((other) => [...other.index.fields.keys()]));
  const foreign = [...all].filter((code) => !version.index.fields.has(code));
  return {
    answers: answersReader(version.index),
    strays: (cells) =>
      foreign
        .filter((code) => cells.cell(code) !== '')
        .map((code) => fault(code, 'unknown_field', 'この日時の様式にない項目です。')),
  };
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
