import { randomUUID } from 'node:crypto';
import { Database } from '../../../src/platform/database/database';
import { systemActor } from '../../../src/shared/actor';
import { RosterEngine } from '../../../src/rosters/builds/roster-engine';
import type { Assignment, RosterProblem } from '../../../src/optimiser/problem';
import { openPeriod } from '../../support/factories/period';
import { addShift, addWishes } from '../../support/factories/roster';
import { clockAt } from '../../support/test-clock';
import { type TestAccount, TestApp } from '../../support/test-app';

/** Fills each shift in turn with whoever comes first and has rested: enough to see what is done with a roster. */
function fillInTurn({ shifts, persons }: RosterProblem): Assignment[] {
  const roster: Assignment[] = [];
  shifts.forEach((shift, at) => {
    let free = shift.atMost ?? 0;
    persons.forEach((person, index) => {
      const own = roster.filter((each) => each.person === index).map((each) => shifts[each.shift]);
      const rested = [...own, ...(person.duties ?? [])].every(
        (duty) => !duty || duty.until + 660 <= shift.from || shift.until + 660 <= duty.from,
      );
      if (free === 0 || !rested || !person.cells.some((cell) => cell.shift === at)) return;
      free -= 1;
      roster.push({ person: index, shift: at, field: shift.fields?.[0] ?? 0 });
    });
  });
  return roster;
}

describe('roster builds', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let contractor: TestAccount;
  let periodId: string;
  let shifts: string[];
  let people: string[];
  const asked: number[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    app.app.get(RosterEngine).build = (problem, { proposals, seconds }, _signal, report) => {
      asked.push(seconds);
      report({ best: 1, bound: 0.5, gap: 0.5, shortages: 2 });
      const roster = fillInTurn(problem);
      return Promise.resolve({
        roster,
        proposals: proposals.map((name) => ({ name, roster, cost: 1 })),
        best: 1,
        bound: 1,
        gap: 0,
        shortages: 0,
        status: 'proven',
        seconds: 0,
      });
    };
    contractor = await app.account('contractor');
  });
  afterAll(() => app.stop());

  beforeEach(async () => {
    coordinator = await app.account('coordinator');
    stranger = await app.account('coordinator');
    const { organisationId, accountId } = coordinator;
    periodId = await openPeriod(app, [organisationId, stranger.organisationId]);
    shifts = [];
    for (const day of ['2026-12-29', '2026-12-30', '2026-12-31']) {
      shifts.push(
        await addShift(app, {
          periodId,
          organisationId,
          from: `${day}T10:00`,
          until: `${day}T18:00`,
          seats: 2,
        }),
      );
    }
    people = await Promise.all(Array.from({ length: 3 }, () => app.person(organisationId)));
    for (const personId of people) {
      const spans = [{ wish: 'can' as const, from: '2026-12-29T00:00', until: '2027-01-01T00:00' }];
      await addWishes(app, { periodId, organisationId, personId, accountId, spans });
    }
  });

  const base = () => `/api/v1/periods/${periodId}`;
  const build = (input: object = {}, account = coordinator) =>
    app.as(account).post(`${base()}/roster-builds`).set('Prefer', 'wait=30').send(input);
  const seat = (shiftId = '', personId = '') => `/api/v1/shifts/${shiftId}/assignments/${personId}`;
  const sitting = async (shiftId = '') => {
    const { body } = await app.as(coordinator).get(`/api/v1/shifts/${shiftId}`).expect(200);
    return (body.assignments as { personId: string }[]).map(({ personId }) => personId);
  };
  const adopt = (id: string, name: string, account = coordinator) =>
    app
      .as(account)
      .post(`${base()}/roster-builds/${id}/proposals/${name}/adoption`)
      .send({ organisationId: coordinator.organisationId });

  it('propose three rosters with their figures and write nothing until one is adopted', async () => {
    const { body } = await build().expect(202);
    expect(body).toMatchObject({
      periodId,
      organisationIds: [coordinator.organisationId],
      job: { kind: 'roster_build', status: 'succeeded' },
    });
    expect(body.proposals.map((each: { label: string }) => each.label)).toEqual(
      expect.arrayContaining(['希望重視', '公平重視', '費用重視']),
    );
    expect(body.proposals[0]).toMatchObject({
      changes: 6,
      changedPeople: 2,
      adoptedAt: null,
      figures: { seats: 6, filled: 6, wishRate: { min: 0, median: 0 }, yen: 72_000 },
      solved: { best: 1, gap: 0, status: 'proven' },
    });
    expect(await sitting(shifts[0])).toEqual([]);
    const changes = await app
      .as(coordinator)
      .get(`${base()}/roster-builds/${body.id}/proposals/fairest`)
      .expect(200);
    expect(changes.body.items).toHaveLength(6);
    expect(changes.body.items).toContainEqual({
      kind: 'added',
      shiftId: shifts[0],
      personId: expect.any(String),
      reason: '12月29日 10:00〜18:00：公平重視の案。本人が勤務できるとしています。',
    });
    expect((await adopt(body.id, 'fairest').expect(200)).body.adoptedAt).toEqual(expect.any(String));
    expect(await sitting(shifts[0])).toHaveLength(2);
    await adopt(body.id, 'fairest').expect(200);
    const rows = await app.sql(
      `SELECT DISTINCT origin, job_id AS "jobId" FROM shift_assignment WHERE shift_id = ANY ($1)`,
      [shifts],
    );
    expect(rows).toEqual([{ origin: 'build', jobId: body.id }]);
    const audit = await app.sql(`SELECT action FROM audit_log WHERE object_id = $1 ORDER BY id`, [body.id]);
    expect(audit.map(({ action }: { action?: string }) => action)).toEqual([
      'job.requested',
      'job.succeeded',
      'roster_proposal.adopted',
    ]);
  });

  it('leave pinned seats and days outside the scope where they are', async () => {
    const [, middle, last] = shifts;
    const [, second, third] = people;
    await app.as(coordinator).put(seat(middle, third)).expect(201);
    await app
      .as(coordinator)
      .put(`${seat(middle, third)}/pin`)
      .expect(204);
    await app.as(coordinator).put(seat(last, second)).expect(201);
    const { body } = await build({ fromDay: '2026-12-29', untilDay: '2026-12-31' }).expect(202);
    await adopt(body.id, 'wishes').expect(200);
    expect(await sitting(middle)).toContain(third);
    expect(await sitting(last)).toEqual([second]);
  });

  it('are not adopted over a draft that has changed meanwhile', async () => {
    const { body } = await build().expect(202);
    await app.as(coordinator).put(seat(shifts[0], people[0])).expect(201);
    const first = await app
      .as(coordinator)
      .get(`${base()}/roster-builds/${body.id}/proposals/wishes`)
      .expect(200);
    const clash = (first.body.items as { personId: string }[]).some(({ personId }) => personId === people[0]);
    const answer = await adopt(body.id, 'wishes');
    expect([answer.status, answer.body.code]).toEqual(clash ? [409, 'draft_changed'] : [409, 'shift_full']);
    expect(await sitting(shifts[1])).toEqual([]);
  });

  it('repair a lost seat within a day around it', async () => {
    const [first] = shifts;
    await app.as(coordinator).put(seat(first, people[0])).expect(201);
    const repair = (input: object) =>
      app.as(coordinator).post(`${base()}/roster-repairs`).set('Prefer', 'wait=30').send(input);
    const { organisationId } = coordinator;
    const { body } = await repair({ organisationId, shiftIds: [first] }).expect(202);
    expect(body.proposals).toEqual([expect.objectContaining({ name: 'repair', label: '最小変更' })]);
    expect(body.proposals[0].figures.filled).toBe(4);
    expect((await repair({ organisationId, shiftIds: [randomUUID()] }).expect(422)).body.errors).toEqual([
      expect.objectContaining({ pointer: '/shiftIds' }),
    ]);
  });

  it.each([
    ['as their size asks for', {}, 3 * 2.5],
    ['as somebody says', { seconds: 7 }, 3 * 7],
    ['as their steps need', { steps: 5 }, 3 * 600],
  ])('take as long %s', async (_, input, seconds) => {
    await build(input).expect(202);
    expect(asked.at(-1)).toBe(seconds);
  });

  it('are a planner’s, each for their own organisations; the contractor builds for all', async () => {
    const foreign = await build({ organisationIds: [stranger.organisationId] }).expect(422);
    expect(foreign.body.errors).toEqual([expect.objectContaining({ pointer: '/organisationIds' })]);
    await build({}, await app.account('counsellor', coordinator.organisationId)).expect(403);
    expect((await build({ seconds: 0 }).expect(400)).body.errors).toEqual([
      expect.objectContaining({ pointer: '/seconds' }),
    ]);
    const { body } = await build({}, contractor).expect(202);
    expect(body.organisationIds).toHaveLength(2);
    await adopt(body.id, 'wishes', contractor).expect(200);
    await adopt(body.id, 'cheapest', stranger).expect(404);
    await app.as(contractor).get(`${base()}/roster-builds/${randomUUID()}`).expect(404);
  });

  it('for all are read and adopted by each organisation in its own part, and by nobody outside', async () => {
    const { body } = await build({}, contractor).expect(202);
    const own = coordinator.organisationId;
    const path = `${base()}/roster-builds`;
    const seen = (await app.as(coordinator).get(`${path}/${body.id}`).expect(200)).body;
    expect(seen).toMatchObject({ organisationIds: [own], job: { status: 'succeeded' } });
    expect(seen.proposals.map((each: { organisationId: string }) => each.organisationId)).toEqual([
      own,
      own,
      own,
    ]);
    const listed = (await app.as(coordinator).get(path).expect(200)).body.items;
    expect(listed).toEqual([expect.objectContaining({ id: body.id, status: 'succeeded' })]);
    await adopt(body.id, 'wishes', stranger).expect(404);
    expect((await adopt(body.id, 'wishes').expect(200)).body.organisationId).toBe(own);
    expect(await sitting(shifts[0])).toHaveLength(2);
    await app.as(stranger).put(`/api/v1/jobs/${body.id}/cancellation`).send({}).expect(409);
    const outsider = await app.account('coordinator');
    await app.as(outsider).get(`${path}/${body.id}`).expect(404);
    expect((await app.as(outsider).get(path).expect(200)).body.items).toEqual([]);
  });

  it('that are cancelled keep nothing and make way for the next', async () => {
    const engine = app.app.get(RosterEngine);
    const usual = engine.build.bind(engine);
    engine.build = (_problem, _options, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('ended'))));
    const { body } = await app.as(coordinator).post(`${base()}/roster-builds`).send({}).expect(202);
    await app.as(coordinator).put(`/api/v1/jobs/${body.id}/cancellation`).expect(200);
    const path = `${base()}/roster-builds/${body.id}`;
    let seen = (await app.as(coordinator).get(path).expect(200)).body;
    while (['queued', 'running'].includes(seen.job.status))
      seen = (await app.as(coordinator).get(path).expect(200)).body;
    engine.build = usual;
    expect(seen).toMatchObject({ job: { status: 'cancelled', failure: null }, proposals: [] });
    await build().expect(202);
  });

  it('are refused where there is nobody to seat or no seat to give', async () => {
    const faults = async (input: object, account = coordinator) =>
      (await build(input, account).expect(422)).body.errors.map(
        ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`,
      );
    expect(await faults({ organisationIds: [] })).toEqual(['/organisationIds nobody']);
    expect(await faults({ fromDay: '2027-01-02' })).toEqual(['/fromDay no_seats']);
    expect(await faults({ untilDay: '2026-12-27' })).toEqual(['/untilDay no_seats']);
    expect(await faults({}, stranger)).toEqual(['/organisationIds no_seats']);
    await app.sql(`DELETE FROM availability WHERE organisation_id = $1`, [coordinator.organisationId]);
    await app.sql(`UPDATE affiliation SET valid_until = '2026-12-01' WHERE organisation_id = $1`, [
      coordinator.organisationId,
    ]);
    const { organisationId } = coordinator;
    expect(await faults({ organisationIds: [organisationId] }, contractor)).toEqual([
      '/organisationIds nobody',
    ]);
    const repair = await app
      .as(contractor)
      .post(`${base()}/roster-repairs`)
      .send({ organisationId, shiftIds: [shifts[0]] })
      .expect(422);
    expect(repair.body.errors).toEqual([expect.objectContaining({ pointer: '/organisationId' })]);
  });

  it('do not wait for those who only keep the period from being closed', async () => {
    const answer = await app.app.get(Database).transaction(systemActor('test'), async (tx) => {
      await tx.query(`SELECT FROM period WHERE id = $1 FOR SHARE`, [periodId]);
      return build();
    });
    expect(answer.status).toBe(202);
  });

  it('for all keep an organisation from building its own part beside them', async () => {
    const engine = app.app.get(RosterEngine);
    const usual = engine.build.bind(engine);
    engine.build = (_problem, _options, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('ended'))));
    const { body } = await app.as(contractor).post(`${base()}/roster-builds`).send({}).expect(202);
    const refused = await build().expect(409);
    expect(refused.body.code).toBe('build_running');
    await app.as(contractor).put(`/api/v1/jobs/${body.id}/cancellation`).expect(200);
    engine.build = usual;
    let status = 409;
    while (status === 409) ({ status } = await build());
    expect(status).toBe(202);
  });

  it('run one at a time for a period and organisation', async () => {
    const send = () => app.as(coordinator).post(`${base()}/roster-builds`).send({});
    const answers = await Promise.all([send(), send(), send()]);
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([202, 409, 409]);
  });

  it('are not adopted once one of their shifts has begun', async () => {
    const { body } = await build().expect(202);
    await clockAt(app, '2026-12-29T10:00');
    expect((await adopt(body.id, 'wishes').expect(409)).body.code).toBe('duties_begun');
    for (const shiftId of shifts) expect(await sitting(shiftId)).toEqual([]);
    await clockAt(app, '2026-12-29T09:59');
    await adopt(body.id, 'wishes').expect(200);
  });
});
