import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { PeriodRows } from '../../support/factories/period-rows';
import { addShift, addWishes } from '../../support/factories/roster';
import { type TestAccount, TestApp } from '../../support/test-app';

const DAYS = ['2026-12-30', '2026-12-31', '2027-01-01'];
const FIELDS = ['suicide', 'loneliness'];
const HOUR = 3_600_000;

interface Seat {
  readonly shiftId: string;
  readonly personId: string;
}

interface PlannedShift {
  readonly organisationId: string;
  readonly fieldCode: string;
  readonly from: number;
  readonly until: number;
  readonly isNight: boolean;
}

interface PlannedPerson {
  readonly organisationId: string;
  readonly fields: readonly string[];
}

interface Proposal {
  readonly name: string;
  readonly organisationId: string;
  readonly figures: {
    readonly filled: number;
    readonly yen: number;
    readonly answeredCalls: number;
    readonly people: readonly { readonly minutes: number; readonly wishRate: number | null }[];
  };
  readonly solved: { readonly best: number; readonly bound: number; readonly remark: string | null };
}

/** Two organisations answer two fields together with one seat for each shift, and more people than seats. */
describe('a build for all organisations', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let coordinators: readonly TestAccount[];
  let periodId: string;
  let proposals: readonly Proposal[];
  let buildId: string;
  const shifts = new Map<string, PlannedShift>();
  const people = new Map<string, PlannedPerson>();

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, [resolve(__dirname, '../../../scripts/ensure-built.mjs')]);
    app = await TestApp.start();
    contractor = await app.account('contractor');
    coordinators = [await app.account('coordinator'), await app.account('coordinator')];
    const span = { startsAt: '2026-12-30T10:00:00+09:00', endsAt: '2027-01-02T10:00:00+09:00' };
    const period = await PeriodRows.create(app, span);
    periodId = period.id;
    await period.menu([
      ['suicide', '3', '死にたいほどつらい方'],
      ['loneliness', '9', '孤独・孤立でお悩みの方'],
    ]);
    for (const coordinator of coordinators) await addOrganisation(coordinator);
    await app
      .as(contractor)
      .post(`${base()}/demand`)
      .send({ targetAnswerRate: 0.8, assumptions: { callsPerHour: { phone: 3 } } })
      .expect(201);
    await addNeed({ minSeats: 1, language: 'en', strength: 'weighted', weight: 30 });
    await addNeed({ minSeats: 0, minSupervisors: 2 });
    const { body } = await app
      .as(contractor)
      .post(`${base()}/roster-builds`)
      .set('Prefer', 'wait=60')
      .send({ steps: 1, seed: 5 })
      .expect(202);
    buildId = body.id;
    const answer = await ended(`${base()}/roster-builds/${buildId}`);
    if (answer.job.status !== 'succeeded') throw new Error(JSON.stringify(answer.job.failure));
    proposals = answer.proposals;
  });
  afterAll(() => app.stop());

  const base = () => `/api/v1/periods/${periodId}`;

  async function ended(path: string) {
    let { body } = await app.as(contractor).get(path).expect(200);
    while (['queued', 'running'].includes(body.job.status)) {
      await app.as(contractor).get(`/api/v1/jobs/${buildId}`).set('Prefer', 'wait=20').expect(200);
      ({ body } = await app.as(contractor).get(path).expect(200));
    }
    return body;
  }

  async function addOrganisation({ organisationId, accountId }: TestAccount): Promise<void> {
    await app.sql(
      `INSERT INTO participation (period_id, organisation_id, created_at) VALUES ($1, $2, now())`,
      [periodId, organisationId],
    );
    for (const day of DAYS) {
      for (const fieldCode of FIELDS) {
        for (const [from, until, isNight] of [
          [`${day}T10:00`, `${day}T18:00`, false],
          [`${day}T22:00`, nextDay(day), true],
        ] as const) {
          const plan = { periodId, organisationId, fieldCode, from, until, seats: 1 };
          const at = (text: string) => Date.parse(`${text}:00+09:00`);
          const id = await addShift(app, plan);
          shifts.set(id, { organisationId, fieldCode, from: at(from), until: at(until), isNight });
        }
      }
    }
    for (let index = 0; index < 6; index += 1) {
      const personId = await app.person(organisationId);
      // Two in six want every shift, so that wishes and an even burden pull apart.
      const wish = index % 3 === 0 ? ('want' as const) : ('can' as const);
      const fields = index < 2 ? FIELDS : [FIELDS[index % 2] ?? ''];
      people.set(personId, { organisationId, fields });
      const skills = [
        ...fields.map((code) => ['field', code]),
        ...(index === 0 ? [['language', 'en']] : []),
        ...(index === 1 ? [['role', 'supervisor']] : []),
        ['guidance', 'read'],
      ];
      for (const [kind, code] of skills) await addSkill(organisationId, personId, kind, code);
      const spans = DAYS.flatMap((day) => [
        { wish, from: `${day}T10:00`, until: `${day}T18:00` },
        { wish, from: `${day}T22:00`, until: nextDay(day) },
      ]);
      await addWishes(app, { periodId, organisationId, personId, accountId, spans, maxNights: 2 });
    }
  }

  async function addSkill(organisationId: string, personId: string, kind = '', code = ''): Promise<void> {
    await app.sql(
      `INSERT INTO person_skill (id, organisation_id, person_id, kind, code, valid_from, created_at)
       VALUES ($1, $2, $3, $4, $5, '2026-01-01', now())`,
      [randomUUID(), organisationId, personId, kind, code],
    );
  }

  async function addNeed(change: object): Promise<void> {
    const need = {
      channel: 'phone',
      fieldCode: null,
      role: 'counsellor',
      startsAt: '2026-12-31T10:00:00+09:00',
      endsAt: '2026-12-31T18:00:00+09:00',
      minSeats: 0,
      minSupervisors: 0,
      language: null,
      gender: null,
      strength: 'hard',
      weight: 0,
      reason: '試験',
      ...change,
    };
    await app.as(contractor).post(`${base()}/demand/needs`).send(need).expect(201);
  }

  async function seatsOf(name: string): Promise<Seat[]> {
    const seats: Seat[] = [];
    for (const { organisationId } of coordinators) {
      const path = `${base()}/roster-builds/${buildId}/proposals/${name}?limit=200&organisationId=${organisationId ?? ''}`;
      const { body } = await app.as(contractor).get(path).expect(200);
      expect(body.items.every(({ kind }: { kind: string }) => kind === 'added')).toBe(true);
      seats.push(...body.items);
    }
    return seats;
  }

  const total = (name: string, figure: (proposal: Proposal) => number) =>
    proposals.filter((each) => each.name === name).reduce((sum, each) => sum + figure(each), 0);
  const rates = (name: string) =>
    proposals.filter((each) => each.name === name).flatMap(({ figures }) => figures.people);

  it.each(['wishes', 'fairest', 'cheapest'])('%s breaks no hard rule, by brute force', async (name) => {
    const seats = await seatsOf(name);
    expect(seats.length).toBeGreaterThan(12);
    for (const [id, plan] of shifts) {
      const there = seats.filter(({ shiftId }) => shiftId === id).map(({ personId }) => people.get(personId));
      expect(there.length).toBeLessThanOrEqual(1);
      expect(there.every((each) => each?.organisationId === plan.organisationId)).toBe(true);
      expect(there.every((each) => each?.fields.includes(plan.fieldCode))).toBe(true);
    }
    for (const id of people.keys()) {
      const own = seats
        .filter(({ personId }) => personId === id)
        .flatMap(({ shiftId }) => shifts.get(shiftId) ?? [])
        .toSorted((a, b) => a.from - b.from);
      expect(own.filter(({ isNight }) => isNight).length).toBeLessThanOrEqual(2);
      expect(own.reduce((sum, { from, until }) => sum + until - from, 0)).toBeLessThanOrEqual(40 * HOUR);
      for (const [index, { from }] of own.entries()) {
        const before = own[index - 1];
        if (before) expect(from - before.until).toBeGreaterThanOrEqual(11 * HOUR);
      }
    }
  });

  it('gives each goal what it is named after, and answers the calls all the same', () => {
    const names = ['wishes', 'fairest', 'cheapest'];
    const wished = (name: string) =>
      rates(name).reduce((sum, { minutes, wishRate }) => sum + (wishRate ?? 0) * minutes, 0);
    const spread = (name: string) =>
      rates(name).reduce((sum, { minutes }) => sum + minutes * minutes, 0) /
      rates(name).reduce((sum, { minutes }) => sum + minutes, 0) ** 2;
    const yen = (name: string) => total(name, ({ figures }) => figures.yen);
    const others = (name: string) => names.filter((each) => each !== name);
    for (const other of others('wishes')) expect(wished('wishes')).toBeGreaterThanOrEqual(wished(other));
    expect(spread('fairest')).toBeLessThan(spread('wishes'));
    // Where fewer hours are worked, that alone makes them a little more or less even.
    expect(spread('fairest')).toBeLessThan(1.01 * spread('cheapest'));
    for (const other of others('cheapest')) expect(yen('cheapest')).toBeLessThanOrEqual(yen(other));
    const calls = names.map((name) => total(name, ({ figures }) => figures.answeredCalls));
    expect(Math.min(...calls)).toBeGreaterThan(0.97 * Math.max(...calls));
    for (const { solved } of proposals) expect(solved.bound).toBeLessThanOrEqual(solved.best + 1e-6);
  });

  it('meets needs set by hand, and the contractor reads which the working rosters leave open', async () => {
    const open = () => app.as(contractor).get(`${base()}/rosters/violations`).expect(200);
    const before = (await open()).body.items;
    expect(before).toEqual([
      expect.objectContaining({
        rule: 'people_needs',
        strength: 'hard',
        excess: { amount: 2, unit: 'people' },
      }),
      expect.objectContaining({ rule: 'people_needs', strength: 'weighted', weight: 30 }),
    ]);
    await app
      .as(coordinators[0] ?? contractor)
      .get(`${base()}/rosters/violations`)
      .expect(403);
    for (const coordinator of coordinators) {
      await app
        .as(coordinator)
        .post(`${base()}/roster-builds/${buildId}/proposals/wishes/adoption`)
        .send({})
        .expect(200);
    }
    expect((await open()).body.items).toEqual([]);
  });
});

/** Six in the morning after the day. */
function nextDay(day: string): string {
  return `${new Date(Date.parse(`${day}T00:00:00Z`) + 24 * HOUR).toISOString().slice(0, 10)}T06:00`;
}
