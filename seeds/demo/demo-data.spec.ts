import { createHash } from 'node:crypto';
import { checkAnswers, checkReception } from '../../src/consultations/domain/prepare-sheet';
import { isOpen } from '../../src/periods/domain/opening-hours';
import { checkOutcome } from '../../src/referrals/domain/outcomes';
import { decideMove } from '../../src/referrals/domain/referral-moves';
import { contains, overlaps } from '../../src/shared/interval';
import { tokyoHour } from '../../src/shared/tokyo-time';
import { type DemoData, generateDemo } from './demo-data';
import { NPOS } from './demo-organisations';
import { DEMO_PERIOD, DEMO_SEED, MENU, OPENING_WINDOWS } from './demo-period';
import { STANDARD_FORM } from './sheet-records';

const demo = generateDemo(DEMO_SEED);
const answered = demo.legs.filter((leg) => leg.answeredAt !== null);

function fingerprint({ people, roster, contacts, records, referrals }: DemoData): string {
  return createHash('sha256')
    .update(JSON.stringify([people, roster, contacts, records, referrals]))
    .digest('hex');
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

describe('the demo as a whole', () => {
  it('is the same for the same seed and another for another', () => {
    expect(fingerprint(generateDemo(DEMO_SEED))).toBe(fingerprint(demo));
    expect(fingerprint(generateDemo(DEMO_SEED + 1))).not.toBe(fingerprint(demo));
  });

  it('has the size it promises', () => {
    expect(NPOS).toHaveLength(12);
    expect(MENU.map(({ digit }) => digit)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(demo.people.people).toHaveLength(120);
    expect(Math.abs(demo.contacts.length - 8_000)).toBeLessThan(400);
    expect(Math.abs(demo.sheets.length - 2_500)).toBeLessThan(125);
    expect(Math.abs(demo.referrals.length - 150)).toBeLessThan(30);
  });

  it('gives every row an id of its own that sorts by time', () => {
    const { people, roster, contacts, records, referrals } = demo;
    const rows = [...people.people, ...roster.shifts, ...roster.assignments, ...contacts, ...referrals];
    const ids = [...rows.map(({ id }) => id), ...records.map(({ first }) => first.id)];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const contactIds = contacts.map(({ id }) => id.slice(0, 13));
    expect(contactIds.toSorted()).toEqual(contactIds);
  });
});

describe('people and rosters', () => {
  it('has no name twice, readings in katakana, and a few people who serve two bodies', () => {
    const names = demo.people.people.map((person) => person.family_name + person.given_name);
    expect(new Set(names).size).toBe(120);
    const readings = demo.people.people.map((person) => person.family_kana + person.given_kana);
    expect(readings.filter((reading) => !/^[ァ-ヴー]+$/.test(reading))).toEqual([]);
    expect(demo.people.staff.filter(({ organisations }) => organisations.length === 2)).toHaveLength(6);
  });

  it('puts nobody in two places at once and nobody where they do not serve', () => {
    const doubled = groupBy(demo.roster.duties, ({ personId }) => personId).flatMap((duties) =>
      duties.filter((duty, index) => duties.slice(index + 1).some((other) => overlaps(duty, other))),
    );
    expect(doubled).toEqual([]);
    const serves = new Map(demo.people.staff.map(({ personId, organisations }) => [personId, organisations]));
    const astray = demo.roster.duties.filter(
      ({ personId, desk }) => !serves.get(personId)?.includes(desk.organisation),
    );
    expect(astray).toEqual([]);
  });

  it('keeps shifts of four to six hours inside the run, with two at every desk by night', () => {
    const spans = demo.roster.shifts.map((shift) => ({
      ...shift,
      from: new Date(shift.starts_at),
      until: new Date(shift.ends_at),
    }));
    const hours = spans.map(({ from, until }) => (until.getTime() - from.getTime()) / 3_600_000);
    expect([Math.min(...hours), Math.max(...hours)]).toEqual([4, 6]);
    expect(spans.filter(({ from, until }) => from < DEMO_PERIOD.from || until > DEMO_PERIOD.until)).toEqual(
      [],
    );
    const nights = spans.filter(
      ({ role, from }) => role === 'counsellor' && (tokyoHour(from) >= 22 || tokyoHour(from) < 6),
    );
    expect(nights.length).toBeGreaterThan(100);
    const lonely = nights.filter(
      ({ id }) => demo.roster.assignments.filter((assignment) => assignment.shift_id === id).length < 2,
    );
    expect(lonely).toEqual([]);
  });
});

describe('calls', () => {
  it('are dialled inside the run, with their times one after the other', () => {
    expect(demo.legs.filter((leg) => !contains(DEMO_PERIOD, new Date(leg.dialledAt)))).toEqual([]);
    const disordered = demo.legs.filter(({ dialledAt, queuedAt, answeredAt, endedAt }) => {
      const times = [dialledAt, queuedAt, answeredAt, endedAt].filter((at) => at !== null);
      return times.some((at, index) => at < (times[index - 1] ?? 0));
    });
    expect(disordered).toEqual([]);
    const results = new Set(answered.map(({ result }) => result));
    expect(results).toEqual(new Set(['answered', 'transferred']));
  });

  it('are out of hours exactly when their line is closed', () => {
    const chosen = demo.legs.filter(({ field, leg }) => field !== null && leg === 1);
    const wrong = chosen.filter(({ arrival, field, dialledAt, result }) => {
      const place = { channel: arrival.channel, fieldCode: field };
      const open = isOpen(OPENING_WINDOWS, DEMO_PERIOD, place, new Date(dialledAt));
      return open === (result === 'out_of_hours');
    });
    expect(wrong).toEqual([]);
    expect(demo.legs.some(({ result }) => result === 'out_of_hours')).toBe(true);
  });

  it('are taken by people on duty at a fitting desk, one at a time', () => {
    const misplaced = answered.filter(({ duty, answeredAt, field, arrival }) => {
      const onDuty = duty && answeredAt !== null && contains(duty, new Date(answeredAt));
      const fits = field !== null && duty?.desk.serves.includes(field);
      return !onDuty || !fits || duty.desk.channel !== arrival.channel;
    });
    expect(misplaced).toEqual([]);
    const twoAtOnce = groupBy(answered, ({ duty }) => duty?.personId ?? '').flatMap((own) => {
      const inOrder = own.toSorted((a, b) => (a.answeredAt ?? 0) - (b.answeredAt ?? 0));
      return inOrder.filter((leg, index) => (leg.answeredAt ?? 0) < (inOrder[index - 1]?.endedAt ?? 0));
    });
    expect(twoAtOnce).toEqual([]);
  });

  it('have the marks of such a run', () => {
    const queued = demo.legs.filter(({ queuedAt }) => queuedAt !== null);
    expect(answered.length / queued.length).toBeGreaterThan(0.35);
    expect(answered.length / queued.length).toBeLessThan(0.5);
    const phone = demo.legs.filter(({ arrival }) => arrival.channel === 'phone');
    const at = (hours: readonly number[]) =>
      phone.filter((leg) => hours.includes(tokyoHour(new Date(leg.dialledAt)))).length / hours.length;
    expect(at([20, 21, 22, 23, 0])).toBeGreaterThan(1.8 * at([3, 4, 5, 6, 7]));
    const callers = groupBy(phone, ({ arrival }) => String(arrival.caller.number));
    expect(callers.some((calls) => calls.length >= 10)).toBe(true);
  });

  it.each(['abandoned_ivr', 'abandoned_queue', 'busy', 'transferred'])('end as %s now and then', (result) => {
    expect(demo.legs.filter((leg) => leg.result === result).length).toBeGreaterThan(20);
  });
});

describe('sheets', () => {
  it('would all be accepted by the application', () => {
    const contents = demo.records.flatMap(({ first, correction }) =>
      [first, ...(correction ? [correction.revision] : [])].map(({ sheet }) => sheet.content),
    );
    expect(contents.flatMap(({ answers }) => checkAnswers(STANDARD_FORM, answers))).toEqual([]);
    expect(contents.flatMap((content) => checkReception(DEMO_PERIOD, DEMO_PERIOD.until, content))).toEqual(
      [],
    );
    expect(contents.length).toBeGreaterThan(demo.records.length + 50);
  });

  it('cover most answered calls, not all, and a few calls nobody logged', () => {
    const withCall = demo.sheets.filter(({ leg }) => leg !== null);
    const share = withCall.length / answered.length;
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.9);
    expect(demo.sheets.length - withCall.length).toBeGreaterThan(20);
    expect(new Set(withCall.map(({ leg }) => leg)).size).toBe(withCall.length);
  });

  it('leave much unknown, as sheets do', () => {
    const unknownAges = demo.sheets.filter(({ answers }) => answers['age_band'] === 'unknown').length;
    expect(unknownAges / demo.sheets.length).toBeGreaterThan(0.35);
    expect(unknownAges / demo.sheets.length).toBeLessThan(0.5);
  });

  it('number the sheets of each body from one without a gap', () => {
    const gaps = groupBy(demo.records, ({ first }) => first.place.organisationId).filter((own) =>
      own.some(({ first }, index) => first.recordNo !== index + 1),
    );
    expect(gaps).toEqual([]);
  });

  it('are told in many different words, with no number, address or open slot in them', () => {
    const summaries = demo.sheets.map(({ answers }) => textOf(answers['summary']));
    expect(new Set(summaries).size).toBeGreaterThan(1_500);
    const texts = demo.sheets.map(
      ({ answers }) => textOf(answers['summary']) + textOf(answers['response_note']),
    );
    expect(texts.filter((text) => /[0-9０-９{}@]|丁目|番地|undefined/.test(text))).toEqual([]);
  });
});

describe('referrals', () => {
  const steps = demo.referrals.flatMap(({ events, outcome, handoverMethod }) =>
    events.slice(1).map((event, index) => ({ event, before: events[index], outcome, handoverMethod })),
  );

  it('went only where the rules allow, one step after the other', () => {
    const broken = steps.filter(({ event, before, handoverMethod }) => {
      if (!before || event.move === 'proposal') return true;
      const decision = decideMove(before.toStatus, event.move, ['referrals'], handoverMethod);
      const allowed = decision.allowed && decision.to === event.toStatus;
      return !allowed || event.fromStatus !== before.toStatus || event.at <= before.at;
    });
    expect(broken).toEqual([]);
    expect(new Set(demo.referrals.map(({ status }) => status)).size).toBeGreaterThan(6);
  });

  it('closed with a fitting outcome and have none before', () => {
    const closures = steps.filter(({ event }) => event.move === 'closure');
    const unfitting = closures.flatMap(({ before, outcome }) =>
      checkOutcome(before?.toStatus ?? 'closed', outcome ?? undefined),
    );
    expect(unfitting).toEqual([]);
    const undecided = demo.referrals.filter(({ status, outcome, events }) => {
      const last = events.at(-1)?.toStatus;
      return last !== status || (status === 'closed') !== (outcome !== null);
    });
    expect(undecided).toEqual([]);
  });

  it('agree with their sheets about consent and meeting', () => {
    const contradictory = demo.referrals.filter(({ sheet, events }) => {
      const moves = events.map(({ move }) => move);
      const responses = sheet.answers['responses'];
      const accompanied = Array.isArray(responses) && responses.includes('accompaniment');
      const consented = sheet.answers['consent'] === 'given';
      return moves.includes('consent') !== consented || moves.includes('accompaniment') !== accompanied;
    });
    expect(contradictory).toEqual([]);
  });
});
