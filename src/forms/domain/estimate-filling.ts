import { type FormDefinition, type FormField, optionsOf } from './form-definition';

/**
 * How long filling in takes, in seconds. Planning figures of ours, not measurements: reading a label and choosing takes a
 * trained person some three seconds and a fifth of a second per option to find it; words are typed at about 100 characters
 * a minute, and a narrative of the kind that is filed after a call has some 200 characters.
 */
const READ_AND_ACT = 3;
const PER_OPTION = 0.2;
/** A second tick in a multi field, and naming the main one of the ticked. */
const PER_FURTHER_TICK = 2;
const SECONDS = { number: 4, instant: 8, shortText: 10, text: 25, narrative: 120 } as const;
const SHORT_TEXT = 50;

export interface FillingTime {
  /** Only what is asked of every sheet. */
  readonly shortest: number;
  /** Everything, with one row in each group. */
  readonly full: number;
}

export function estimateFilling(definition: FormDefinition): FillingTime {
  const fields = definition.sections.flatMap((section) => section.fields);
  const always = fields.filter((field) => field.required === true && field.when === undefined);
  const sum = (some: readonly FormField[]) =>
    some.reduce((seconds, field) => seconds + estimateField(definition, field), 0);
  return { shortest: sum(always), full: sum(fields) };
}

/** Whole seconds, rounded up. */
export function estimateField(definition: FormDefinition, field: FormField): number {
  return Math.ceil(secondsFor(definition, field));
}

function secondsFor(definition: FormDefinition, field: FormField): number {
  const { type, narrative, max, fields = [] } = field;
  if (type === 'group') return fields.reduce((seconds, one) => seconds + estimateField(definition, one), 0);
  if (type === 'number' || type === 'instant') return SECONDS[type];
  if (type === 'text') {
    if (narrative) return SECONDS.narrative;
    return max !== undefined && max <= SHORT_TEXT ? SECONDS.shortText : SECONDS.text;
  }
  if (field.mainOf !== undefined) return PER_FURTHER_TICK;
  const choosing = READ_AND_ACT + PER_OPTION * optionsOf(definition, field).length;
  return type === 'multi' ? choosing + PER_FURTHER_TICK : choosing;
}
