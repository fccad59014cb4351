import type { Crosswalk, Place } from './crosswalk';
import { answerTo, isAnswered } from './evaluate-condition';
import type { Answers, FormField } from './form-definition';
import type { IndexedField, IndexedFields } from './index-form';
import { isRow } from './judge-answer';

/** The answers of an old sheet in the words of a later version. */
export interface CrossedAnswers {
  readonly answers: Answers;
  /** What nobody can translate: old places that became several, or new ones in which different answers met. */
  readonly uncertain: readonly Place[];
}

/** Old values stay what they are; this is what stands beside them. Fields that are asked no more are left out. */
export function crossAnswers(crosswalk: Crosswalk, fields: IndexedFields, answers: Answers): CrossedAnswers {
  const gathered = new Map<string, unknown[]>();
  const uncertain: Place[] = [];
  for (const [code, entry] of fields) {
    const answer = answerTo(answers, code);
    if (!isAnswered(answer)) continue;
    const crossed = crossField(crosswalk, entry, answer);
    uncertain.push(...crossed.uncertain);
    for (const [field, value] of crossed.values) gathered.set(field, [...(gathered.get(field) ?? []), value]);
  }
  const settled: Record<string, unknown> = {};
  for (const [field, values] of gathered) {
    const value = oneOf(values);
    if (value === undefined) uncertain.push({ field, code: null });
    else settled[field] = value;
  }
  return { answers: settled, uncertain };
}

interface CrossedField {
  /** By the field of the later version. */
  readonly values: readonly (readonly [field: string, value: unknown])[];
  readonly uncertain: readonly Place[];
}

function crossField(crosswalk: Crosswalk, entry: IndexedField, answer: unknown): CrossedField {
  const { field, members } = entry;
  if (field.type === 'single' || field.type === 'multi') return crossChoice(crosswalk, field, answer);
  const { kind, targets } = crosswalk.at({ field: field.code, code: null });
  const [target] = targets;
  if (kind === 'none' || target === undefined) return { values: [], uncertain: [] };
  if (kind === 'split') return { values: [], uncertain: [{ field: field.code, code: null }] };
  if (!Array.isArray(answer)) return { values: [[target.field, answer]], uncertain: [] };
  const rows = answer.filter(isRow).map((row) => crossAnswers(crosswalk, members, row));
  return {
    values: [[target.field, rows.map((row) => row.answers)]],
    uncertain: rows.flatMap((row) => row.uncertain),
  };
}

function crossChoice(crosswalk: Crosswalk, field: FormField, answer: unknown): CrossedField {
  const uncertain: Place[] = [];
  const chosen = new Map<string, Set<string>>();
  for (const code of [answer].flat().filter((value) => typeof value === 'string')) {
    const place = { field: field.code, code };
    const { kind, targets } = crosswalk.at(place);
    const [target] = targets;
    if (kind === 'split') uncertain.push(place);
    if (kind !== 'exact' || !target?.code) continue;
    chosen.set(target.field, (chosen.get(target.field) ?? new Set()).add(target.code));
  }
  const values = [...chosen].map(([to, codes]): [string, unknown] => {
    const [only] = codes;
    return [to, field.type === 'multi' ? [...codes] : only];
  });
  return { values, uncertain };
}

/** Two old fields may meet in one: lists are put together, single values must agree. */
function oneOf(values: readonly unknown[]): unknown {
  const lists = values.filter((value) => Array.isArray(value));
  if (lists.length === values.length) return [...new Set(lists.flat())];
  return new Set(values).size === 1 ? values[0] : undefined;
}
