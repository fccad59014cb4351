import type { FieldFault } from '../../shared/domain-error';
import { contains, type Interval } from '../../shared/interval';
import { type Answers, isSealed } from '../../forms/domain/form-definition';
import type { FormIndex } from '../../forms/domain/index-form';
import { validateAnswers } from '../../forms/domain/validate-answers';
import { checkAges, deriveCodes, type SheetCodes } from './derive-codes';

/** What somebody filed, whether typed into a form or read from a file. */
export interface SheetContent {
  readonly channel: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly talkSeconds: number | null;
  readonly contactId: string | null;
  readonly counsellorId: string | null;
  readonly answers: Answers;
}

interface Narrative {
  readonly field: string;
  readonly text: string;
}

/** A sheet that may be stored: words apart from codes. */
export interface PreparedSheet {
  readonly content: SheetContent;
  readonly codes: SheetCodes;
  /** The answers without narratives and identifying texts. */
  readonly plainAnswers: Answers;
  readonly narratives: readonly Narrative[];
}

/** No talk lasts so long; around New Year the wrong year is typed. */
const LONGEST_MS = 24 * 3_600_000;

/** Faults of the frame of a sheet: period and times (domain rules 5 and 6). */
export function checkReception(period: Interval, content: ReceptionTimes): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!contains(period, content.startedAt)) {
    const message = '受付開始日時が実施期の期間の外です。';
    faults.push({ pointer: '/startedAt', code: 'outside_period', message });
  }
  if (content.endedAt !== null && content.endedAt < content.startedAt) {
    const message = '終了日時は受付開始日時以後にしてください。';
    faults.push({ pointer: '/endedAt', code: 'span', message });
  }
  if (content.endedAt !== null && content.endedAt.getTime() - content.startedAt.getTime() > LONGEST_MS) {
    const message = '終了日時が受付開始から24時間を過ぎています。年月日を確かめてください。';
    faults.push({ pointer: '/endedAt', code: 'too_long', message });
  }
  return faults;
}

type ReceptionTimes = Pick<SheetContent, 'startedAt' | 'endedAt'>;

/** Everything wrong with the answers, all at once; one fault per field. */
export function checkAnswers(form: FormIndex, answers: Answers): FieldFault[] {
  const faults = validateAnswers(form, answers);
  const named = new Set(faults.map((fault) => fault.pointer));
  return [...faults, ...checkAges(answers).filter((fault) => !named.has(fault.pointer))];
}

/** Only for content without faults. */
export function prepareSheet(form: FormIndex, content: SheetContent): PreparedSheet {
  const plain: Record<string, unknown> = {};
  const narratives: Narrative[] = [];
  for (const [code, value] of Object.entries(content.answers)) {
    const field = form.fields.get(code)?.field;
    if (field && isSealed(field) && typeof value === 'string') narratives.push({ field: code, text: value });
    else plain[code] = value;
  }
  return { content, codes: deriveCodes(form, content.answers), plainAnswers: plain, narratives };
}
