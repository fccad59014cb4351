import { checkClosing } from './check-closing';

const OPEN = [
  { organisationName: '甲', drafts: 2 },
  { organisationName: '乙', drafts: 1 },
];
const reason = '連絡がつかない';

function refusal(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('checkClosing', () => {
  it.each([
    ['nothing open, nothing said', [], undefined, null],
    ['nothing open any more', [], { count: 3, reason }, null],
    ['all of them known', OPEN, { count: 3, reason }, 3],
    ['some submitted meanwhile', OPEN, { count: 5, reason }, 3],
  ])('goes ahead: %s', (_, open, known, draftsLeft) => {
    const draftsLeftReason = draftsLeft === null ? null : reason;
    expect(checkClosing(open, known)).toEqual({ draftsLeft, draftsLeftReason });
  });

  it.each([
    ['nobody said anything of them', undefined],
    ['there are more than were known', { count: 2, reason }],
  ])('is refused with the numbers: %s', (_, known) => {
    expect(refusal(() => checkClosing(OPEN, known))).toMatchObject({
      kind: 'conflict',
      code: 'open_drafts',
      message: expect.stringContaining('3件') as string,
      faults: [{ message: '甲：2件' }, { message: '乙：1件' }],
    });
  });
});
