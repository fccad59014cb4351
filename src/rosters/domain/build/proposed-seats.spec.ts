import { atOnce } from '../../../shared/steps';
import { at, shift } from '../rules/facts.fixture';
import type { PersonFacts } from '../roster-facts';
import { rulesInForce, type RuleInForce } from '../rules-in-force';
import { material, offering } from './material.fixture';
import { measureProposals, type ProposedSeat, withoutHardBreaches } from './measure-proposal';
import { draftedSeats, notWorse, remarkOf } from './proposed-seats';
import { answeredCalls } from './seat-values';
import { gini, median } from './spread';

const seatsOf = (...pairs: readonly (readonly [shiftId: string, personId: string])[]): ProposedSeat[] =>
  pairs.map(([shiftId, personId]) => ({ shiftId, personId }));
const [organisation] = material().organisations;
const kept = (
  seats: readonly ProposedSeat[],
  change: Partial<NonNullable<typeof organisation>> = {},
  isStanding: (seat: ProposedSeat) => boolean = () => false,
) =>
  organisation && atOnce(withoutHardBreaches(material(), { ...organisation, ...change }, seats, isStanding));

describe('what came out', () => {
  it('is measured', () => {
    const seats = seatsOf(['12-30 10:00 8', 'p'], ['12-30 10:00 8', 'q']);
    const [figures] = organisation ? atOnce(measureProposals(material(), [{ organisation, seats }])) : [];
    expect(figures).toMatchObject({
      seats: 4,
      filled: 2,
      wishRate: { min: 0, median: 0, gini: 0 },
      nights: { most: 0, gini: 0 },
      yen: 24_000,
      answeredCalls: 35.2,
    });
  });

  it('costs a quarter more for the hours of the night', () => {
    const seats = seatsOf(['12-30 22:00 8', 'p']);
    const [figures] = organisation ? atOnce(measureProposals(material(), [{ organisation, seats }])) : [];
    expect(figures).toMatchObject({ yen: 8 * 1_500 + 7 * 375, nights: { most: 1 } });
  });

  it('answers the calls of a curve together, each seat the same part', () => {
    const curves = [
      {
        from: at('12-30 22:00'),
        until: at('12-30 22:30'),
        channel: 'phone',
        fieldCode: 'suicide',
        calls: 3,
        seats: 2,
        answered: [0, 1, 1.5],
      },
    ];
    const duty = shift('12-30 22:00 8', { fieldCode: 'suicide' });
    const together = material({}, { curves, isNational: true });
    expect(atOnce(answeredCalls(together, [[duty], [duty]]))).toEqual([0.75, 0.75]);
    const standby = shift('12-30 22:00 8', { role: 'standby' });
    expect(atOnce(answeredCalls(together, [[duty], [standby]]))).toEqual([1, 0]);
  });

  it('spreads', () => {
    expect([gini([1, 1, 1]), gini([0, 0, 3]), gini([])]).toEqual([0, expect.closeTo(2 / 3), 0]);
    expect([median([3, 1]), median([3, 1, 2]), median([])]).toEqual([2, 2, null]);
  });
});

describe('withoutHardBreaches', () => {
  const both = seatsOf(['12-30 10:00 8', 'p'], ['12-30 22:00 8', 'p']);

  it('keeps no seat that the rules refuse, whatever the solver said', () => {
    expect(kept(both)).toEqual([both[0]]);
  });

  it('takes out nothing that stands', () => {
    expect(kept(both, {}, ({ shiftId }) => shiftId === '12-30 22:00 8')).toEqual([both[1]]);
    expect(kept(both, {}, () => true)).toEqual(both);
  });

  it('takes out what a hard rule over all people refuses', () => {
    const shifts = ['12-21', '12-23', '12-25', '12-27'].map((day) => shift(`${day} 22:00 4`));
    const people = ['p', 'q'].map((id) => offering(id, '12-20 00:00', '12-31 00:00', { wishes: null }));
    const strict = rulesInForce([], 'o').map((each): RuleInForce =>
      each.rule.code === 'fair_nights' ? { ...each, strength: 'hard', parameters: { tolerance: 0 } } : each,
    );
    const four = shifts.map(({ id }) => ({ shiftId: id, personId: 'p' }));
    const seats = [...four, { shiftId: shifts[0]?.id ?? '', personId: 'q' }];
    expect(kept(seats, { shifts, people, rules: strict })).toEqual([...four.slice(0, 2), seats.at(-1)]);
  });

  it('looks again only at those who lost a seat', () => {
    const people = Array.from({ length: 50 }, (_, index) => offering(`p${index}`));
    let looks = 0;
    const counting = rulesInForce([], 'o')
      .filter(({ rule }) => rule.code === 'rest')
      .map((each): RuleInForce => ({
        ...each,
        rule: {
          ...each.rule,
          check: (facts, parameters) => {
            looks += facts.people.length;
            return each.rule.check(facts, parameters);
          },
        },
      }));
    const tired = people.flatMap(({ id }) => seatsOf(['12-30 10:00 8', id], ['12-30 22:00 8', id]));
    expect(kept(tired, { people, rules: counting })).toHaveLength(50);
    expect(looks).toBe(100);
  });
});

describe('notWorse', () => {
  const draft = [{ shiftId: '12-30 10:00 8', personId: 'p', isPinned: false }];
  const ground = material({ draft });
  const measured = (seats: readonly ProposedSeat[] | null) => {
    const [own] = ground.organisations;
    const rosters = own && seats ? [{ organisation: own, seats }] : atOnce(draftedSeats(ground));
    return { rosters, figures: atOnce(measureProposals(ground, rosters)) };
  };

  it('keeps the draft over a proposal that answers fewer calls', () => {
    const chosen = notWorse(measured([]), measured(null));
    expect(chosen.keepsDraft).toBe(true);
    expect(chosen.rosters[0]?.seats).toEqual(seatsOf(['12-30 10:00 8', 'p']));
    expect(chosen.figures[0]?.filled).toBe(1);
  });

  it.each([
    ['as many calls', seatsOf(['12-30 10:00 8', 'q'])],
    ['more calls', seatsOf(['12-30 10:00 8', 'p'], ['12-30 10:00 8', 'q'])],
  ])('takes a proposal that answers %s', (_, seats) => {
    const chosen = notWorse(measured(seats), measured(null));
    expect([chosen.keepsDraft, chosen.rosters[0]?.seats]).toEqual([false, seats]);
  });

  it('lets a proposal give up a hundredth of the calls, and no more', () => {
    const of = (calls: number) => {
      const { rosters, figures } = measured([]);
      return { rosters, figures: figures.map((each) => ({ ...each, answeredCalls: calls })) };
    };
    expect(notWorse(of(99), of(100)).keepsDraft).toBe(false);
    expect(notWorse(of(98.9), of(100)).keepsDraft).toBe(true);
  });

  it('compares what is proven best with nothing', () => {
    expect(notWorse(measured([]), null)).toMatchObject({ keepsDraft: false, rosters: [{ seats: [] }] });
  });

  it('counts a draft without what breaks hard rules in it', () => {
    const tired: PersonFacts = offering('p');
    const broken = material({
      people: [tired],
      draft: [...draft, { shiftId: '12-30 22:00 8', personId: 'p', isPinned: false }],
    });
    expect(atOnce(draftedSeats(broken)).map(({ seats }) => seats)).toEqual([seatsOf(['12-30 10:00 8', 'p'])]);
  });
});

describe('remarkOf', () => {
  it.each([
    [true, 'limit', /下書きのまま/],
    [true, 'cancelled', /下書きのまま/],
    [false, 'limit', /最善と確かめられませんでした/],
    [false, 'cancelled', /同じ勤務表になるとは限りません/],
  ] as const)('keeps the draft %s, %s', (keepsDraft, status, words) => {
    expect(remarkOf({ keepsDraft, status })).toMatch(words);
  });

  it('says nothing of what is proven', () => {
    expect(remarkOf({ keepsDraft: false, status: 'proven' })).toBeNull();
  });
});
