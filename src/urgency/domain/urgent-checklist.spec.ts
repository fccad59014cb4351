import {
  checkClosure,
  checkEntry,
  type ChecklistEntry,
  type ChecklistStep,
  standings,
} from './urgent-checklist';

const step = (code: string, kind: 'act' | 'contact', minutes: number): ChecklistStep => ({
  code,
  label: code,
  help: '',
  kind,
  minutes,
});
const STEPS = [step('joined', 'act', 2), step('police', 'contact', 10)];
const OPENED = new Date('2027-01-02T02:00:00+09:00');
const minutesLater = (minutes: number) => new Date(OPENED.getTime() + minutes * 60_000);
const entry = (
  id: string,
  kind: 'done' | 'not_needed' | 'note',
  code: string | null,
  corrects: string | null = null,
) => ({
  id,
  kind,
  stepCode: code,
  corrects,
});

describe('urgent checklist', () => {
  const states = (entries: readonly ChecklistEntry[], minutes: number, closed: number | null = null) =>
    standings(
      STEPS,
      entries,
      { openedAt: OPENED, closedAt: closed === null ? null : minutesLater(closed) },
      minutesLater(minutes),
    ).map(({ state, isOverdue }) => `${state}${isOverdue ? ' overdue' : ''}`);

  it.each([
    ['is open before its minutes are over', [], 1, ['open', 'open']],
    ['is overdue from the very minute', [], 2, ['open overdue', 'open']],
    ['is done', [entry('a', 'done', 'joined')], 11, ['done', 'open overdue']],
    ['needs more than a note', [entry('a', 'note', 'joined')], 1, ['open', 'open']],
    [
      'stays done though somebody else struck it off',
      [entry('a', 'done', 'joined'), entry('b', 'not_needed', 'joined')],
      1,
      ['done', 'open'],
    ],
    [
      'is open again when its entry is replaced by a note',
      [entry('a', 'done', 'joined'), entry('b', 'note', null, 'a')],
      1,
      ['open', 'open'],
    ],
    [
      'can be corrected twice',
      [entry('a', 'done', 'joined'), entry('b', 'note', null, 'a'), entry('c', 'not_needed', 'joined', 'b')],
      1,
      ['not_needed', 'open'],
    ],
  ] as const)('a step %s', (_, entries, minutes, expected) => {
    expect(states(entries, minutes)).toEqual(expected);
  });

  it('counts until the case was closed, not until today', () => {
    expect(states([], 500, 5)).toEqual(['open overdue', 'open']);
  });

  it.each([
    ['a contact without an office', { kind: 'done', step: 'police' }, ['/office']],
    ['an office of blanks', { kind: 'done', step: 'police', office: '　' }, ['/office']],
    ['a contact with an office', { kind: 'done', step: 'police', office: '架空署' }, []],
    ['an act', { kind: 'done', step: 'joined' }, []],
    ['a step struck off without a reason', { kind: 'not_needed', step: 'joined' }, ['/note']],
    ['an unknown step', { kind: 'done', step: 'x' }, ['/step']],
    ['no step', { kind: 'done' }, ['/step']],
    ['an empty note', { kind: 'note' }, ['/note']],
    ['a note', { kind: 'note', note: '泣いている' }, []],
  ] as const)('of %s names %s', (_, given, pointers) => {
    expect(checkEntry(STEPS, given).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('is not closed over open steps', () => {
    const found = standings(
      STEPS,
      [entry('a', 'done', 'joined')],
      { openedAt: OPENED, closedAt: null },
      OPENED,
    );
    expect(checkClosure(found).map(({ pointer }) => pointer)).toEqual(['/steps/police']);
  });
});
