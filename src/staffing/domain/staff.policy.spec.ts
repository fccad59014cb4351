import { keepsToOneself, readsPrivateNote } from './staff.policy';

const ROLES = ['admin', 'contractor', 'coordinator', 'supervisor', 'counsellor', 'referrals', 'auditor'];

describe('staff policy', () => {
  it('lets planners see others, and nobody else', () => {
    expect(ROLES.filter((role) => !keepsToOneself([role]))).toEqual(['contractor', 'coordinator']);
    expect(keepsToOneself(['counsellor', 'coordinator'])).toBe(false);
  });

  it.each([
    [true, false, ROLES],
    [false, true, ['coordinator']],
    [false, false, []],
  ])('private note, owner %s, same organisation %s', (isOwner, isSameOrganisation, readers) => {
    expect(ROLES.filter((role) => readsPrivateNote({ roles: [role], isOwner, isSameOrganisation }))).toEqual(
      readers,
    );
  });
});
