import { type FormDefinition, type FormField, type FormOption, optionsOf } from './form-definition';

/** One thing in which two versions differ. */
export interface VersionChange {
  readonly change: ChangeKind;
  readonly section: string | null;
  readonly field: string | null;
  readonly option: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

export const CHANGE_KINDS = [
  ...['section_added', 'section_dropped', 'section_relabelled'],
  ...['field_added', 'field_dropped', 'field_relabelled', 'field_retyped', 'field_moved'],
  ...['show_condition_changed', 'require_condition_changed', 'settings_changed', 'help_changed'],
  ...['option_added', 'option_dropped', 'option_relabelled', 'options_reordered'],
] as const;
type ChangeKind = (typeof CHANGE_KINDS)[number];

const SETTINGS = [
  'required',
  'mainOf',
  'maxSelections',
  'narrative',
  'pii',
  'min',
  'max',
  'maxRows',
] as const;

interface PlacedField {
  readonly field: FormField;
  /** Where it stands: the section, or the group in it. */
  readonly place: string;
  readonly options: readonly FormOption[];
}

/** What somebody who knows the old form has to learn about the new one, in the order of the new one; dropped things last. */
export function compareVersions(old: FormDefinition, next: FormDefinition): VersionChange[] {
  const oldFields = placed(old);
  const nextFields = placed(next);
  return [
    ...compareSections(old, next),
    ...[...nextFields].flatMap(([code, entry]) => {
      const before = oldFields.get(code);
      return before
        ? compareFields(before, entry)
        : [changed('field_added', { field: code }, null, entry.field.label)];
    }),
    ...[...oldFields]
      .filter(([code]) => !nextFields.has(code))
      .map(([code, { field }]) => changed('field_dropped', { field: code }, field.label, null)),
  ];
}

function placed(definition: FormDefinition): Map<string, PlacedField> {
  const entry = (field: FormField, place: string): [string, PlacedField] => [
    field.code,
    { field, place, options: optionsOf(definition, field) },
  ];
  return new Map(
    definition.sections.flatMap((section) =>
      section.fields.flatMap((field) => [
        entry(field, section.code),
        ...(field.fields ?? []).map((member) => entry(member, field.code)),
      ]),
    ),
  );
}

function compareSections(old: FormDefinition, next: FormDefinition): VersionChange[] {
  const before = new Map(old.sections.map((section) => [section.code, section.label]));
  const after = new Map(next.sections.map((section) => [section.code, section.label]));
  return compareLabels(before, after).map(({ kind, code, from, to }) =>
    changed(`section_${kind}`, { section: code }, from, to),
  );
}

function compareFields(old: PlacedField, next: PlacedField): VersionChange[] {
  const at = { field: next.field.code };
  const whenDifferent = (change: ChangeKind, before: unknown, after: unknown): VersionChange[] =>
    same(before, after) ? [] : [changed(change, at, before ?? null, after ?? null)];
  return [
    ...whenDifferent('field_relabelled', old.field.label, next.field.label),
    ...whenDifferent('field_retyped', old.field.type, next.field.type),
    ...whenDifferent('field_moved', old.place, next.place),
    ...whenDifferent('show_condition_changed', old.field.when, next.field.when),
    ...whenDifferent('require_condition_changed', old.field.requiredWhen, next.field.requiredWhen),
    ...whenDifferent('settings_changed', settingsOf(old.field), settingsOf(next.field)),
    ...whenDifferent('help_changed', old.field.help, next.field.help),
    // A main choice has the options of its list, whose changes are told there.
    ...(next.field.mainOf === undefined ? compareOptions(old, next) : []),
  ];
}

function settingsOf(field: FormField): Record<string, unknown> {
  return Object.fromEntries(
    SETTINGS.flatMap((name) => {
      const value = field[name];
      return value === undefined || value === false ? [] : [[name, value]];
    }),
  );
}

function compareOptions(old: PlacedField, next: PlacedField): VersionChange[] {
  const before = new Map(old.options.map(({ code, label }) => [code, label]));
  const after = new Map(next.options.map(({ code, label }) => [code, label]));
  const field = next.field.code;
  const kept = [...before.keys()].filter((code) => after.has(code));
  const keptNow = [...after.keys()].filter((code) => before.has(code));
  return [
    ...compareLabels(before, after).map(({ kind, code, from, to }) =>
      changed(`option_${kind}`, { field, option: code }, from, to),
    ),
    ...(same(kept, keptNow) ? [] : [changed('options_reordered', { field }, kept, keptNow)]),
  ];
}

interface LabelChange {
  readonly kind: 'added' | 'dropped' | 'relabelled';
  readonly code: string;
  readonly from: string | null;
  readonly to: string | null;
}

function compareLabels(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): LabelChange[] {
  const changes: LabelChange[] = [];
  for (const [code, to] of after) {
    const from = before.get(code);
    if (from === undefined) changes.push({ kind: 'added', code, from: null, to });
    else if (from !== to) changes.push({ kind: 'relabelled', code, from, to });
  }
  for (const [code, from] of before) {
    if (!after.has(code)) changes.push({ kind: 'dropped', code, from, to: null });
  }
  return changes;
}

function changed(
  change: ChangeKind,
  at: { section?: string; field?: string; option?: string },
  before: unknown,
  after: unknown,
): VersionChange {
  const { section = null, field = null, option = null } = at;
  return { change, section, field, option, before, after };
}

/** Equal but for the order of keys, which PostgreSQL does not keep. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(inKeyOrder(a)) === JSON.stringify(inKeyOrder(b));
}

function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, inKeyOrder(item)]),
  );
}
