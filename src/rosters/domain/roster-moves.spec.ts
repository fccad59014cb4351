import { mayPublish, refuseRosterMove, ROSTER_STATUSES } from './roster-moves';

describe('roster moves', () => {
  it('are these, by these', () => {
    const allowed = (roles: readonly string[]) =>
      ROSTER_STATUSES.flatMap((from) =>
        ROSTER_STATUSES.filter((to) => refuseRosterMove(from, to, roles) === null).map(
          (to) => `${from} ${to}`,
        ),
      );
    const planning = ['wishes draft', 'draft negotiation', 'negotiation draft', 'published negotiation'];
    expect(allowed(['coordinator'])).toEqual(planning);
    expect(allowed(['contractor'])).toEqual(['wishes draft', 'draft wishes', ...planning.slice(1)]);
    expect(allowed(['counsellor'])).toEqual([]);
    expect(refuseRosterMove('draft', 'wishes', ['coordinator'])).toBe('not_by_you');
    expect(refuseRosterMove('draft', 'published', ['admin'])).toBe('no_such_move');
  });

  it('publish everything but wishes', () => {
    expect(ROSTER_STATUSES.filter(mayPublish)).toEqual(['draft', 'negotiation', 'published']);
  });
});
