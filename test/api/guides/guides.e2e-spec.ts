import { randomUUID } from 'node:crypto';
import { GUIDES, newGuide, publishDraft, publishGuide } from '../../support/factories/guide';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('documents', () => {
  let app: TestApp;
  let office: TestAccount;
  let coordinator: TestAccount;
  let counsellor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    office = await app.account('contractor');
    coordinator = await app.account('coordinator');
    counsellor = await app.account('counsellor', coordinator.organisationId);
  });
  afterAll(() => app.stop());

  const create = (input: object) => app.as(office).post(GUIDES).send(input);
  const pointers = (body: { errors: { pointer: string }[] }) => body.errors.map(({ pointer }) => pointer);
  const audits = (id: string) =>
    app.sql<{ action: string; detail: Record<string, unknown> }>(
      `SELECT l.action, l.detail FROM audit_log AS l WHERE l.object_type = 'guide' AND l.object_id = $1 ORDER BY l.occurred_at, l.id`,
      [id],
    );

  it('are drafts of the office until they are published', async () => {
    const created = await create({ ...newGuide({ fields: ['suicide'] }), title: '危機対応の手引き' }).expect(
      201,
    );
    const { id } = created.body;
    expect(created.body).toMatchObject({
      title: '危機対応の手引き',
      fields: ['suicide'],
      currentNumber: null,
      neededNumber: null,
    });
    expect(created.headers['location']).toBe(`${GUIDES}/${id}`);
    await app.as(counsellor).get(`${GUIDES}/${id}`).expect(404);
    await app.as(counsellor).get(`${GUIDES}/${id}/versions/1`).expect(404);
    await publishDraft(app, office, id, 1);
    const seen = await app.as(counsellor).get(`${GUIDES}/${id}`).expect(200);
    expect(seen.body).toMatchObject({ currentNumber: 1, neededNumber: 1, withdrawnAt: null });
    expect((await audits(id)).map(({ action }) => action)).toEqual([
      'guide.created',
      'guide_version.published',
    ]);
  });

  it('name every wrong place, and are written by the office only', async () => {
    const wrong = await create({
      ...newGuide(),
      code: 'Ａ',
      kind: 'x',
      language: '日本語',
      body: ' ',
    }).expect(400);
    expect(pointers(wrong.body).sort()).toEqual(['/body', '/code', '/kind', '/language']);
    const unknown = await create(
      newGuide({ fields: ['suicide', 'nowhere'], organisationIds: [randomUUID()] }),
    ).expect(422);
    expect(pointers(unknown.body)).toEqual(['/fields/1', '/organisationIds/0']);
    const input = newGuide();
    await create(input).expect(201);
    expect((await create(input).expect(409)).body.code).toBe('guide_code_taken');
    await app.as(coordinator).post(GUIDES).send(newGuide()).expect(403);
    await app.as(office).get(`${GUIDES}/${randomUUID()}`).expect(404);
    await app.as(office).get(`${GUIDES}/nonsense/versions/1`).expect(404);
  });

  it('are listed in pages, of a kind if one is named', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) ids.push((await publishGuide(app, office, { kind: 'script' })).id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await app.as(counsellor).get(`${GUIDES}?kind=script&limit=2${cursor}`).expect(200);
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`;
    } while (cursor !== '');
    expect(seen.toSorted()).toEqual(ids.toSorted());
    await app.as(counsellor).get(`${GUIDES}?kind=poem`).expect(400);
  });

  it('are for some organisations, and nothing to the others', async () => {
    const stranger = await app.account('counsellor');
    const { id } = await publishGuide(app, office, { organisationIds: [coordinator.organisationId] });
    await app.as(counsellor).get(`${GUIDES}/${id}/versions/1`).expect(200);
    for (const path of [
      '',
      '/versions',
      '/versions/1',
      '/versions/1/print.pdf',
      '/versions/1/comparison?with=1',
    ]) {
      await app.as(stranger).get(`${GUIDES}/${id}${path}`).expect(404);
    }
    const shown = await app.as(office).get(`${GUIDES}/${id}`);
    const direct = (etag: string, organisationIds: string[]) =>
      app
        .as(office)
        .put(`${GUIDES}/${id}/audience`)
        .set('If-Match', etag)
        .send({ roles: ['counsellor'], fields: [], organisationIds });
    await direct(shown.headers['etag'] ?? '', [randomUUID()]).expect(422);
    const directed = await direct(shown.headers['etag'] ?? '', [stranger.organisationId]).expect(200);
    expect(directed.body).toMatchObject({
      roles: ['counsellor'],
      organisationIds: [stranger.organisationId],
    });
    await direct(shown.headers['etag'] ?? '', []).expect(412);
    await app
      .as(office)
      .put(`${GUIDES}/${id}/audience`)
      .send({ roles: [], fields: [], organisationIds: [] })
      .expect(428);
    await app.as(stranger).get(`${GUIDES}/${id}/versions/1`).expect(200);
    await app.as(counsellor).get(`${GUIDES}/${id}/versions/1`).expect(404);
    expect((await audits(id)).at(-1)).toMatchObject({
      action: 'guide.directed',
      detail: { organisationIds: [stranger.organisationId] },
    });
  });

  it('are withdrawn, and change no more', async () => {
    const { id } = await publishGuide(app, office);
    const shown = await app.as(office).get(`${GUIDES}/${id}`);
    const withdraw = (etag: string) => app.as(office).put(`${GUIDES}/${id}/withdrawal`).set('If-Match', etag);
    await withdraw('"v999"').expect(412);
    const gone = await withdraw(shown.headers['etag'] ?? '').expect(200);
    expect(gone.body.withdrawnAt).not.toBeNull();
    for (const change of [
      withdraw(gone.headers['etag'] ?? ''),
      app.as(office).post(`${GUIDES}/${id}/versions`).send({ title: '次', body: '次' }),
    ]) {
      expect((await change.expect(409)).body.code).toBe('guide_withdrawn');
    }
    expect((await audits(id)).at(-1)?.action).toBe('guide.withdrawn');
    await app.as(coordinator).put(`${GUIDES}/${id}/withdrawal`).set('If-Match', '"v1"').expect(403);
  });
});

describe('versions', () => {
  let app: TestApp;
  let office: TestAccount;
  let counsellor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    office = await app.account('contractor');
    counsellor = await app.account('counsellor');
  });
  afterAll(() => app.stop());

  const text = (body: string) => ({ title: '相談対応の基本方針', body });
  const draft = (id: string, body: string) =>
    app.as(office).post(`${GUIDES}/${id}/versions`).send(text(body));
  const publish = (id: string, number: number, etag: string, publication: object) =>
    app
      .as(office)
      .post(`${GUIDES}/${id}/versions/${number}/publication`)
      .set('If-Match', etag)
      .send(publication);

  it('are drafted one at a time, revised from what was seen, published once and then never changed', async () => {
    const { id } = await publishGuide(app, office);
    const second = await draft(id, '第2版の本文').expect(201);
    expect(second.body).toMatchObject({ number: 2, publishedAt: null, digest: null, revision: 1 });
    expect((await draft(id, '三つ目').expect(409)).body.code).toBe('guide_draft_exists');
    const path = `${GUIDES}/${id}/versions/2`;
    const revise = (etag: string) =>
      app.as(office).put(path).set('If-Match', etag).send(text('第2版の本文、直したもの'));
    const revised = await revise('"v1"').expect(200);
    await revise('"v1"').expect(412);
    await app.as(office).put(path).send(text('x')).expect(428);
    await app.as(counsellor).get(path).expect(404);
    await publish(id, 2, '"v1"', { change: 'major' }).expect(412);
    const published = await publish(id, 2, revised.headers['etag'] ?? '', { change: 'major' }).expect(200);
    expect(published.body).toMatchObject({
      change: 'major',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    for (const late of [
      revise(published.headers['etag'] ?? ''),
      publish(id, 2, published.headers['etag'] ?? '', { change: 'major' }),
    ]) {
      expect((await late.expect(409)).body.code).toBe('guide_version_published');
    }
    expect((await app.as(counsellor).get(path).expect(200)).body.body).toBe('第2版の本文、直したもの');
    await expect(
      app.sql(`UPDATE guide_version SET body = 'x' WHERE guide_id = $1 AND number = 2`, [id]),
    ).rejects.toMatchObject({ constraint: 'ck_guide_version_immutable' });
    await app.as(counsellor).post(`${GUIDES}/${id}/versions`).send(text('x')).expect(403);
    await draft(randomUUID(), 'x').expect(404);
  });

  it('say who must read again, and from which duties on', async () => {
    const created = await app.as(office).post(GUIDES).send(newGuide()).expect(201);
    const { id } = created.body;
    const faults = async (number: number, publication: object) => {
      const { body } = await publish(id, number, '"v1"', publication).expect(422);
      return body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`);
    };
    expect(await faults(1, { change: 'minor' })).toEqual(['/change first_version']);
    expect(await faults(1, { change: 'major', requiredFrom: '2020-01-01T00:00:00+09:00' })).toEqual([
      '/requiredFrom past',
    ]);
    const requiredFrom = '2199-01-01T00:00:00+09:00';
    expect(
      (await publish(id, 1, '"v1"', { change: 'major', requiredFrom }).expect(200)).body.requiredFrom,
    ).toBe(requiredFrom);
    await draft(id, '字句だけ').expect(201);
    expect(await faults(2, { change: 'minor', requiredFrom })).toEqual(['/requiredFrom minor']);
    await publish(id, 2, '"v1"', { change: 'minor' }).expect(200);
    const shown = await app.as(counsellor).get(`${GUIDES}/${id}`).expect(200);
    expect(shown.body).toMatchObject({ currentNumber: 2, neededNumber: 1 });
  });

  it('are listed in pages, newest first, drafts for the office only, and without their texts', async () => {
    const { id } = await publishGuide(app, office);
    await draft(id, 'つぎ').expect(201);
    const numbers = async (who: TestAccount, query = '') => {
      const { body } = await app.as(who).get(`${GUIDES}/${id}/versions${query}`).expect(200);
      return { numbers: body.items.map(({ number }: { number: number }) => number), body };
    };
    const first = await numbers(office, '?limit=1');
    expect(first.numbers).toEqual([2]);
    expect(first.body.items[0]).not.toHaveProperty('body');
    expect((await numbers(office, `?limit=1&cursor=${first.body.nextCursor}`)).numbers).toEqual([1]);
    expect((await numbers(counsellor)).numbers).toEqual([1]);
    await app.as(office).get(`${GUIDES}/${randomUUID()}/versions`).expect(404);
  });

  it('are compared as two texts, and printed', async () => {
    const { id } = await publishGuide(app, office);
    await draft(id, '# 姿勢\n深く聴く。').expect(201);
    await publishDraft(app, office, id, 2);
    const compared = await app.as(counsellor).get(`${GUIDES}/${id}/versions/2/comparison?with=1`).expect(200);
    expect(compared.body).toMatchObject({
      before: { number: 1, body: expect.stringContaining('まず聴く。') },
      after: { number: 2, body: expect.stringContaining('深く聴く。') },
    });
    await app.as(counsellor).get(`${GUIDES}/${id}/versions/2/comparison?with=9`).expect(404);
    await app.as(counsellor).get(`${GUIDES}/${id}/versions/2/comparison?with=x`).expect(400);
    const print = await app
      .as(counsellor)
      .get(`${GUIDES}/${id}/versions/2/print.pdf`)
      .buffer(true)
      .expect(200);
    expect(print.headers['content-type']).toBe('application/pdf');
    expect((print.body as Buffer).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    await app.as(counsellor).get(`${GUIDES}/${id}/versions/9/print.pdf`).expect(404);
  });
});
