import type { FieldFault } from '../../shared/domain-error';
import {
  type FormMapping,
  type MappedCode,
  type MappedField,
  MAPPING_KINDS,
  type MappingKind,
} from './form-mapping';

const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;
const TARGET = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}(\.[A-Za-z0-9][A-Za-z0-9_-]{0,39})?$/;
const MAX_TARGETS = 50;

type JsonObject = Readonly<Record<string, unknown>>;

/** A mapping as it came in, or every place where its shape is wrong. Keys that are no codes are not repeated. */
export function readMapping(fields: JsonObject): { mapping: FormMapping; faults: readonly FieldFault[] } {
  const faults: FieldFault[] = [];
  const read: Record<string, MappedField> = {};
  for (const [code, value] of Object.entries(fields)) {
    const pointer = childPointer('/fields', code, faults);
    if (pointer === null) continue;
    const mapped = readCode(value, pointer, ['kind', 'targets', 'options'], faults);
    if (mapped) read[code] = { ...mapped, options: readOptions(value, `${pointer}/options`, faults) };
  }
  return { mapping: { fields: read }, faults };
}

function readOptions(value: unknown, pointer: string, faults: FieldFault[]): Record<string, MappedCode> {
  const given = isObject(value) ? value['options'] : undefined;
  if (given === undefined) return {};
  if (!isObject(given)) {
    faults.push(malformed(pointer));
    return {};
  }
  const options: Record<string, MappedCode> = {};
  for (const [code, option] of Object.entries(given)) {
    const place = childPointer(pointer, code, faults);
    const mapped = place === null ? null : readCode(option, place, ['kind', 'targets'], faults);
    if (mapped) options[code] = mapped;
  }
  return options;
}

function readCode(
  value: unknown,
  pointer: string,
  known: readonly string[],
  faults: FieldFault[],
): MappedCode | null {
  if (!isObject(value)) {
    faults.push(malformed(pointer));
    return null;
  }
  if (Object.keys(value).some((key) => !known.includes(key)))
    faults.push({ pointer, code: 'unknown_field', message: 'この項目は受け付けていません。' });
  const { kind, targets = [] } = value;
  const message = '選択肢の中から選んでください。';
  if (!isKind(kind)) faults.push({ pointer: `${pointer}/kind`, code: 'one_of', message });
  if (!isTargets(targets)) {
    const wanted = `対応先のコードを${MAX_TARGETS}個以内の一覧（配列）で指定してください。`;
    faults.push({ pointer: `${pointer}/targets`, code: 'list', message: wanted });
  }
  return isKind(kind) && isTargets(targets) ? { kind, targets } : null;
}

function childPointer(parent: string, code: string, faults: FieldFault[]): string | null {
  if (CODE.test(code)) return `${parent}/${code}`;
  faults.push({ pointer: parent, code: 'unknown_field', message: 'コードの形式が正しくありません。' });
  return null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKind(value: unknown): value is MappingKind {
  return MAPPING_KINDS.some((kind) => kind === value);
}

function isTargets(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_TARGETS &&
    value.every((target) => typeof target === 'string' && TARGET.test(target))
  );
}

function malformed(pointer: string): FieldFault {
  return { pointer, code: 'object', message: '項目の組（オブジェクト）で指定してください。' };
}
