import type { FieldFault } from '../../shared/domain-error';
import type { GuideKind } from './guide';

/** What is said to have been read, and what there is to read. */
export interface SaidReading {
  readonly kind: GuideKind;
  readonly periodId: string | null;
  readonly digest: string;
  /** Of the published text; null while it is a draft. */
  readonly published: string | null;
}

/** Everything that keeps a reading from being recorded as said. */
export function checkReading({ kind, periodId, digest, published }: SaidReading): FieldFault[] {
  return [
    ...(published === null ? [fault('/number', 'not_published', '公開された版ではありません。')] : []),
    ...(published !== null && published !== digest
      ? [fault('/digest', 'other_text', '表示していた本文が、公開された本文と一致しません。')]
      : []),
    ...(kind === 'pledge' && periodId === null
      ? [fault('/periodId', 'required', '誓約は期ごとに行います。実施期を指定してください。')]
      : []),
    ...(kind !== 'pledge' && periodId !== null
      ? [fault('/periodId', 'no_pledge', '実施期を指定するのは誓約だけです。')]
      : []),
  ];
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
