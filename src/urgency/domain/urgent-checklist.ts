import type { FieldFault } from '../../shared/domain-error';

export const URGENT_OUTCOMES = ['safe', 'handed_over', 'lost_contact', 'not_urgent'] as const;
/** 安全を確認／引き継いだ／連絡が途絶えた／緊急ではなかった */
export type UrgentOutcome = (typeof URGENT_OUTCOMES)[number];

export const ENTRY_KINDS = ['done', 'not_needed', 'note'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** A step as it stood in the list when the case was opened. */
export interface ChecklistStep {
  readonly code: string;
  readonly label: string;
  readonly help: string;
  /** A contact says which office answered. */
  readonly kind: 'act' | 'contact';
  readonly minutes: number;
}

/** One thing somebody wrote; entries are only ever added. */
export interface ChecklistEntry {
  readonly id: string;
  readonly kind: EntryKind;
  readonly stepCode: string | null;
  /** The entry that this one replaces. */
  readonly corrects: string | null;
}

interface StepStanding extends ChecklistStep {
  readonly state: 'open' | 'done' | 'not_needed';
  readonly dueAt: Date;
  readonly isOverdue: boolean;
}

interface CaseTimes {
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** Entries that no other one replaces, in their order. */
export function inEffect<Entry extends ChecklistEntry>(entries: readonly Entry[]): Entry[] {
  const replaced = new Set(entries.map(({ corrects }) => corrects));
  return entries.filter(({ id }) => !replaced.has(id));
}

/** Where each step stands. `done` outweighs `not_needed`: what one person did is not undone by another's opinion. */
export function standings(
  steps: readonly ChecklistStep[],
  entries: readonly ChecklistEntry[],
  times: CaseTimes,
  now: Date,
): StepStanding[] {
  const standing = inEffect(entries);
  return steps.map((step) => {
    const kinds = standing.filter(({ stepCode }) => stepCode === step.code).map(({ kind }) => kind);
    const settled = kinds.includes('not_needed') ? 'not_needed' : 'open';
    const state = kinds.includes('done') ? 'done' : settled;
    const dueAt = new Date(times.openedAt.getTime() + step.minutes * 60_000);
    return { ...step, state, dueAt, isOverdue: state === 'open' && dueAt <= (times.closedAt ?? now) };
  });
}

interface GivenEntry {
  readonly kind: EntryKind;
  readonly step?: string | undefined;
  readonly office?: string | undefined;
  readonly note?: string | undefined;
}

const fault = (pointer: string, code: string, message: string): FieldFault => ({ pointer, code, message });

/** A contact without an office, or a step struck off without a reason, is worth nothing in an inquiry. */
export function checkEntry(
  steps: readonly ChecklistStep[],
  { kind, step, office, note }: GivenEntry,
): FieldFault[] {
  const known = steps.find(({ code }) => code === step);
  const faults: FieldFault[] = [];
  if (step !== undefined && !known) faults.push(fault('/step', 'unknown', '手順が見つかりません。'));
  if (step === undefined && kind !== 'note') faults.push(fault('/step', 'required', '必須の項目です。'));
  if (known?.kind === 'contact' && kind === 'done' && isBlank(office)) {
    faults.push(fault('/office', 'required', '連絡した機関と部署を入力してください。'));
  }
  if (kind !== 'done' && isBlank(note)) {
    const message = kind === 'note' ? '内容を入力してください。' : '要らなかった理由を入力してください。';
    faults.push(fault('/note', 'required', message));
  }
  return faults;
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** Steps that stand open keep a case open: an inquiry would ask for each. */
export function checkClosure(found: readonly StepStanding[]): FieldFault[] {
  return found
    .filter(({ state }) => state === 'open')
    .map(({ code, label }) =>
      fault(`/steps/${code}`, 'open', `「${label}」が済んだか、要らなかった理由を記録してください。`),
    );
}
