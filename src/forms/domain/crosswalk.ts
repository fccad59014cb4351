import { allFieldsOf, type FormDefinition, optionsOf } from './form-definition';
import { type MappingRow, optionTarget } from './form-mapping';

/** A field (`code` is null), or a choice of it. */
export interface Place {
  readonly field: string;
  readonly code: string | null;
}

/** Where a place of an older version leads in a later one. */
export interface Crossing {
  /** `exact`: one place holds all that it held; `split`: nobody can tell which of several; `none`: it is asked no more. */
  readonly kind: 'exact' | 'split' | 'none';
  readonly targets: readonly Place[];
  /** Some of what it held is held nowhere any more. */
  readonly lost: boolean;
}

/** From one published version to a later one, over all versions between them. */
export interface Crosswalk {
  /** Every field and choice of the older version. */
  readonly places: readonly Place[];
  at(place: Place): Crossing;
}

/** Puts the mappings of consecutive versions one after the other, oldest first; `places` are those of the oldest version. */
export function buildCrosswalk(
  places: readonly Place[],
  steps: readonly (readonly MappingRow[])[],
): Crosswalk {
  const maps = steps.map(stepOf);
  const crossings = new Map(
    places.map((place) => [
      placeKey(place),
      maps.reduce(follow, { kind: 'exact', targets: [place], lost: false }),
    ]),
  );
  const nowhere: Crossing = { kind: 'none', targets: [], lost: true };
  return { places, at: (place) => crossings.get(placeKey(place)) ?? nowhere };
}

export function placesOf(definition: FormDefinition): Place[] {
  return allFieldsOf(definition).flatMap((field) => [
    { field: field.code, code: null },
    ...optionsOf(definition, field).map(({ code }) => ({ field: field.code, code })),
  ]);
}

export function placeKey({ field, code }: Place): string {
  return `${field}.${code ?? ''}`;
}

type Step = ReadonlyMap<string, readonly Place[]>;

function stepOf(rows: readonly MappingRow[]): Step {
  const fieldTargets = new Map(
    rows.filter((row) => row.oldCode === null).map((row) => [row.fieldCode, row.targets]),
  );
  return new Map(
    rows.map(({ fieldCode, oldCode, targets }) => [
      placeKey({ field: fieldCode, code: oldCode }),
      oldCode === null
        ? targets.map((field) => ({ field, code: null }))
        : targets.flatMap((text) => optionTarget(text, fieldTargets.get(fieldCode) ?? []) ?? []),
    ]),
  );
}

/** Several ways that end in one place are one way again, unless something got lost on the way. */
function follow(crossing: Crossing, step: Step): Crossing {
  const next = crossing.targets.map((place) => step.get(placeKey(place)) ?? []);
  const targets = [...new Map(next.flat().map((place) => [placeKey(place), place])).values()];
  const lost = crossing.lost || next.some((places) => places.length === 0);
  if (targets.length === 0) return { kind: 'none', targets, lost };
  return { kind: targets.length === 1 && !lost ? 'exact' : 'split', targets, lost };
}
