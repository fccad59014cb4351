import { ownerAt, secondsToFirstContact } from './chain';

const at = (clock: string): Date => new Date(`2027-01-02T${clock}:00+09:00`);

describe('the chain of a need', () => {
  it('knows who looked after it at each moment', () => {
    const owners = [
      { ownerAccountId: null, since: at('02:00') },
      { ownerAccountId: 'night', since: at('02:10') },
      { ownerAccountId: 'day', since: at('09:00') },
    ];
    expect(['01:59', '02:00', '02:10', '08:59', '09:00'].map((clock) => ownerAt(owners, at(clock)))).toEqual([
      null,
      null,
      'night',
      'night',
      'day',
    ]);
  });

  it('measures the time to the first human contact over all attempts', () => {
    const silent = { toStatus: 'no_answer', occurredAt: at('04:00') } as const;
    const declined = { toStatus: 'declined', occurredAt: at('05:00') } as const;
    const accepted = { toStatus: 'accepted', occurredAt: at('09:30') } as const;
    const met = { toStatus: 'met', occurredAt: at('11:00') } as const;
    expect(secondsToFirstContact(at('02:00'), [])).toBeNull();
    expect(secondsToFirstContact(at('02:00'), [silent, declined])).toBeNull();
    expect(secondsToFirstContact(at('02:00'), [silent, declined, met, accepted])).toBe(27_000);
  });
});
