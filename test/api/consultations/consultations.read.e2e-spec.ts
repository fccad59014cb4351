import { randomUUID } from 'node:crypto';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

const PATH = '/api/v1/consultations';

describe('reading consultations', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let supervisor: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    counsellor = await app.account('counsellor');
    supervisor = await app.account('supervisor', counsellor.organisationId);
    stranger = await app.account('supervisor');
    periodId = await openPeriod(app, [counsellor.organisationId, stranger.organisationId]);
  });
  afterAll(() => app.stop());

  const sheet = (rest: object = {}) => ({
    periodId,
    channel: 'phone',
    startedAt: '2026-12-31T23:50:00+09:00',
    endedAt: '2027-01-01T00:20:00+09:00',
    talkSeconds: 1800,
    answers: { contact_result: 'talk' },
    ...rest,
  });
  const file = (rest: object = {}, who = counsellor) => app.as(who).post(PATH).send(sheet(rest));
  const actions = (id: string) =>
    app.sql<{ action: string; organisation_id: string; account_id: string }>(
      `SELECT a.action, a.organisation_id, a.account_id FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`,
      [id],
    );
  const faults = (answer: { body: { errors: { pointer: string; code: string }[] } }) =>
    answer.body.errors.map((fault) => `${fault.pointer} ${fault.code}`);

  describe('reading', () => {
    it('puts the reader on record, with the organisation of the sheet', async () => {
      const { body } = await file().expect(201);
      await app.as(supervisor).get(`${PATH}/${body.id}`).expect(200);
      expect(await actions(body.id)).toEqual([
        {
          action: 'consultation.filed',
          organisation_id: counsellor.organisationId,
          account_id: counsellor.accountId,
        },
        {
          action: 'consultation.read',
          organisation_id: counsellor.organisationId,
          account_id: supervisor.accountId,
        },
      ]);
    });

    it('shows no sheet when the audit row cannot be written', async () => {
      const { body } = await file().expect(201);
      await app.sql(`REVOKE INSERT ON audit_log FROM tsunagi_app`);
      try {
        const refused = await app.as(supervisor).get(`${PATH}/${body.id}`);
        expect(refused.status).toBeGreaterThanOrEqual(400);
        expect(refused.body.answers).toBeUndefined();
      } finally {
        await app.sql(`GRANT INSERT ON audit_log TO tsunagi_app`);
      }
    });

    it('cuts lists and single reads by the same rule', async () => {
      const period = await openPeriod(app, [counsellor.organisationId]);
      const colleague = await app.account('counsellor', counsellor.organisationId);
      const coordinator = await app.account('coordinator', counsellor.organisationId);
      const referrals = await app.account('referrals', counsellor.organisationId);
      const mine = (await file({ periodId: period }).expect(201)).body.id as string;
      const theirs = (await file({ periodId: period }, colleague).expect(201)).body.id as string;
      const seen = async (who: TestAccount) => {
        const list = await app.as(who).get(`${PATH}?periodId=${period}`).expect(200);
        const listed = new Set(list.body.items.map((item: { id: string }) => item.id));
        const single = async (id: string) => (await app.as(who).get(`${PATH}/${id}`)).status === 200;
        expect([await single(mine), await single(theirs)]).toEqual([listed.has(mine), listed.has(theirs)]);
        return [listed.has(mine), listed.has(theirs)];
      };
      expect(await seen(counsellor)).toEqual([true, false]);
      expect(await seen(colleague)).toEqual([false, true]);
      for (const who of [supervisor, coordinator, referrals]) expect(await seen(who)).toEqual([true, true]);
      expect(await seen(stranger)).toEqual([false, false]);
      await app.as(stranger).get(`${PATH}/${mine}/revisions`).expect(404);
      await app.as(stranger).get(`${PATH}/${mine}/revisions/1`).expect(404);
      await app.as(counsellor).get(`${PATH}/${randomUUID()}`).expect(404);
      await app
        .as(await app.account('analyst'))
        .get(PATH)
        .expect(403);
      await app
        .as(await app.account('contractor'))
        .get(`${PATH}/${mine}`)
        .expect(403);
    });

    it('lists newest first, page by page, filtered, without words', async () => {
      const period = await openPeriod(app, [counsellor.organisationId]);
      for (const hour of ['01', '03', '02', '03']) {
        const startedAt = `2027-01-01T${hour}:00:00+09:00`;
        await file({
          periodId: period,
          startedAt,
          endedAt: null,
          answers: { contact_result: 'talk', summary: '秘密' },
        }).expect(201);
      }
      const pages: string[] = [];
      let cursor = '';
      do {
        const query = `periodId=${period}&limit=3${cursor ? `&cursor=${cursor}` : ''}`;
        const page = await app.as(supervisor).get(`${PATH}?${query}`).expect(200);
        expect(JSON.stringify(page.body)).not.toContain('秘密');
        pages.push(page.body.items.map((item: { startedAt: string }) => item.startedAt.slice(11, 13)).join());
        cursor = page.body.nextCursor ?? '';
      } while (cursor !== '');
      expect(pages).toEqual(['03,03,02', '01']);
      const from = encodeURIComponent('2027-01-01T02:00:00+09:00');
      const until = encodeURIComponent('2027-01-01T03:00:00+09:00');
      const some = await app
        .as(supervisor)
        .get(`${PATH}?periodId=${period}&from=${from}&until=${until}&status=submitted`)
        .expect(200);
      expect(some.body.items).toHaveLength(1);
      const none = await app.as(supervisor).get(`${PATH}?periodId=${period}&status=voided`).expect(200);
      expect(none.body).toEqual({ items: [], nextCursor: null });
      await app.as(supervisor).get(`${PATH}?status=lost`).expect(400);
    });
  });

  describe('form versions', () => {
    it('judges each sheet by the version in force when it was received', async () => {
      const admin = await app.account('admin');
      const post = async (path: string, body: object) =>
        (await app.as(admin).post(path).send(body).expect(201)).body as { id: string };
      const form = await post('/api/v1/forms', { code: `f-${randomUUID()}`, title: '版の試験' });
      const definition = (field: string) => ({
        sections: [
          { code: 's', label: 's', fields: [{ code: field, label: field, type: 'text', required: true }] },
        ],
      });
      const starts = ['2026-12-26T00:00:00+09:00', '2027-01-01T00:00:00+09:00'];
      for (const [index, inForceFrom] of starts.entries()) {
        await post(`/api/v1/forms/${form.id}/versions`, { definition: definition(`q${index + 1}`) });
        if (index > 0) {
          const mapping = app.as(admin).put(`/api/v1/forms/${form.id}/versions/${index + 1}/mapping`);
          await mapping
            .set('If-Match', '"v1"')
            .send({ fields: { q1: { kind: 'retired' } } })
            .expect(200);
        }
        await post(`/api/v1/forms/${form.id}/versions/${index + 1}/publication`, { inForceFrom });
      }
      const period = await openPeriod(app, [counsellor.organisationId]);
      await app.sql(`UPDATE period SET form_id = $2 WHERE id = $1`, [period, form.id]);
      const at = (startedAt: string, answers: object) =>
        file({ periodId: period, startedAt, endedAt: null, answers });
      expect(faults(await at('2026-12-25T23:59:59.999+09:00', { q1: 'x' }).expect(422))).toEqual([
        '/startedAt no_form',
      ]);
      await at('2026-12-26T00:00:00+09:00', { q1: 'x' }).expect(201);
      const last = await at('2026-12-31T23:59:59.999+09:00', { q1: 'x' }).expect(201);
      expect(last.body.formVersion).toEqual({ formId: form.id, number: 1 });
      expect(faults(await at('2027-01-01T00:00:00+09:00', { q1: 'x' }).expect(422))).toEqual([
        '/answers/q1 unknown_field',
        '/answers/q2 required',
      ]);
      await at('2027-01-01T00:00:00+09:00', { q2: 'x' }).expect(201);
      const amend = (body: object) =>
        app
          .as(counsellor)
          .post(`${PATH}/${last.body.id}/amendments`)
          .set('If-Match', '"v1"')
          .send({ reason: '訂正', ...body });
      await amend({ answers: { q2: 'y' } }).expect(422);
      const moved = await amend({ startedAt: '2027-01-01T00:00:00+09:00', answers: { q2: 'y' } }).expect(201);
      expect(moved.body).toMatchObject({ revision: 2, formVersion: { number: 2 } });
      const first = await app.as(counsellor).get(`${PATH}/${last.body.id}/revisions/1`).expect(200);
      expect(first.body).toMatchObject({ answers: { q1: 'x' }, formVersion: { number: 1 } });
    });
  });
});
