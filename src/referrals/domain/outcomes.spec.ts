import { checkOutcome, REFERRAL_OUTCOMES } from './outcomes';
import { REFERRAL_STATUSES, type ReferralStatus } from './referral-moves';

describe('checkOutcome', () => {
  const possible = (status: ReferralStatus) =>
    REFERRAL_OUTCOMES.filter((outcome) => checkOutcome(status, outcome).length === 0);

  it.each(REFERRAL_STATUSES)('asks for one when closing from %s', (status) => {
    expect(checkOutcome(status, undefined)).toEqual([
      {
        pointer: '/outcome',
        code: 'required',
        message: '結果を選んでください。結果なしでは終了できません。',
      },
    ]);
  });

  it('takes support begun or awaited only after the receiver took the person in', () => {
    expect(possible('received')).toEqual(REFERRAL_OUTCOMES);
    for (const status of REFERRAL_STATUSES.filter((each) => !['received', 'withdrawn'].includes(each))) {
      expect(possible(status)).toEqual([
        'refused_by_client',
        'unreachable',
        'not_eligible',
        'emergency',
        'unknown',
      ]);
    }
    expect(possible('withdrawn')).toEqual(['refused_by_client', 'emergency', 'unknown']);
  });
});
