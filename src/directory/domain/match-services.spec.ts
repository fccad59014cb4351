import { isOffered } from '../../../test/support/plain-reading';
import { type Criteria, matchServices } from './match-services';
import type { Municipality } from './service-area';
import type { DirectoryService } from './service-content';

/** A small random source (mulberry32), so that a failing situation can be made again. */
function source(seed: number) {
  let state = seed;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    chance: (share: number) => fraction() < share,
    whole: (below: number) => Math.floor(fraction() * below),
    pick: <T>(items: readonly T[]): T => items[Math.floor(fraction() * items.length)] as T,
  };
}

const HOLIDAYS = new Set(['2026-01-01', '2026-01-12']);
const OLD: Municipality = {
  code: '13216',
  prefectureCode: '13',
  name: '田無市',
  cityCode: null,
  validFrom: '1970-04-01',
  validUntil: '2001-01-21',
  successorCodes: ['13229'],
};
const REGISTER = new Map([[OLD.code, OLD]]);
const WORRIES = ['W01', 'W02', 'W03'];
const DAILY = [1, 2, 3, 4, 5, 6, 7];
const YEAR_END = { from: '12-29', until: '01-04', opensAt: null, closesAt: null };
const PLACES = ['13229', '13216', '13101', '14100'];

function service(random: ReturnType<typeof source>, number: number): DirectoryService {
  const opens = random.whole(24);
  const hours = 1 + random.whole(24);
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  return {
    id: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    code: null,
    bodyId: '',
    bodyName: '',
    bodyKind: 'local_support',
    name: `窓口${random.whole(20)}`,
    kana: null,
    description: null,
    worries: [random.pick(WORRIES), 'W12'],
    fields: random.chance(0.5) ? ['poverty'] : ['other'],
    languages: random.chance(0.3) ? ['ja', 'en'] : ['ja'],
    minAge: random.chance(0.3) ? random.whole(30) : null,
    maxAge: random.chance(0.3) ? 30 + random.whole(40) : null,
    accompaniment: random.pick(['yes', 'no', 'unknown']),
    nightContact: false,
    eligibility: null,
    fee: null,
    url: null,
    email: null,
    source: 'x',
    areas: [random.pick(['JP', '13', '14', ...PLACES])],
    phones: [],
    validFrom: random.chance(0.1) ? '2026-01-03' : '2020-01-01',
    validUntil: random.chance(0.1) ? '2026-01-02' : null,
    schedules: random.chance(0.1)
      ? []
      : [
          {
            weekdays: DAILY.filter(() => random.chance(0.7)),
            opensAt: clock(opens),
            closesAt: clock(opens + hours),
            closedOnHolidays: random.chance(0.5),
          },
        ],
    exceptions: random.chance(0.5) ? [YEAR_END] : [],
    reverifyEveryDays: 90,
    verifiedOn: random.chance(0.2) ? null : `2025-${random.pick(['09', '10', '11', '12'])}-01`,
    verifiedBy: null,
    capacity: random.pick(['open', 'limited', 'full', 'unknown']),
    capacityOn: null,
    status: random.chance(0.1) ? 'retired' : 'active',
    retiredReason: null,
    version: 1,
    updatedAt: new Date(0),
  };
}

function situation(random: ReturnType<typeof source>): Criteria {
  return {
    worry: random.chance(0.7) ? random.pick(WORRIES) : null,
    field: random.chance(0.2) ? 'poverty' : null,
    age: random.chance(0.5) ? random.whole(90) : null,
    band: null,
    municipality: random.chance(0.8) ? random.pick(PLACES) : null,
    at: new Date(Date.UTC(2025, 11, 26, random.whole(20 * 24), random.pick([0, 30, 59]))),
    language: random.chance(0.2) ? 'en' : null,
    accompaniment: random.chance(0.2),
    withClosed: false,
  };
}

describe('matchServices', () => {
  it('offers in 500 situations exactly what a plain reading of each entry offers', () => {
    const random = source(9999);
    const services = Array.from({ length: 150 }, (_, number) => service(random, number));
    let offered = 0;
    for (let turn = 0; turn < 500; turn += 1) {
      const need = situation(random);
      const found = matchServices(services, need, { holidays: HOLIDAYS, register: REGISTER });
      const expected = services.filter((one) =>
        isOffered(one, need, { holidays: HOLIDAYS, mergers: { '13216': '13229' } }),
      );
      expect({ turn, ids: found.map((match) => match.service.id).sort() }).toEqual({
        turn,
        ids: expected.map(({ id }) => id).sort(),
      });
      const sunk = found.map(({ staleness }) => staleness === 'stale' || staleness === 'never');
      expect(sunk).toEqual([...sunk].sort((a, b) => Number(a) - Number(b)));
      offered += found.length;
    }
    expect(offered).toBeGreaterThan(1_000);
  });

  it('puts closed ones behind open ones when they are asked for, each with its next opening', () => {
    const random = source(1);
    const services = Array.from({ length: 150 }, (_, number) => service(random, number));
    const need = { ...situation(random), worry: null, age: null, municipality: null, withClosed: true };
    const found = matchServices(services, need, { holidays: HOLIDAYS, register: REGISTER });
    const verified = found.filter(({ staleness }) => staleness === 'fresh' || staleness === 'due');
    const closed = verified.map(({ isOpen }) => !isOpen);
    expect(closed).toEqual([...closed].sort((a, b) => Number(a) - Number(b)));
    expect(verified.some(({ isOpen }) => isOpen) && verified.some(({ isOpen }) => !isOpen)).toBe(true);
    expect(found.filter(({ isOpen, opensAt }) => isOpen && opensAt?.getTime() !== need.at.getTime())).toEqual(
      [],
    );
  });
});
