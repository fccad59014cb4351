import type { IndexedField } from '../../forms/domain/index-form';
import { choiceReader } from './read-answers';

/** Writes one answer as the cell that `answersReader` reads back. */
export function answerWriter(entry: IndexedField): (value: unknown) => string {
  const words = choiceWords(entry);
  const word = (code: unknown): string =>
    typeof code === 'string' ? (words.get(code) ?? code) : plain(code);
  return (value) => {
    if (value === undefined || value === null) return '';
    if (entry.field.type === 'single') return word(value);
    if (entry.field.type === 'multi' && Array.isArray(value)) return value.map(word).join(';');
    return plain(value);
  };
}

/** The label of a choice, or its code where the label would be read as something else. */
function choiceWords(entry: IndexedField): Map<string, string> {
  const read = choiceReader(entry);
  return new Map(
    [...entry.options.values()].map(({ code, label }) => [
      code,
      read(label) === code && !/[;；]/u.test(label) && label.trim() === label ? label : code,
    ]),
  );
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
