import { formatTokyo, parseTokyo } from '../../shared/tokyo-time';
import type { Answers, FieldType } from '../../forms/domain/form-definition';
import type { FormIndex, IndexedField } from '../../forms/domain/index-form';

/** One row of a file of sheets. */
export interface SheetCells {
  cell(column: string): string;
  /** Does the file have this column at all? */
  has(column: string): boolean;
}

/** Gives undefined for a cell that was not filled in. */
type AnswerReader = (text: string) => unknown;

/**
 * Makes the reader of one form's answers: choices by code or label, several separated by `;`. A blank cell was not filled
 * in. What cannot be read stays the text it is, for the rules of the form to refuse.
 */
export function answersReader(form: FormIndex): (row: SheetCells) => Answers {
  const readers = [...form.fields].map(([code, entry]) => [code, readerOf(entry)] as const);
  return (row) => {
    const answers: Record<string, unknown> = {};
    for (const [code, read] of readers) {
      const answer = read(row.cell(code));
      if (answer !== undefined) answers[code] = answer;
    }
    return answers;
  };
}

const READERS: ReadonlyMap<FieldType, (entry: IndexedField) => AnswerReader> = new Map([
  ['single', (entry: IndexedField) => unlessBlank(choiceReader(entry))],
  ['multi', (entry: IndexedField) => unlessBlank(choicesReader(entry))],
  ['number', () => unlessBlank(readNumber)],
  ['instant', () => unlessBlank(readInstant)],
  ['group', () => unlessBlank(readRows)],
]);

function readerOf(entry: IndexedField): AnswerReader {
  return READERS.get(entry.field.type)?.(entry) ?? readText;
}

/** Blanks are words like any other. */
function readText(text: string): unknown {
  return text === '' ? undefined : text;
}

function unlessBlank(read: AnswerReader): AnswerReader {
  return (text) => (text === '' || text.trim() === '' ? undefined : read(text));
}

function choicesReader(entry: IndexedField): AnswerReader {
  const choice = choiceReader(entry);
  return (text) =>
    text
      .split(/[;；]/u)
      .filter((part) => part.trim() !== '')
      .map(choice);
}

/** Most cells hold a label or a code as it is; only the others are brought into one spelling first. */
export function choiceReader({ options }: Pick<IndexedField, 'options'>): (text: string) => string {
  const codes = new Map<string, string>();
  for (const { code, label } of options.values()) codes.set(nameKey(label), code).set(label, code);
  for (const code of options.keys()) codes.set(nameKey(code), code).set(code, code);
  return (text) => codes.get(text) ?? codes.get(nameKey(text)) ?? text;
}

function readInstant(text: string): unknown {
  const at = parseTokyo(text);
  return at === null ? text : formatTokyo(at);
}

/** Rows of a group are one cell of JSON. */
function readRows(text: string): unknown {
  try {
    const rows: unknown = JSON.parse(text);
    return rows;
  } catch {
    return text;
  }
}

/** Digits in any width; anything else stays as it is. */
export function readNumber(text: string): unknown {
  const digits = nameKey(text);
  return /^-?\d{1,15}$/.test(digits) ? Number(digits) : text;
}

/** Full-width letters, capitals and stray blanks do not make another word. */
export function nameKey(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
