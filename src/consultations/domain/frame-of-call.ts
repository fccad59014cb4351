import type { Answers } from '../../forms/domain/form-definition';
import type { FormIndex } from '../../forms/domain/index-form';

/** What the telephone log knows of a call when its sheet is begun. */
export interface KnownCall {
  readonly dialledAt: Date;
  readonly queuedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly fieldCode: string | null;
}

const MENU_CHOICE = 'ivr_field';

/** A sheet begins when somebody took the call; of a call that nobody took, when it came. */
export function receptionOf({ answeredAt, queuedAt, dialledAt }: KnownCall): Date {
  return answeredAt ?? queuedAt ?? dialledAt;
}

/** Answers that need not be typed: what the caller chose in the menu, if this form offers it. */
export function knownAnswers(form: FormIndex, { fieldCode }: KnownCall): Answers {
  const offered = form.fields.get(MENU_CHOICE)?.options;
  return fieldCode !== null && offered?.has(fieldCode) ? { [MENU_CHOICE]: fieldCode } : {};
}
