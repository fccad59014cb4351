import { type FieldFault } from '../../shared/domain-error';
import { type Urgency, URGENCY_CODES } from './deadline';

/** What of a need is told to receivers and searched by. */
export interface NeedFacts {
  /** Municipality or prefecture; null: not said. */
  readonly areaCode: string | null;
  readonly language: string;
  readonly urgency: Urgency;
}

/** Undefined: not said. */
type SaidFacts = { readonly [Fact in keyof NeedFacts]?: NeedFacts[Fact] | undefined };

type Merged = { readonly facts: NeedFacts } | { readonly faults: readonly FieldFault[] };

/**
 * What is known once a further proposal has been heard: the higher urgency and the more exact area hold. Another area or
 * language may be a correction or a mistake, and no rule can tell which.
 */
export function mergeFacts(known: NeedFacts, said: SaidFacts): Merged {
  const areaCode = said.areaCode ?? known.areaCode;
  const isNarrower = known.areaCode === null || areaCode?.startsWith(known.areaCode);
  const isWider = areaCode !== null && known.areaCode?.startsWith(areaCode);
  const faults = [
    ...(isNarrower || isWider ? [] : [differs('/area')]),
    ...(said.language === undefined || said.language === known.language ? [] : [differs('/language')]),
  ];
  if (faults.length > 0) return { faults };
  const urgency =
    said.urgency !== undefined && isRaised(known.urgency, said.urgency) ? said.urgency : known.urgency;
  return { facts: { areaCode: isNarrower ? areaCode : known.areaCode, language: known.language, urgency } };
}

export function isRaised(from: Urgency, to: Urgency): boolean {
  return URGENCY_CODES.indexOf(to) > URGENCY_CODES.indexOf(from);
}

export function sameFacts(a: NeedFacts, b: NeedFacts): boolean {
  return a.areaCode === b.areaCode && a.language === b.language && a.urgency === b.urgency;
}

function differs(pointer: string): FieldFault {
  const message = '開いているつなぎの必要と違います。違うのが正しければ、先に必要の内容を改めてください。';
  return { pointer, code: 'differs', message };
}
