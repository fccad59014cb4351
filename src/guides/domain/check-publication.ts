import type { FieldFault } from '../../shared/domain-error';
import type { Change } from './guide';

export interface Publication {
  readonly change: Change;
  /** From when duties ask for it. Undefined: from now on. */
  readonly requiredFrom: Date | undefined;
}

/** `isFirst`: no version of the document has been published before. */
export function checkPublication(
  { change, requiredFrom }: Publication,
  isFirst: boolean,
  now: Date,
): FieldFault[] {
  if (change === 'minor') {
    return [
      ...(isFirst ? [fault('/change', 'first_version', '最初の版は、全員が読む版として公開します。')] : []),
      ...(requiredFrom
        ? [fault('/requiredFrom', 'minor', '字句の修正には、いつの勤務から必要かを指定できません。')]
        : []),
    ];
  }
  return requiredFrom && requiredFrom < now
    ? [fault('/requiredFrom', 'past', '公開より前の日時は指定できません。')]
    : [];
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
