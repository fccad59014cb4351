import { DomainError, type FieldFault } from '../../shared/domain-error';

/** Input whose shape is wrong before any rule of the field is asked. */
export function malformedInput(faults: readonly FieldFault[]): DomainError {
  return new DomainError('malformed', 'validation', '入力内容を確認してください。', faults);
}

export function malformedField(pointer: string, code: string, message: string): DomainError {
  return malformedInput([{ pointer, code, message }]);
}
