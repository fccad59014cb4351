import type { RosterProblem } from '../../../src/optimiser/problem';
import { RosterEngine } from '../../../src/rosters/builds/roster-engine';
import { GUIDES, type GuidePlan, type PublishedGuide, publishGuide } from '../../support/factories/guide';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { addShift, addWishes, type ShiftPlan } from '../../support/factories/roster';
import { type TestAccount, TestApp } from '../../support/test-app';

/** Documents are for the organisation of one test, so that the next one begins with none. */
describe('what has not been read or pledged keeps people off the roster', () => {
  let app: TestApp;
  let office: TestAccount;
  let coordinator: TestAccount;
  let counsellor: TestAccount;
  let periodId: string;
  let asked: RosterProblem | null;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    office = await app.account('contractor');
    app.app.get(RosterEngine).build = (problem, { proposals }) => {
      asked = problem;
      return Promise.resolve({
        roster: [],
        proposals: proposals.map((name) => ({ name, roster: [], cost: 0 })),
        best: 0,
        bound: 0,
        gap: 0,
        shortages: 0,
        status: 'proven',
        seconds: 0,
      });
    };
  });
  afterAll(() => app.stop());

  beforeEach(async () => {
    asked = null;
    coordinator = await app.account('coordinator');
    counsellor = await app.account('counsellor', coordinator.organisationId);
    periodId = await openPeriod(app, [coordinator.organisationId]);
    const { organisationId, accountId } = coordinator;
    for (const { personId } of [coordinator, counsellor]) {
      const spans = [{ wish: 'can' as const, from: '2026-12-29T00:00', until: '2027-01-03T00:00' }];
      await addWishes(app, { periodId, organisationId, accountId, personId: personId ?? '', spans });
    }
  });

  const guide = (plan: GuidePlan = {}) =>
    publishGuide(app, office, { organisationIds: [coordinator.organisationId], ...plan });
  const sign = ({ id, digest }: PublishedGuide, who = counsellor, more: object = {}) =>
    app
      .as(who)
      .post(`${GUIDES}/${id}/readings`)
      .send({ number: 1, digest, ...more })
      .expect(201);
  const shift = (day: string, more: Partial<ShiftPlan> = {}) =>
    addShift(app, {
      ...{ periodId, organisationId: coordinator.organisationId },
      ...{ from: `${day}T10:00`, until: `${day}T18:00` },
      ...more,
    });
  const put = (shiftId: string, personId = counsellor.personId) =>
    app
      .as(coordinator)
      .put(`/api/v1/shifts/${shiftId}/assignments/${personId ?? ''}`)
      .send({});
  const refusal = async (shiftId: string) => {
    const { body } = await put(shiftId).expect(422);
    return (body.errors as { code: string; message: string }[]).map(({ code, message }) => [code, message]);
  };
  const get = async (path: string) => (await app.as(coordinator).get(`/api/v1${path}`).expect(200)).body;
  const rule = (code: string, setting: object) =>
    app
      .as(coordinator)
      .put(`/api/v1/periods/${periodId}/roster-rules/${code}`)
      .send({ organisationId: coordinator.organisationId, ...setting })
      .expect(200);

  it('in a hand move, until they have read it', async () => {
    const [policy, desk] = [await guide(), await shift('2026-12-30')];
    expect(await refusal(desk)).toEqual([
      ['guidance_read', '12月30日 10:00〜18:00の勤務までに読む「相談対応の基本方針」（第1版）が未読です。'],
    ]);
    await sign(policy);
    await put(desk).expect(201);
  });

  it('until they have pledged for this period, which is no matter of exceptions', async () => {
    const pledge = await guide({ kind: 'pledge', title: '守秘の誓約' });
    const other = await openPeriod(app, [coordinator.organisationId]);
    await sign(pledge, counsellor, { periodId: other });
    const desk = await shift('2026-12-30');
    const message =
      '12月30日 10:00〜18:00の勤務に必要な「守秘の誓約」（第1版）の誓約が、この期についてまだありません。';
    expect(await refusal(desk)).toEqual([['pledge_given', message]]);
    await sign(pledge, counsellor, { periodId });
    await put(desk).expect(201);
  });

  it('at the desks it speaks of, from the day on which it is needed', async () => {
    await guide({ kind: 'script', fields: ['suicide'] });
    await rule('field_skill', { strength: 'off' });
    await put(await shift('2026-12-29', { fieldCode: 'loneliness' })).expect(201);
    await refusal(await shift('2026-12-30', { fieldCode: 'suicide' }));
    const created = await app
      .as(office)
      .post(GUIDES)
      .send({
        ...{ code: `later-${periodId}`, kind: 'manual', language: 'ja', title: '手引き', body: '本文' },
        ...{ roles: [], fields: [], organisationIds: [coordinator.organisationId] },
      })
      .expect(201);
    await app
      .as(office)
      .post(`${GUIDES}/${created.body.id}/versions/1/publication`)
      .set('If-Match', '"v1"')
      .send({ change: 'major', requiredFrom: '2026-12-31T10:00:00+09:00' })
      .expect(200);
    await put(await shift('2026-12-30', { fieldCode: 'loneliness' })).expect(201);
    await refusal(await shift('2026-12-31', { fieldCode: 'loneliness' }));
  });

  it('in candidates and explanations, with the weight of the rule where it is weighted', async () => {
    const [policy, desk] = [await guide(), await shift('2026-12-30')];
    await sign(policy, coordinator);
    const candidates = async () =>
      (await get(`/shifts/${desk}/candidates`)).items.map(
        (each: { personId: string; legal: boolean; cost: number; violations: { rule: string }[] }) => [
          each.personId,
          each.legal,
          each.cost,
          each.violations.map((violation) => violation.rule),
        ],
      );
    expect(await candidates()).toEqual([
      [coordinator.personId, true, 0, []],
      [counsellor.personId, false, 0, ['guidance_read']],
    ]);
    expect((await get(`/shifts/${desk}/explanation`)).blocked).toEqual([
      { rule: 'guidance_read', label: '手引きの既読', people: 1 },
    ]);
    await rule('guidance_read', { strength: 'weighted', weight: 7 });
    expect(await candidates()).toEqual([
      [coordinator.personId, true, 0, []],
      [counsellor.personId, true, 7, ['guidance_read']],
    ]);
    await put(desk).expect(201);
  });

  it('in a build: a hard rule leaves no cell, a weighted one costs', async () => {
    const [policy, desk] = [await guide(), await shift('2026-12-30')];
    await sign(policy, coordinator);
    const cells = async () => {
      await app
        .as(coordinator)
        .post(`/api/v1/periods/${periodId}/roster-builds`)
        .set('Prefer', 'wait=30')
        .send({})
        .expect(202);
      const persons = asked?.persons.map((each) => [each.id, each.cells.map(({ cost }) => cost)] as const);
      return new Map(persons);
    };
    expect(await cells()).toEqual(
      new Map([
        [coordinator.personId, [0]],
        [counsellor.personId, []],
      ]),
    );
    await rule('guidance_read', { strength: 'weighted', weight: 7 });
    expect((await cells()).get(counsellor.personId ?? '')).toEqual([7]);
    expect(await get(`/shifts/${desk}`)).toMatchObject({ assignments: [] });
  });

  it('shows in the roster of somebody who was put in before it was published', async () => {
    const desk = await shift('2026-12-30');
    await put(desk).expect(201);
    const violations = async () =>
      (await get(`/periods/${periodId}/rosters/${coordinator.organisationId}/violations?strength=hard`)).items
        .filter((each: { rule: string }) => each.rule === 'guidance_read')
        .map((each: { personId: string; shiftIds: string[] }) => [each.personId, each.shiftIds]);
    expect(await violations()).toEqual([]);
    const policy = await guide();
    expect(await violations()).toEqual([[counsellor.personId, [desk]]]);
    await sign(policy);
    expect(await violations()).toEqual([]);
  });
});
