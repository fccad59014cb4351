import { mayNamePartner, swapParts, takesPart } from './swap-policy';

const swap = { organisationId: 'a', partnerOrganisationId: 'b', proposerId: 'p', partnerId: 'q' };
const actor = (personId: string, organisationId: string, role: string, isNational = false) => ({
  personId,
  organisationId,
  roles: [role],
  scope: isNational ? ('all_organisations' as const) : ('own_organisation' as const),
});

describe('swapParts', () => {
  it.each([
    ['the proposer', actor('p', 'a', 'counsellor'), ['proposer'], false],
    ['the partner', actor('q', 'b', 'counsellor'), ['partner'], true],
    ['a colleague', actor('x', 'a', 'counsellor'), [], false],
    ['a supervisor', actor('x', 'a', 'supervisor'), [], false],
    ['a coordinator of the one side', actor('x', 'a', 'coordinator'), ['coordinator'], true],
    ['a coordinator of the other', actor('x', 'b', 'coordinator'), ['partner_coordinator'], true],
    ['a coordinator of a third', actor('x', 'c', 'coordinator'), [], false],
    ['the contractor', actor('x', 'c', 'contractor', true), ['coordinator', 'partner_coordinator'], true],
    ['an auditor', actor('x', 'c', 'auditor', true), [], false],
  ] as const)('%s', (_, who, parts, knowsName) => {
    expect(swapParts(who, swap)).toEqual(parts);
    expect(mayNamePartner(swapParts(who, swap), swap)).toBe(knowsName);
  });

  it('names colleagues to each other', () => {
    expect(mayNamePartner(['proposer'], { ...swap, partnerOrganisationId: 'a' })).toBe(true);
  });
});

describe('takesPart', () => {
  it.each([
    [['proposer', 'coordinator'], true],
    [['partner'], true],
    [['coordinator', 'partner_coordinator'], false],
    [[], false],
  ] as const)('%j: %s', (parts, isOwn) => {
    expect(takesPart(parts)).toBe(isOwn);
  });
});
