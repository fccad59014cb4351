import { DomainError, type FieldFault } from '../shared/domain-error';

/** Everything that is wrong, at once. */
export function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
}
