import { REFERENCE_TITLE } from './spreadsheet-cell';

/** Columns that stand in front of rows that were not taken and go back to their sender. */
export const ROW_TITLE = `${REFERENCE_TITLE}行番号`;
export const REASON_TITLE = `${REFERENCE_TITLE}理由`;

/** Said to whoever gets back a row that no program can tell from a sound one afterwards. */
export const CLEAR_WHEN_MENDED = `行を直したら、「${REASON_TITLE}」の欄を空にしてください。`;

/**
 * Rows that a spreadsheet program makes look sound: it fills up short ones, and what stands for an unreadable character is a
 * character itself.
 */
const LOOKS_SOUND: readonly string[] = ['unreadable_character', 'too_few_cells'];

export function looksSoundLater(fault: { readonly code: string }): boolean {
  return LOOKS_SOUND.includes(fault.code);
}
