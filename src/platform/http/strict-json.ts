import { DomainError, type FieldFault } from '../../shared/domain-error';
import { escapePointer } from '../../shared/json-pointer';
import { textFault } from '../../shared/text-fault';

/** A level per `[` or `{`; no document of this API comes near. */
const MAX_DEPTH = 32;
/** class-transformer compares every key of an object with every other: 180,000 of them hold the server for minutes. */
const MAX_KEYS = 1_000;
/** The standard form, the largest document of this API, has some 900. */
const MAX_VALUES = 10_000;
const MAX_FAULTS = 100;
/** Only an escape can write these: the decoder refuses raw surrogates, the grammar raw control characters. */
const SUSPECT_ESCAPE = /\\u(?:0000|d[89a-f])/i;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a JSON body so that nothing is silently changed or dropped: invalid UTF-8, deep nesting, duplicate and
 * prototype-reaching keys are refused (400), U+0000 and lone surrogates inside strings are named by pointer (422).
 */
export function parseStrictJson(body: Buffer): unknown {
  const text = decodeUtf8(body);
  refuseDeepNesting(text);
  const value = parse(text);
  const keys = new KeyScanner(text);
  keys.scan();
  const faults: FieldFault[] = [];
  if (SUSPECT_ESCAPE.test(text)) collectTextFaults(value, '', faults);
  if (faults.length > 0) {
    throw new DomainError(
      'invalid',
      'text',
      '使用できない文字が含まれています。',
      faults.slice(0, MAX_FAULTS),
    );
  }
  return value;
}

export function reachesPrototype(key: string): boolean {
  return FORBIDDEN_KEYS.has(key);
}

function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw malformed('invalid_utf8', '本文の文字コードが UTF-8 ではありません。');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed('invalid_json', '本文が正しい JSON ではありません。');
  }
}

function refuseDeepNesting(text: string): void {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === '"') i = endOfString(text, i);
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > MAX_DEPTH) throw malformed('too_deep', '本文の入れ子が深すぎます。');
  }
}

/** Index of the closing quote; the end of the text when there is none. */
function endOfString(text: string, open: number): number {
  let i = open + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}

/** Walks a document that is known to be valid JSON and refuses keys that would be dropped or reach a prototype. */
class KeyScanner {
  private readonly open: (Set<string> | null)[] = [];
  private values = 0;

  constructor(private readonly text: string) {}

  scan(): void {
    for (let i = 0; i < this.text.length; i += 1) {
      const char = this.text[i];
      if (char === '{' || char === '[' || char === ',') this.countValue();
      if (char === '{') this.open.push(new Set());
      else if (char === '[') this.open.push(null);
      else if (char === '}' || char === ']') this.open.pop();
      else if (char === '"') i = this.readString(i);
    }
  }

  private countValue(): void {
    this.values += 1;
    if (this.values > MAX_VALUES) throw malformed('too_many_values', '本文に含まれる値が多すぎます。');
  }

  private readString(start: number): number {
    const end = endOfString(this.text, start);
    const keys = this.open.at(-1);
    if (keys && this.isKey(end)) this.addKey(keys, JSON.parse(this.text.slice(start, end + 1)) as string);
    return end;
  }

  private isKey(end: number): boolean {
    let i = end + 1;
    while (/\s/.test(this.text[i] ?? '')) i += 1;
    return this.text[i] === ':';
  }

  private addKey(keys: Set<string>, key: string): void {
    if (reachesPrototype(key) || textFault(key) !== null)
      throw malformed('forbidden_key', '使用できない項目名が含まれています。');
    if (keys.has(key)) throw malformed('duplicate_key', '同じ項目が二度書かれています。');
    if (keys.size === MAX_KEYS)
      throw malformed('too_many_keys', '一つの項目の組に含まれる項目が多すぎます。');
    keys.add(key);
  }
}

function collectTextFaults(value: unknown, pointer: string, faults: FieldFault[]): void {
  if (typeof value === 'string') {
    const message = textFault(value);
    if (message) faults.push({ pointer, code: 'character', message });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    collectTextFaults(item, `${pointer}/${escapePointer(key)}`, faults);
  }
}

function malformed(code: string, message: string): DomainError {
  return new DomainError('malformed', code, message);
}
