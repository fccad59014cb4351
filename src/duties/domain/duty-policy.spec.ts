import { leadsDuties, plansDuties, voiceOf } from './duty-policy';

const actor = (role: string, personId: string | null = 'me') => ({ roles: [role], personId });

describe('who speaks of a duty', () => {
  it.each([
    ['counsellor', 'me', 'self'],
    ['counsellor', 'other', null],
    ['referrals', 'other', null],
    ['supervisor', 'me', 'self'],
    ['supervisor', 'other', 'leader'],
    ['coordinator', 'other', 'leader'],
    ['contractor', 'other', 'leader'],
    ['accountant', 'other', null],
  ] as const)('%s of %s', (role, personId, voice) => {
    expect(voiceOf(actor(role), personId)).toBe(voice);
  });

  it('does not take two without a person for the same', () => {
    expect(voiceOf(actor('counsellor', null), '')).toBeNull();
  });

  it('tells the desk from the plan', () => {
    expect([leadsDuties(actor('supervisor')), plansDuties(actor('supervisor'))]).toEqual([true, false]);
    expect([leadsDuties(actor('coordinator')), plansDuties(actor('coordinator'))]).toEqual([true, true]);
  });
});
