import { DomainError } from '../../shared/domain-error';
import type { TokyoDay } from '../../shared/tokyo-time';
import { calculateHonorarium, type Tables } from './calculate-honorarium';
import { findMissingHolidays } from './find-missing-holidays';
import { readCase } from './read-case';
import { writeAnswer, type HonorariumAnswer } from './write-answer';

/** From JSON to JSON: one case in, its amounts and the reasons for them out. Keeps nothing. */
export function previewHonorarium(input: unknown, asOf: TokyoDay, tables: Tables): HonorariumAnswer {
  const read = readCase(input, asOf);
  const faults = read.ok ? findMissingHolidays(read.value.payments, tables.holidays) : read.faults;
  if (!read.ok || faults.length > 0) {
    throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
  }
  return writeAnswer(calculateHonorarium(read.value, tables));
}
