import { BlockedCase, FEARED } from '../../support/factories/blocked-case';
import { CONSULTATIONS } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('blocks of related people are lifted by two', () => {
  let app: TestApp;
  let desk: BlockedCase;
  let counsellor: TestAccount;
  let related: TestAccount;
  let supervisor: TestAccount;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
  });
  beforeEach(async () => {
    desk = await BlockedCase.around(app);
    ({ counsellor, related, supervisor, coordinator, stranger } = desk.people);
    ({ periodId } = desk);
  });
  afterAll(() => app.stop());

  const filed = (rest: object = {}) => desk.filed(rest);
  const block = (id: string, target: object, who = counsellor) => desk.block(id, target, who);
  const closed = (id: string) => desk.closed(id);
  const sees = (id: string, who: TestAccount) => desk.sees(id, who);
  const listed = (path: string, who: TestAccount) => desk.listed(path, who);
  const liftings = (id: string, blockId: string) => `${CONSULTATIONS}/${id}/blocks/${blockId}/liftings`;
  const ask = (id: string, blockId: string, rest: object = {}, who = supervisor) =>
    app
      .as(who)
      .post(liftings(id, blockId))
      .send({ reason: '人違いと分かった', ...rest });
  const decide = (path: string, verb: string, who: TestAccount) => app.as(who).post(`${path}/${verb}`);

  it('for good', async () => {
    const id = await filed();
    const blockId = await closed(id);
    const asked = await ask(id, blockId).expect(201);
    const path = `${liftings(id, blockId)}/${asked.body.id}`;
    expect(await sees(id, related)).toBe(404);
    const alone = await decide(path, 'approval', supervisor).expect(403);
    expect(alone.body.code).toBe('second_person_needed');
    await decide(path, 'approval', counsellor).expect(403);
    await decide(path, 'approval', related).expect(404);
    await decide(path, 'approval', stranger).expect(404);
    expect(await sees(id, related)).toBe(404);
    await decide(path, 'approval', coordinator).expect(200);
    expect(await sees(id, related)).toBe(200);
    await decide(path, 'approval', coordinator).expect(409);
    await ask(id, blockId).expect(409);
    const actions = await app.sql<{ action: string }>(
      `SELECT action FROM audit_log WHERE object_id = $1 AND action LIKE 'case_block.%' ORDER BY id`,
      [id],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'case_block.created',
      'case_block.lifting_asked',
      'case_block.lifting_approved',
    ]);
  });

  it('for a time that ends by itself', async () => {
    const id = await filed();
    const blockId = await closed(id);
    const at = (hours: number) => new Date(app.now().getTime() + hours * 3_600_000).toISOString();
    for (const until of [at(-1), at(7 * 24 + 1)]) {
      const { body } = await ask(id, blockId, { until }).expect(422);
      expect(body.errors[0].pointer).toBe('/until');
    }
    const asked = await ask(id, blockId, { until: at(2) }).expect(201);
    await decide(`${liftings(id, blockId)}/${asked.body.id}`, 'approval', coordinator).expect(200);
    expect(await sees(id, related)).toBe(200);
    const { body } = await app.as(supervisor).get(`/api/v1/case-blocks?consultationId=${id}`).expect(200);
    expect(body.items[0]).toMatchObject({ state: 'suspended', asked: null });
    await app.sql(
      `UPDATE case_block_lifting SET asked_at = now() - interval '3 hours', until = now() WHERE block_id = $1`,
      [blockId],
    );
    expect(await sees(id, related)).toBe(404);
  });

  it('by nobody whom the block is against, and not by one human with two accounts', async () => {
    const id = await filed();
    const blockId = await closed(id);
    const until = new Date(app.now().getTime() + 3_600_000).toISOString();
    const asked = await ask(id, blockId, { until }).expect(201);
    const twin = await app.account('supervisor', counsellor.organisationId);
    await app.sql(`UPDATE account SET person_id = $2 WHERE id = $1`, [twin.accountId, supervisor.personId]);
    const path = `${liftings(id, blockId)}/${asked.body.id}`;
    expect((await decide(path, 'approval', twin).expect(403)).body.code).toBe('second_person_needed');
    await decide(path, 'approval', coordinator).expect(200);
    expect(await sees(id, related)).toBe(200);
    expect(await listed('/api/v1/case-blocks', related)).toEqual([]);
    await app.as(related).get(liftings(id, blockId)).expect(404);
    await ask(id, blockId, {}, related).expect(404);
    const good = await ask(id, blockId).expect(201);
    await decide(`${liftings(id, blockId)}/${good.body.id}`, 'approval', related).expect(404);
  });

  it('and closed again by one, with the files that were ordered meanwhile', async () => {
    const id = await filed();
    const blockId = await closed(id);
    const until = new Date(app.now().getTime() + 3_600_000).toISOString();
    const asked = await ask(id, blockId, { until }).expect(201);
    const path = `${liftings(id, blockId)}/${asked.body.id}`;
    await decide(path, 'revocation', coordinator).expect(409);
    await decide(path, 'approval', coordinator).expect(200);
    const order = app.as(related).post('/api/v1/consultation-exports').set('Prefer', 'wait=60');
    const job = (await order.send({ periodIds: [periodId], withNarratives: true }).expect(202)).body;
    await app.as(related).get(`/api/v1/jobs/${job.id}/output`).expect(200);
    await decide(path, 'revocation', coordinator).expect(200);
    expect(await sees(id, related)).toBe(404);
    await app.as(related).get(`/api/v1/jobs/${job.id}/output`).expect(404);
    await decide(path, 'revocation', coordinator).expect(409);
  });

  it('by two of the office where nobody of the organisation is left, who do not read whom it is against', async () => {
    const id = await filed();
    for (const who of [related, supervisor, coordinator]) {
      await block(id, { personId: who.personId }).expect(201);
    }
    const [office, second] = [await app.account('contractor'), await app.account('contractor')];
    const { body } = await app.as(office).get(`/api/v1/case-blocks?consultationId=${id}`).expect(200);
    expect(JSON.stringify(body)).not.toContain(FEARED);
    expect(body.items).toHaveLength(3);
    expect(body.items[0]).toMatchObject({ personId: null, name: null, reason: null });
    const blockId = body.items[0].id as string;
    const asked = await ask(id, blockId, {}, office).expect(201);
    const path = `${liftings(id, blockId)}/${asked.body.id}`;
    await decide(path, 'approval', office).expect(403);
    await decide(path, 'approval', second).expect(200);
    expect(await sees(id, coordinator)).toBe(200);
    await app.as(office).get(`${CONSULTATIONS}/${id}`).expect(403);
  });

  it('or not at all', async () => {
    const id = await filed();
    const blockId = await closed(id);
    const asked = await ask(id, blockId).expect(201);
    await ask(id, blockId, {}, coordinator).expect(409);
    await decide(`${liftings(id, blockId)}/${asked.body.id}`, 'refusal', coordinator).expect(200);
    expect(await sees(id, related)).toBe(404);
    const { body } = await app.as(supervisor).get(liftings(id, blockId)).expect(200);
    expect(body.items).toMatchObject([{ decision: 'refused', reason: '人違いと分かった' }]);
  });
});
