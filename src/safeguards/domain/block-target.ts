import type { FieldFault } from '../../shared/domain-error';

export const BLOCK_KINDS = ['person', 'name', 'caller_number'] as const;
/** Somebody known to the system, somebody known by name only, or whoever else calls from the caller's own number. */
export type BlockKind = (typeof BLOCK_KINDS)[number];

interface GivenTarget {
  readonly kind: BlockKind;
  readonly personId?: string | undefined;
  readonly name?: string | undefined;
}

/** Each kind names its target in one way, and no other target beside it. */
export function checkTarget({ kind, personId, name }: GivenTarget): FieldFault[] {
  return [
    ...checkPart('/personId', personId !== undefined, kind === 'person'),
    ...checkPart('/name', name !== undefined, kind === 'name'),
  ];
}

function checkPart(pointer: string, given: boolean, wanted: boolean): FieldFault[] {
  if (given === wanted) return [];
  return wanted
    ? [{ pointer, code: 'required', message: '必須の項目です。' }]
    : [{ pointer, code: 'not_possible', message: '選んだ種類では入力できません。' }];
}
