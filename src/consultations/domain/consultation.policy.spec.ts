import type { Actor } from '../../shared/actor';
import { copyScope, sheetScope, supervises } from './consultation.policy';

const actor = (roles: string[], rest: Partial<Actor> = {}): Actor => ({
  accountId: 'account',
  personId: 'person',
  organisationId: 'organisation',
  roles,
  scope: 'own_organisation',
  requestId: 'request',
  ...rest,
});

describe('sheetScope', () => {
  it.each([
    ['counsellor', actor(['counsellor']), 'own'],
    ['counsellor without a person', actor(['counsellor'], { personId: null }), 'none'],
    ['supervisor', actor(['supervisor']), 'all'],
    ['coordinator', actor(['coordinator']), 'all'],
    ['referrals', actor(['referrals']), 'all'],
    ['the widest of several roles', actor(['counsellor', 'supervisor']), 'all'],
    ['contractor', actor(['contractor'], { scope: 'all_organisations' }), 'none'],
    ['nobody', actor([]), 'none'],
    ['supervisor of no organisation', actor(['supervisor'], { organisationId: null }), 'none'],
  ])('%s', (_, who, sheets) => {
    expect(sheetScope(who).sheets).toBe(sheets);
  });
});

describe('supervises', () => {
  it.each([
    ['supervisor', actor(['supervisor']), true],
    ['coordinator', actor(['coordinator']), false],
    ['referrals', actor(['referrals']), false],
    ['counsellor who also supervises', actor(['counsellor', 'supervisor']), true],
    ['supervisor of no organisation', actor(['supervisor'], { organisationId: null }), false],
  ])('%s', (_, who, expected) => {
    expect(supervises(who)).toBe(expected);
    expect(copyScope(who).sheets).toBe(expected ? 'all' : 'own');
  });
});
