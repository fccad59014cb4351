import { type TestAccount, TestApp } from '../../support/test-app';

describe('organisations and people', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let coordinator: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    coordinator = await app.account('coordinator');
  });
  afterAll(() => app.stop());

  it('creates, reads, changes under If-Match and audits', async () => {
    const created = await app
      .as(contractor)
      .post('/api/v1/organisations')
      .send({ code: 'minato', name: 'こころの港', kind: 'npo' })
      .expect(201);
    const path = `/api/v1/organisations/${created.body.id}`;
    expect(created.headers['etag']).toBe('"v1"');
    await app.as(contractor).patch(path).send({ name: '港' }).expect(428);
    await app.as(contractor).patch(path).set('If-Match', 'W/"v1"').send({ name: '港' }).expect(400);
    const empty = await app.as(contractor).patch(path).set('If-Match', '"v1"').send({}).expect(400);
    expect(empty.body.errors).toEqual([expect.objectContaining({ pointer: '', code: 'empty' })]);
    await app.as(contractor).patch(path).set('If-Match', '"v1"').send({ name: '港' }).expect(200);
    await app.as(contractor).patch(path).set('If-Match', '"v1"').send({ name: '沖' }).expect(412);
    const read = await app.as(coordinator).get(path).expect(200);
    expect(read.body).toMatchObject({ name: '港', version: 2 });
    const audit = await app.sql(`SELECT action FROM audit_log WHERE object_id = $1 ORDER BY id`, [
      created.body.id,
    ]);
    expect(audit).toEqual([{ action: 'organisation.created' }, { action: 'organisation.changed' }]);
  });

  it('refuses wrong input by field, a taken code, and a role without the permission', async () => {
    const answer = await app
      .as(contractor)
      .post('/api/v1/organisations')
      .send({ code: '', name: 5, extra: 1 })
      .expect(400);
    expect(answer.body.errors.map((fault: { pointer: string }) => fault.pointer).sort()).toEqual([
      '/code',
      '/extra',
      '/kind',
      '/name',
    ]);
    const input = { code: 'taken', name: '甲', kind: 'npo' };
    await app.as(contractor).post('/api/v1/organisations').send(input).expect(201);
    const again = await app.as(contractor).post('/api/v1/organisations').send(input).expect(409);
    expect(again.body.code).toBe('organisation_code_taken');
    const { body } = await app.as(contractor).get('/api/v1/organisations?limit=1').expect(200);
    const sameId = { ...input, id: body.items[0].id, code: 'another' };
    const known = await app.as(contractor).post('/api/v1/organisations').send(sameId).expect(409);
    expect(known.body.code).toBe('organisation_exists');
    await app.as(coordinator).post('/api/v1/organisations').send(input).expect(403);
    await app.as(contractor).get('/api/v1/organisations/00000000-0000-7000-8000-000000000000').expect(404);
  });

  it('pages with a cursor and refuses a broken one', async () => {
    const first = await app.as(contractor).get('/api/v1/organisations?limit=1').expect(200);
    const second = await app
      .as(contractor)
      .get(`/api/v1/organisations?limit=1&cursor=${first.body.nextCursor}`)
      .expect(200);
    expect(second.body.items[0].code > first.body.items[0].code).toBe(true);
    for (const query of ['limit=0', 'limit=-1', 'limit=1e21', 'limit=1&limit=2', 'cursor=x', 'sort=name']) {
      await app.as(contractor).get(`/api/v1/organisations?${query}`).expect(400);
    }
  });

  it("hides another organisation's people", async () => {
    const person = {
      familyName: '架空',
      givenName: '花子',
      familyKana: 'カクウ',
      givenKana: 'ハナコ',
      staffCode: 'S-1',
      validFrom: '2025-12-01',
    };
    const mine = await app
      .as(coordinator)
      .post('/api/v1/people')
      .send({ ...person, organisationId: coordinator.organisationId })
      .expect(201);
    const other = await app.account('coordinator');
    const known = await app
      .as(other)
      .post('/api/v1/people')
      .send({ ...person, id: mine.body.id, organisationId: other.organisationId })
      .expect(409);
    expect(known.body.code).toBe('person_exists');
    await app.as(other).get(`/api/v1/people/${mine.body.id}`).expect(404);
    await app.as(coordinator).get(`/api/v1/people/${mine.body.id}`).expect(200);
    const foreign = await app
      .as(other)
      .post('/api/v1/people')
      .send({ ...person, organisationId: coordinator.organisationId })
      .expect(422);
    expect(foreign.body.errors[0].pointer).toBe('/organisationId');
    await app
      .as(coordinator)
      .post('/api/v1/people')
      .send({ ...person, organisationId: coordinator.organisationId, validFrom: '2025-02-30' })
      .expect(400);
  });
});
