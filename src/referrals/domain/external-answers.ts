import { countCodePoints } from '../../shared/count-code-points';
import type { FieldFault } from '../../shared/domain-error';
import { parseTokyo } from '../../shared/tokyo-time';
import {
  DECLINE_REASON_CODES,
  type DeclineReason,
  REFERRAL_OUTCOMES,
  type ReferralOutcome,
} from './outcomes';

export const EXTERNAL_ANSWERS = ['acceptance', 'refusal', 'appointment', 'outcome', 'contact'] as const;
export type ExternalAnswerKind = (typeof EXTERNAL_ANSWERS)[number];

/** What a receiver says on its page, with the version of what it saw there. */
export type ExternalAnswer = { readonly version: number; readonly note: string | undefined } & (
  | { readonly kind: 'acceptance' }
  | { readonly kind: 'refusal'; readonly reason: DeclineReason }
  | { readonly kind: 'appointment'; readonly at: Date }
  | { readonly kind: 'outcome'; readonly result: ReferralOutcome }
  | { readonly kind: 'contact'; readonly isCorrect: boolean }
);

type Fields = Readonly<Record<string, string>>;

const NOTE_MAX = 2000;
const CONTROL_BUT_LINES = /[^\P{Cc}\t\n]/u;

/** Nothing is lost: what is wrong is named by field, and the page shows again what was typed. */
export function readAnswer(kind: ExternalAnswerKind, form: Fields): ExternalAnswer | FieldFault[] {
  const faults = [...noteFaults(kind, form), ...ownFaults(kind, form)];
  if (faults.length > 0) return faults;
  const note = noteOf(form);
  const base = { version: readVersion(form['version']), note: note === '' ? undefined : note };
  switch (kind) {
    case 'acceptance':
      return { ...base, kind };
    case 'refusal':
      return { ...base, kind, reason: form['reason'] as DeclineReason };
    case 'appointment':
      return { ...base, kind, at: appointmentOf(form) ?? new Date(NaN) };
    case 'outcome':
      return { ...base, kind, result: form['result'] as ReferralOutcome };
    case 'contact':
      return { ...base, kind, isCorrect: form['correct'] === 'yes' };
  }
}

function noteFaults(kind: ExternalAnswerKind, form: Fields): FieldFault[] {
  const note = noteOf(form);
  if (countCodePoints(note) > NOTE_MAX)
    return [fault('/note', 'text', `${NOTE_MAX}文字以内で入力してください。`)];
  if (CONTROL_BUT_LINES.test(note)) return [fault('/note', 'text', '使用できない制御文字が含まれています。')];
  if (kind === 'contact' && form['correct'] === 'no' && note === '')
    return [fault('/note', 'required', '正しい内容を入力してください。')];
  return [];
}

function ownFaults(kind: ExternalAnswerKind, form: Fields): FieldFault[] {
  switch (kind) {
    case 'refusal':
      return oneOf(DECLINE_REASON_CODES, form['reason'])
        ? []
        : [fault('/reason', 'required', '理由を選んでください。')];
    case 'appointment':
      return appointmentOf(form) === null
        ? [fault('/day', 'instant', '日付は 2027/1/5、時刻は 10:00 のように入力してください。')]
        : [];
    case 'outcome':
      return oneOf(REFERRAL_OUTCOMES, form['result'])
        ? []
        : [fault('/result', 'required', '結果を選んでください。')];
    case 'contact':
      return oneOf(['yes', 'no'], form['correct'])
        ? []
        : [fault('/correct', 'required', 'どちらかを選んでください。')];
    default:
      return [];
  }
}

function appointmentOf(form: Fields): Date | null {
  const [day, time] = ['day', 'time'].map((name) => (form[name] ?? '').normalize('NFKC').trim());
  return parseTokyo(`${day} ${time}`);
}

function noteOf(form: Fields): string {
  return (form['note'] ?? '').replace(/\r\n?/g, '\n').trim();
}

/** A page without a version was made by hand, and is based on nothing. */
function readVersion(text: string | undefined): number {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
}

function oneOf(codes: readonly string[], value: string | undefined): boolean {
  return value !== undefined && codes.includes(value);
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
