import { plainToInstance } from 'class-transformer';
import { DomainError, type FieldFault } from '../../shared/domain-error';
import { InputPipe } from '../../platform/validation/input.pipe';
import { isPlainObject } from '../../platform/validation/fields';
import { NewConsultation } from '../consultations.dto';
import type { DraftContent } from '../domain/check-draft';

/** What can be understood of a draft, and what is wrong with the rest. */
export interface ReadSubmission {
  /** Only the sound parts. */
  readonly input: Partial<NewConsultation>;
  readonly faults: readonly FieldFault[];
}

const PIPE = new InputPipe();

/** Reads a draft by the same class as a sheet that is filed at once, so that both are refused in the same words. */
export async function readSubmission(content: DraftContent): Promise<ReadSubmission> {
  const given = { ...content, answers: isPlainObject(content.answers) ? content.answers : {} };
  const faults = await shapeFaults(given);
  const wrong = new Set(faults.map(({ pointer }) => pointer.split('/')[1]));
  const sound = Object.fromEntries(Object.entries(given).filter(([key]) => !wrong.has(key)));
  return { input: plainToInstance(NewConsultation, sound), faults };
}

async function shapeFaults(content: object): Promise<readonly FieldFault[]> {
  try {
    await PIPE.transform(content, { type: 'body', metatype: NewConsultation });
    return [];
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'malformed') return error.faults;
    throw error;
  }
}
