import { asCandidate, rankCandidates, reasonWords } from './rank-candidates';
import type { JudgedViolation } from './judged-violation';
import { person, shift } from './rules/facts.fixture';

const seat = shift('12-31 10:00 8');
const broken = (rule: string, strength: 'hard' | 'weighted', weight = 0): JudgedViolation => ({
  rule,
  label: rule,
  strength,
  weight,
  personId: 'p',
  shiftIds: [seat.id],
  span: seat,
  excess: null,
  message: '',
  excusable: true,
  excused: false,
});
const wishes = (wish: 'want' | 'can' | 'reluctant') => ({
  revisionNo: 1,
  spans: [{ wish, from: seat.from, until: seat.until }],
  maxMinutes: null,
  targetMinutes: null,
  maxNights: null,
  maxDays: null,
});

describe('rankCandidates', () => {
  const named = (id: string, more: Parameters<typeof person>[1] = {}, duties: string[] = []) =>
    person(duties, { id, ...more });

  it('takes the legal before the blocked, the willing before the idle, the idle before the tired', () => {
    const ranked = rankCandidates([
      asCandidate(named('blocked', { wishes: wishes('want') }), seat, [broken('rest', 'hard')]),
      asCandidate(named('twice blocked'), seat, [broken('rest', 'hard'), broken('weekly_hours', 'hard')]),
      asCandidate(named('reluctant', { wishes: wishes('reluctant') }), seat, [
        broken('reluctant', 'weighted', 2),
      ]),
      asCandidate(named('tired', { wishes: wishes('can') }, ['12-26 22:00 8']), seat, []),
      asCandidate(named('busy', { wishes: wishes('can') }, ['12-27 10:00 8']), seat, []),
      asCandidate(named('costly', { wishes: wishes('can') }), seat, [broken('desk_hours', 'weighted', 3)]),
      asCandidate(named('silent'), seat, []),
      asCandidate(named('idle', { wishes: wishes('can') }), seat, []),
      asCandidate(named('willing', { wishes: wishes('want') }), seat, []),
      asCandidate(named('excused', { wishes: wishes('want') }), seat, [
        { ...broken('cannot', 'hard'), excused: true },
      ]),
    ]);
    expect(ranked.map(({ personId }) => personId)).toEqual([
      'excused',
      'willing',
      'idle',
      'busy',
      'tired',
      'costly',
      'silent',
      'reluctant',
      'blocked',
      'twice blocked',
    ]);
  });

  it('says why in words', () => {
    const candidate = asCandidate(named('p', { wishes: wishes('want') }, ['12-26 22:00 8']), seat, []);
    expect(reasonWords(candidate)).toBe(
      '規則に反しない。本人が希望している。この期の勤務は計8時間、夜勤1回。',
    );
  });
});
