import { randomUUID } from 'node:crypto';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('skills', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let counsellor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    coordinator = await app.account('coordinator');
    stranger = await app.account('coordinator');
    counsellor = await app.account('counsellor', coordinator.organisationId);
  });
  afterAll(() => app.stop());

  const training = { kind: 'qualification', code: 'hotline_training', validFrom: '2026-04-01' };
  const add = (personId: string, input: object, account = coordinator) =>
    app.as(account).post(`/api/v1/people/${personId}/skills`).send(input);
  const person = () => app.person(coordinator.organisationId);

  it('is added, ended, withdrawn and audited, and never goes away', async () => {
    const personId = await person();
    const added = await add(personId, { ...training, evidence: '修了証 12号' }).expect(201);
    expect(added.body).toMatchObject({
      ...training,
      personId,
      organisationId: coordinator.organisationId,
      validUntil: null,
      withdrawnAt: null,
      version: 1,
    });
    const path = `/api/v1/skills/${added.body.id}`;
    const change = (tag: string, input: object) =>
      app.as(coordinator).patch(path).set('If-Match', tag).send(input);
    const ended = await change('"v1"', { validUntil: '2027-01-01' }).expect(200);
    expect(ended.body).toMatchObject({ validUntil: '2027-01-01', evidence: '修了証 12号', version: 2 });
    await change('"v1"', { validUntil: null }).expect(412);
    const withdraw = () => app.as(coordinator).post(`${path}/withdrawal`);
    await withdraw().expect(428);
    await withdraw().set('If-Match', '"v2"').expect(201);
    expect((await change('"v3"', { validUntil: null }).expect(409)).body.code).toBe('skill_withdrawn');
    expect((await app.as(coordinator).get(path).expect(200)).body.withdrawnAt).toEqual(expect.any(String));
    await add(personId, training).expect(201);
    const audit = await app.sql<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_log WHERE object_id = $1 ORDER BY id`,
      [added.body.id],
    );
    expect(audit.map(({ action }) => action)).toEqual(['skill.added', 'skill.changed', 'skill.withdrawn']);
    expect(audit[0]?.detail).toEqual({ personId, kind: 'qualification', version: 1 });
  });

  it.each([
    [422, '/code', { ...training, code: 'wizard' }],
    [422, '/code', { kind: 'field', code: 'nothing', validFrom: '2026-04-01' }],
    [422, '/validUntil', { ...training, validUntil: '2026-04-01' }],
    [400, '/kind', { ...training, kind: 'mood' }],
    [400, '/validFrom', { ...training, validFrom: '2026-02-30' }],
  ])('answers %i at %s', async (status, pointer, input) => {
    const refused = await add(await person(), input).expect(status);
    expect(refused.body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([pointer]);
  });

  it('takes the next stretch from the day the first one ends, and no overlap', async () => {
    const personId = await person();
    await add(personId, { ...training, validUntil: '2026-12-31' }).expect(201);
    expect((await add(personId, { ...training, validFrom: '2026-12-30' }).expect(409)).body.code).toBe(
      'skill_overlap',
    );
    await add(personId, { ...training, validFrom: '2026-12-31' }).expect(201);
  });

  it('lists by kind, code and day, page by page', async () => {
    const [one, other] = [await person(), await person()];
    const language = { kind: 'language', code: 'vi', validFrom: '2026-12-31', validUntil: '2027-01-02' };
    for (const personId of [one, other]) await add(personId, language).expect(201);
    const list = async (query: string) =>
      (await app.as(coordinator).get(`/api/v1/skills?kind=language&code=vi${query}`).expect(200)).body;
    for (const [on, count] of [
      ['2026-12-30', 0],
      ['2026-12-31', 2],
      ['2027-01-01', 2],
      ['2027-01-02', 0],
    ] as const) {
      expect((await list(`&on=${on}`)).items).toHaveLength(count);
    }
    const first = await list('&limit=1');
    const second = await list(`&limit=1&cursor=${first.nextCursor}`);
    expect(new Set([first, second].map(({ items }) => items[0].personId))).toEqual(new Set([one, other]));
    expect(second.nextCursor).toBeNull();
  });

  it('shows a counsellor their own, and nobody those of another organisation', async () => {
    const own = await add(counsellor.personId ?? '', training).expect(201);
    const foreign = await add(await person(), training).expect(201);
    const seen = await app.as(counsellor).get('/api/v1/skills').expect(200);
    expect(seen.body.items.map(({ id }: { id: string }) => id)).toEqual([own.body.id]);
    await app.as(counsellor).get(`/api/v1/skills/${own.body.id}`).expect(200);
    await app.as(counsellor).get(`/api/v1/skills/${foreign.body.id}`).expect(404);
    await add(counsellor.personId ?? '', training, counsellor).expect(403);
    await app.as(stranger).get(`/api/v1/skills/${own.body.id}`).expect(404);
    await add(counsellor.personId ?? '', training, stranger).expect(404);
    await app
      .as(stranger)
      .patch(`/api/v1/skills/${own.body.id}`)
      .set('If-Match', '"v1"')
      .send({ validUntil: null })
      .expect(404);
    await add(randomUUID(), training).expect(404);
    const elsewhere = { ...training, organisationId: stranger.organisationId };
    expect((await add(await person(), elsewhere).expect(422)).body.errors[0].code).toBe('not_affiliated');
  });
});
