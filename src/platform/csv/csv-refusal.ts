import { DomainError, type FieldFault } from '../../shared/domain-error';

/** The file as a whole cannot be read; no row of it is. */
export function refuseFile(code: string, message: string, faults: readonly FieldFault[] = []): DomainError {
  return new DomainError('invalid', code, message, faults);
}

/** Place of a fault in a file, as the problem body and the job report name it. */
export function filePlace(row: number, column: string): string {
  return `#${row}/${column}`;
}
