import type { FieldFault } from '../../shared/domain-error';
import { allFieldsOf, type FormDefinition, type FormField, optionsOf } from './form-definition';
import {
  type FormMapping,
  type MappedCode,
  mappedField,
  type MappedField,
  type OptionTarget,
  optionTarget,
} from './form-mapping';

/** The version before, the one that follows it, and what was said about both. */
export interface MappedVersions {
  readonly old: FormDefinition;
  readonly next: FormDefinition;
  readonly mapping: FormMapping;
}

/** One mapped code with where it leads, as far as that exists. */
interface Entry {
  readonly pointer: string;
  readonly mapped: MappedCode;
  readonly code: string;
  readonly targets: readonly string[];
  /** The next version offers this very code in the same place. */
  readonly offeredAgain: string | null;
}

const TARGET_COUNTS = {
  same: { fits: (count: number) => count === 1, message: '対応先を1つ指定してください。' },
  merged: { fits: (count: number) => count === 1, message: '統合先を1つ指定してください。' },
  split: { fits: (count: number) => count > 1, message: '分割先を2つ以上指定してください。' },
  retired: { fits: (count: number) => count === 0, message: '廃止した項目に対応先は指定できません。' },
} as const;

/** Everything wrong with what is mapped so far. What is not mapped yet is no fault here. */
export function checkMapping(versions: MappedVersions, at: string): FieldFault[] {
  const places = new Places(versions);
  const fields: Entry[] = [];
  const options: Entry[] = [];
  const faults = Object.entries(versions.mapping.fields).flatMap(([code, mapped]) => {
    const pointer = `${at}/fields/${code}`;
    const field = places.old.get(code);
    if (!field) return [fault(pointer, 'unknown', '前の版にない項目です。')];
    fields.push(fieldEntry(places, { pointer, mapped, code }));
    options.push(...optionEntries(places, field, { pointer, mapped, code }));
    return [...places.misfits(field, mapped, pointer), ...strayOptions(places, field, { pointer, mapped })];
  });
  return [...faults, ...entryFaults(fields), ...entryFaults(options)];
}

class Places {
  readonly old: ReadonlyMap<string, FormField>;
  readonly next: ReadonlyMap<string, FormField>;
  private readonly nextGroups: ReadonlyMap<string, string>;
  private readonly oldGroups: ReadonlyMap<string, string>;

  constructor(readonly versions: MappedVersions) {
    this.old = byCode(versions.old);
    this.next = byCode(versions.next);
    this.oldGroups = groupsOf(versions.old);
    this.nextGroups = groupsOf(versions.next);
  }

  /** Fields that the answers of this one could not move to. */
  misfits(field: FormField, { targets }: MappedCode, pointer: string): FieldFault[] {
    return targets.flatMap((target, index) => {
      const other = this.next.get(target);
      const message = other && this.misfit(field, other);
      return message ? [fault(`${pointer}/targets/${index}`, 'type', message)] : [];
    });
  }

  private misfit(field: FormField, other: FormField): string | null {
    if (other.type !== field.type)
      return '型の違う項目には対応付けられません。廃止し、新しいコードで作ってください。';
    const group = this.oldGroups.get(field.code);
    if (!this.follows(group, this.nextGroups.get(other.code)))
      return '繰り返しの中の項目は、その繰り返しの対応先の中に対応付けてください。';
    if (!this.follows(field.mainOf, other.mainOf))
      return '主たる選択は、元の複数選択の対応先の主たる選択に対応付けてください。';
    return null;
  }

  private follows(old: string | undefined, next: string | undefined): boolean {
    if (old === undefined || next === undefined) return old === next;
    return mappedField(this.versions.mapping, old)?.targets.includes(next) ?? false;
  }
}

interface PlacedMapping<Mapped extends MappedCode> {
  readonly pointer: string;
  readonly mapped: Mapped;
  readonly code: string;
}

function fieldEntry(places: Places, { pointer, mapped, code }: PlacedMapping<MappedField>): Entry {
  const targets = mapped.targets.filter((target) => places.next.has(target));
  return { pointer, mapped, code, targets, offeredAgain: places.next.has(code) ? code : null };
}

function optionEntries(
  places: Places,
  field: FormField,
  { pointer, mapped }: PlacedMapping<MappedField>,
): Entry[] {
  const offers = (target: OptionTarget): boolean => {
    const next = places.next.get(target.field);
    return next !== undefined && codesOf(places.versions.next, next).has(target.code);
  };
  const known = codesOf(places.versions.old, field);
  return Object.entries(mapped.options)
    .filter(([code]) => known.has(code) && isMappedItself(field, mapped))
    .map(([code, option]) => {
      const targets = option.targets.flatMap((text) => optionTarget(text, mapped.targets) ?? []);
      const again = mapped.targets.map((target) => ({ field: target, code })).find(offers);
      return {
        pointer: `${pointer}/options/${code}`,
        mapped: option,
        code,
        targets: targets.filter(offers).map(keyOf),
        offeredAgain: again ? keyOf(again) : null,
      };
    });
}

function strayOptions(
  places: Places,
  field: FormField,
  { pointer, mapped }: Omit<PlacedMapping<MappedField>, 'code'>,
): FieldFault[] {
  const known = codesOf(places.versions.old, field);
  const implied = 'この項目の選択肢は、別に対応付ける必要がありません。';
  return Object.keys(mapped.options).flatMap((code) => {
    const at = `${pointer}/options/${code}`;
    if (!known.has(code)) return [fault(at, 'unknown', '前の版にない選択肢です。')];
    return isMappedItself(field, mapped) ? [] : [fault(at, 'implied', implied)];
  });
}

/** Choices of a retired field retire with it, and those of a main choice go with its list. */
function isMappedItself(field: FormField, mapped: MappedCode): boolean {
  return field.mainOf === undefined && mapped.kind !== 'retired';
}

/** What holds for fields among fields and for choices among choices. */
function entryFaults(entries: readonly Entry[]): FieldFault[] {
  const uses = new Map<string, number>();
  for (const { targets } of entries)
    for (const target of new Set(targets)) uses.set(target, (uses.get(target) ?? 0) + 1);
  return entries.flatMap((entry) => {
    const { pointer, mapped, targets } = entry;
    if (new Set(mapped.targets).size !== mapped.targets.length)
      return [fault(`${pointer}/targets`, 'duplicate', '同じ対応先が二度書かれています。')];
    if (!TARGET_COUNTS[mapped.kind].fits(mapped.targets.length))
      return [fault(`${pointer}/targets`, 'targets', TARGET_COUNTS[mapped.kind].message)];
    if (targets.length !== mapped.targets.length)
      return [fault(`${pointer}/targets`, 'unknown', '新しい版にない対応先があります。')];
    const shared = targets.some((target) => (uses.get(target) ?? 0) > 1);
    return [...sharingFaults(entry, shared), ...reuseFaults(entry)];
  });
}

function sharingFaults({ pointer, mapped }: Entry, shared: boolean): FieldFault[] {
  if (mapped.kind === 'same' && shared)
    return [fault(`${pointer}/kind`, 'shared', '対応先が他からも使われています。「統合」にしてください。')];
  if (mapped.kind === 'merged' && !shared)
    return [fault(`${pointer}/kind`, 'alone', '統合する相手がありません。「同じ」にしてください。')];
  return [];
}

/** A code that stays must go on meaning what it meant: one that is split or retired may not come back as itself. */
function reuseFaults({ pointer, mapped, targets, offeredAgain }: Entry): FieldFault[] {
  if (offeredAgain === null) return [];
  const goesOn = (mapped.kind === 'same' || mapped.kind === 'merged') && targets.includes(offeredAgain);
  if (goesOn) return [];
  const message = '意味が変わるものに同じコードは使えません。新しい版では別のコードにしてください。';
  return [fault(`${pointer}/kind`, 'reused', message)];
}

function byCode(definition: FormDefinition): Map<string, FormField> {
  return new Map(allFieldsOf(definition).map((field) => [field.code, field]));
}

/** Member → its group. */
function groupsOf(definition: FormDefinition): Map<string, string> {
  return new Map(
    allFieldsOf(definition).flatMap((group) =>
      (group.fields ?? []).map((member) => [member.code, group.code] as const),
    ),
  );
}

function codesOf(definition: FormDefinition, field: FormField): Set<string> {
  return new Set(optionsOf(definition, field).map((option) => option.code));
}

function keyOf({ field, code }: OptionTarget): string {
  return `${field}.${code}`;
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
