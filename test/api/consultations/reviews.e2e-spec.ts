import { v7 as uuidv7 } from 'uuid';
import type { FormDefinition } from '../../../src/forms/domain/form-definition';
import { indexForm } from '../../../src/forms/domain/index-form';
import { needsReview } from '../../../src/consultations/domain/needs-review';
import { CONSULTATIONS, conflictCopies } from '../../support/factories/draft';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

/** An id that the sample leaves alone, or takes. */
function idThat(sampled: boolean): string {
  for (;;) {
    const id = uuidv7();
    if (needsReview(id, { suicideRisk: 'none', urgency: 'normal' }) === sampled) return id;
  }
}

describe('reviews and voidings', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let supervisor: TestAccount;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    counsellor = await app.account('counsellor');
    supervisor = await app.account('supervisor', counsellor.organisationId);
    coordinator = await app.account('coordinator', counsellor.organisationId);
    stranger = await app.account('supervisor');
    periodId = await openPeriod(app, [counsellor.organisationId]);
  });
  afterAll(() => app.stop());

  const filed = async (rest: object = {}, who = counsellor, id = idThat(false)): Promise<string> => {
    const body = {
      id,
      periodId,
      channel: 'phone',
      startedAt: '2027-01-01T00:00:00+09:00',
      answers: { contact_result: 'talk', suicide_risk: 'none', urgency: 'normal', ...rest },
    };
    await app.as(who).post(CONSULTATIONS).send(body).expect(201);
    return id;
  };
  const act = (verb: string, id: string, tag: string, body: object, who = supervisor) =>
    app.as(who).post(`${CONSULTATIONS}/${id}/${verb}`).set('If-Match', tag).send(body);
  const review = (id: string, tag: string, body: object, who = supervisor) =>
    act('review', id, tag, body, who);
  const listed = async (query: string, who = supervisor): Promise<string[]> => {
    const list = await app.as(who).get(`${CONSULTATIONS}?${query}`).expect(200);
    return (list.body.items as { id: string }[]).map(({ id }) => id);
  };

  it('are due for every urgent sheet and a sample of the others', async () => {
    const [urgent, danger, sampled, calm] = [
      await filed({ urgency: 'urgent' }),
      await filed({ suicide_risk: 'danger' }),
      await filed({}, counsellor, idThat(true)),
      await filed(),
    ];
    const due = await listed('review=due&limit=200');
    expect(due).toEqual(expect.arrayContaining([urgent, danger, sampled]));
    expect(due).not.toContain(calm);
    await review(urgent, '"v1"', { decision: 'approved' }).expect(200);
    expect(await listed('review=due&limit=200')).not.toContain(urgent);
    expect(await listed('review=approved&status=reviewed')).toContain(urgent);
    // What was due stays due, also when a correction says that it was not so grave.
    const calmed = { reason: '訂正', answers: { contact_result: 'talk', suicide_risk: 'none' } };
    await act('amendments', danger, '"v1"', calmed, counsellor).expect(201);
    expect(await listed('review=due&limit=200')).toContain(danger);
  });

  it('are forced by the gravest codes of the form in force, and by no other', async () => {
    const [form] = await app.sql<{ definition: FormDefinition }>(
      `SELECT v.definition FROM form_version AS v JOIN period AS p ON p.form_id = v.form_id
       WHERE p.id = $1 AND v.in_force_from <= p.starts_at ORDER BY v.in_force_from DESC LIMIT 1`,
      [periodId],
    );
    const { fields } = indexForm(form?.definition ?? { sections: [] });
    const due: string[] = [];
    for (const field of ['suicide_risk', 'urgency']) {
      for (const code of fields.get(field)?.options.keys() ?? []) {
        const id = await filed({ [field]: code });
        const { body } = await app.as(supervisor).get(`${CONSULTATIONS}/${id}`).expect(200);
        if (body.review === 'due') due.push(`${field} ${code}`);
      }
    }
    expect(due).toEqual(['suicide_risk danger', 'suicide_risk notice', 'urgency urgent']);
  });

  it('move a sheet on, and a correction brings it back', async () => {
    const id = await filed({ urgency: 'urgent' });
    const returned = await review(id, '"v1"', {
      decision: 'returned',
      comment: '要点を足してください',
    }).expect(200);
    expect(returned.headers['etag']).toBe('"v2"');
    expect(returned.body).toMatchObject({ status: 'submitted', revision: 1, version: 2, review: 'returned' });
    expect(await listed('review=returned', counsellor)).toContain(id);
    const amendment = {
      reason: '要点',
      answers: { contact_result: 'talk', urgency: 'urgent', summary: '要点' },
    };
    await act('amendments', id, '"v1"', amendment, counsellor).expect(412);
    const amended = await act('amendments', id, '"v2"', amendment, counsellor).expect(201);
    expect(amended.body).toMatchObject({ revision: 2, version: 3, review: 'due' });
    const approved = await review(id, '"v3"', { decision: 'approved' }).expect(200);
    expect(approved.body).toMatchObject({ status: 'reviewed', version: 4, review: 'approved' });
    const again = await review(id, '"v3"', { decision: 'approved' }).expect(200);
    expect(again.body).toEqual(approved.body);
    expect((await review(id, '"v4"', { decision: 'approved' }).expect(409)).body.code).toBe(
      'consultation_not_reviewable',
    );
    const words = await app.as(counsellor).get(`${CONSULTATIONS}/${id}/reviews`).expect(200);
    expect(words.body.items).toEqual([
      expect.objectContaining({ decision: 'approved', revision: 2, comment: '' }),
      expect.objectContaining({ decision: 'returned', revision: 1, comment: '要点を足してください' }),
    ]);
    const audit = await app.sql<{ action: string }>(
      `SELECT a.action FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`,
      [id],
    );
    expect(audit.map(({ action }) => action)).toEqual([
      'consultation.filed',
      'consultation.returned',
      'consultation.conflict_kept',
      'consultation.amended',
      'consultation.approved',
      'consultation.conflict_kept',
      'consultation.reviews_read',
    ]);
  });

  it('are done by a supervisor of the organisation, never of the own text', async () => {
    const own = await filed({ urgency: 'urgent' }, supervisor);
    expect((await review(own, '"v1"', { decision: 'approved' }).expect(403)).body.code).toBe('own_sheet');
    const id = await filed();
    await review(id, '"v1"', { decision: 'approved' }, counsellor).expect(403);
    await review(id, '"v1"', { decision: 'approved' }, coordinator).expect(403);
    await review(id, '"v1"', { decision: 'approved' }, stranger).expect(404);
    await app.as(supervisor).post(`${CONSULTATIONS}/${id}/review`).send({ decision: 'approved' }).expect(428);
    const rewritten = { reason: '代筆', answers: { contact_result: 'talk' } };
    await act('amendments', id, '"v1"', rewritten).expect(201);
    expect((await review(id, '"v2"', { decision: 'approved' }).expect(403)).body.code).toBe('own_sheet');
  });

  it('keep the words of a decision that came too late', async () => {
    const id = await filed();
    await review(id, '"v1"', { decision: 'returned' }).expect(422);
    const long = { decision: 'returned', comment: '長'.repeat(2_001) };
    const { body: problem } = await review(id, '"v1"', long).expect(422);
    expect(problem.errors).toMatchObject([{ pointer: '/comment', code: 'too_long' }]);
    expect(await conflictCopies(app, supervisor, id)).toContainEqual(long);
    const second = await app.account('supervisor', counsellor.organisationId);
    const bodies = [supervisor, second].map((who, i) => ({ who, comment: `理由${i}` }));
    const answers = await Promise.all(
      bodies.map(({ who, comment }) => review(id, '"v1"', { decision: 'returned', comment }, who)),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412]);
    const lost = bodies[answers.findIndex(({ status }) => status === 412)];
    expect(await conflictCopies(app, supervisor, id)).toContainEqual({
      decision: 'returned',
      comment: lost?.comment,
    });
  });

  it('voiding takes a sheet out of the figures and leaves it readable, with its reason', async () => {
    const id = await filed();
    for (const sent of [{}, { reason: '　' }, { reason: '長'.repeat(2_001) }]) {
      const { body } = await act('voiding', id, '"v1"', sent, coordinator).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/reason' }]);
      expect(await conflictCopies(app, supervisor, id)).toContainEqual(sent);
    }
    await act('voiding', id, '"v1"', { reason: 1 }, coordinator).expect(400);
    await act('voiding', id, '"v1"', { reason: '二重' }, counsellor).expect(403);
    await act('voiding', id, '"v2"', { reason: '二重' }, coordinator).expect(412);
    const voided = await act('voiding', id, '"v1"', { reason: '二重に登録' }, coordinator).expect(200);
    expect(voided.body).toMatchObject({ status: 'voided', version: 2, review: 'none' });
    await act('voiding', id, '"v1"', { reason: '二重に登録' }, coordinator).expect(200);
    await act('voiding', id, '"v2"', { reason: '再び' }, coordinator).expect(409);
    await review(id, '"v2"', { decision: 'approved' }).expect(409);
    await app.as(counsellor).delete(`${CONSULTATIONS}/${id}`).expect(405);
    expect((await app.as(counsellor).get(`${CONSULTATIONS}/${id}`).expect(200)).body.status).toBe('voided');
    const words = await app.as(counsellor).get(`${CONSULTATIONS}/${id}/reviews`).expect(200);
    expect(words.body.items[0]).toMatchObject({ decision: 'voided', comment: '二重に登録' });
  });

  it('end with the period, whose sheets are locked from then on', async () => {
    const period = await openPeriod(app, [counsellor.organisationId]);
    const id = idThat(false);
    const body = {
      id,
      periodId: period,
      channel: 'phone',
      startedAt: '2027-01-01T00:00:00+09:00',
      answers: { contact_result: 'talk' },
    };
    await app.as(counsellor).post(CONSULTATIONS).send(body).expect(201);
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [period]);
    for (const refused of [
      await review(id, '"v1"', { decision: 'approved' }),
      await act('voiding', id, '"v1"', { reason: '誤り' }),
    ]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'period_closed']);
    }
    expect(await listed(`periodId=${period}&status=locked`)).toEqual([id]);
    expect(await listed(`periodId=${period}&status=submitted`)).toEqual([]);
  });
});
