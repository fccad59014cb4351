import { randomUUID } from 'node:crypto';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

const PATH = '/api/v1/consultations';

describe('filing consultations', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    counsellor = await app.account('counsellor');
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
  const faults = (answer: { body: { errors: { pointer: string; code: string }[] } }) =>
    answer.body.errors.map((fault) => `${fault.pointer} ${fault.code}`);

  describe('filing', () => {
    const answers = {
      contact_result: 'talk',
      caller_relation: 'parent',
      gender: 'female',
      age_years: 45,
      subject_gender: 'male',
      subject_age_years: 15,
      prefecture: '13',
      contact_history: 'first',
      fields: ['school', 'family'],
      main_field: 'family',
      worry_category: ['W06'],
      responses: ['listening', 'info_advice'],
      main_response: 'listening',
      suicide_risk: 'none',
      urgency: 'watch',
      summary: '子が学校に行けない。',
    };

    it('answers with the whole sheet, its ETag and its place', async () => {
      const id = randomUUID();
      const answer = await file({ id, answers }).expect(201);
      expect(answer.headers).toMatchObject({ etag: '"v1"', location: `${PATH}/${id}` });
      expect(answer.body).toMatchObject({
        id,
        periodId,
        organisationId: counsellor.organisationId,
        counsellorId: counsellor.personId,
        channel: 'phone',
        origin: 'manual',
        contactId: null,
        startedAt: '2026-12-31T23:50:00+09:00',
        endedAt: '2027-01-01T00:20:00+09:00',
        talkSeconds: 1800,
        status: 'submitted',
        revision: 1,
        formVersion: { number: 1 },
        answers,
      });
      const read = await app.as(counsellor).get(`${PATH}/${id}`).expect(200);
      expect(read.body).toEqual(answer.body);
    });

    it('derives the codes of statistics and keeps words out of them', async () => {
      const { body } = await file({ answers }).expect(201);
      const [codes] = await app.sql(
        `SELECT c.contact_result, c.gender, c.age_years, c.age_band, c.subject_gender, c.subject_age_band, c.prefecture_code,
                c.main_field, c.fields, c.worry_categories, c.main_response, c.responses, c.suicide_risk, c.urgency,
                c.received_hour, c.received_on::text
         FROM consultation AS c WHERE c.id = $1`,
        [body.id],
      );
      expect(codes).toEqual({
        contact_result: 'talk',
        gender: 'female',
        age_years: 45,
        age_band: 'a40s',
        subject_gender: 'male',
        subject_age_band: 'a13_15',
        prefecture_code: '13',
        main_field: 'family',
        fields: ['school', 'family'],
        worry_categories: ['W06'],
        main_response: 'listening',
        responses: ['listening', 'info_advice'],
        suicide_risk: 'none',
        urgency: 'watch',
        received_hour: 23,
        received_on: '2026-12-31',
      });
      const [stored] = await app.sql<{ text: string }>(
        `SELECT r.content::text AS text FROM consultation_revision AS r WHERE r.consultation_id = $1`,
        [body.id],
      );
      expect(stored?.text).toContain('caller_relation');
      expect(stored?.text).not.toContain('学校に行けない');
      const narratives = await app.sql(
        `SELECT n.field_code, n.seal, n.organisation_id FROM consultation_narrative AS n WHERE n.consultation_id = $1`,
        [body.id],
      );
      expect(narratives).toEqual([
        { field_code: 'summary', seal: 'plain-1', organisation_id: counsellor.organisationId },
      ]);
    });

    it('takes the least for a silent call', async () => {
      const answer = await file({ endedAt: null, talkSeconds: null, answers: { contact_result: 'silent' } });
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({ contactResult: 'silent', endedAt: null, talkSeconds: null });
    });

    it('names everything that is wrong at once', async () => {
      const answer = await file({
        startedAt: '2027-01-04T10:00:00+09:00',
        endedAt: '2027-01-04T09:59:00+09:00',
        contactId: randomUUID(),
        answers: { gender: 'x', age_years: 15, age_band: 'a20s', main_field: 'work', surprise: 1 },
      }).expect(422);
      expect(faults(answer).sort()).toEqual([
        '/answers/age_band age',
        '/answers/contact_result required',
        '/answers/gender option',
        '/answers/main_field main',
        '/answers/surprise unknown_field',
        '/contactId unknown',
        '/endedAt span',
        '/startedAt outside_period',
      ]);
    });

    it.each([
      ['the first instant', '2026-12-25T10:00:00+09:00', 201],
      ['one millisecond early', '2026-12-25T09:59:59.999+09:00', 422],
      ['the last instant', '2027-01-04T09:59:59.999+09:00', 201],
      ['the end itself', '2027-01-04T01:00:00Z', 422],
    ])('period boundary: %s', async (_, startedAt, status) => {
      await file({ startedAt, endedAt: null }).expect(status);
    });

    it('refuses what is no sheet at all, field by field', async () => {
      const shape = await app
        .as(counsellor)
        .post(PATH)
        .send({ periodId: 'x', channel: 'fax', startedAt: '2026-12-31', answers: [], counsellorId: 'y' })
        .expect(400);
      expect(shape.body.errors.map((fault: { pointer: string }) => fault.pointer).sort()).toEqual([
        '/answers',
        '/channel',
        '/counsellorId',
        '/periodId',
        '/startedAt',
      ]);
      expect(faults(await file({ periodId: randomUUID() }).expect(422))).toEqual(['/periodId unknown']);
      const elsewhere = await file({ organisationId: stranger.organisationId }).expect(422);
      expect(faults(elsewhere)).toEqual(['/organisationId unknown']);
    });

    it('refuses an organisation that does not take part, and roles that do not write', async () => {
      const outsider = await app.account('counsellor');
      expect(faults(await file({}, outsider).expect(422))).toEqual(['/organisationId not_participating']);
      const contractor = await app.account('contractor');
      await file({}, contractor).expect(403);
    });

    it('links only a call of its own organisation and period', async () => {
      const contact = async (organisationId: string): Promise<string> => {
        const [id, jobId] = [randomUUID(), randomUUID()];
        await app.sql(
          `INSERT INTO job (id, kind, organisation_id, account_id, request_id, input, status, created_at)
           VALUES ($1, 'call_import', $2, $3, 'test', '{}', 'succeeded', now())`,
          [jobId, counsellor.organisationId, counsellor.accountId],
        );
        await app.sql(
          `INSERT INTO contact (id, period_id, organisation_id, channel, carrier_no, dialled_at, answered_at, result, job_id,
             source_row)
           VALUES ($1, $2, $3, 'phone', $4, '2026-12-31T23:49:00+09:00', '2026-12-31T23:50:00+09:00', 'answered', $5, 2)`,
          [id, periodId, organisationId, id, jobId],
        );
        return id;
      };
      const mine = await contact(counsellor.organisationId);
      const linked = await file({ contactId: mine }).expect(201);
      expect(linked.body).toMatchObject({ contactId: mine, origin: 'call' });
      const foreign = await contact(stranger.organisationId);
      expect(faults(await file({ contactId: foreign }).expect(422))).toEqual(['/contactId unknown']);
    });

    it('numbers the sheets of each organisation by themselves, without a gap', async () => {
      const period = await openPeriod(app, [counsellor.organisationId, stranger.organisationId]);
      const mine = await Promise.all(Array.from({ length: 12 }, () => file({ periodId: period })));
      expect(mine.map((answer) => Number(answer.body.recordNo)).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 12 }, (_, i) => i + 1),
      );
      await file({ periodId: period, answers: {} }).expect(422);
      expect((await file({ periodId: period }).expect(201)).body.recordNo).toBe(13);
      expect((await file({ periodId: period }, stranger).expect(201)).body.recordNo).toBe(1);
    });
  });

  describe('exactly once', () => {
    it('20 equal requests at the same time make one sheet', async () => {
      const id = randomUUID();
      const period = await openPeriod(app, [counsellor.organisationId]);
      const answers = await Promise.all(Array.from({ length: 20 }, () => file({ id, periodId: period })));
      expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(19);
      expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
      const [count] = await app.sql(
        `SELECT count(*)::int AS sheets, (SELECT last_no FROM record_counter AS c WHERE c.period_id = $1) AS numbers
         FROM consultation AS co WHERE co.period_id = $1`,
        [period],
      );
      expect(count).toEqual({ sheets: 1, numbers: 1 });
    });

    it('gives back the sheet as it now stands, even after it was amended', async () => {
      const id = randomUUID();
      await file({ id }).expect(201);
      await app
        .as(counsellor)
        .post(`${PATH}/${id}/amendments`)
        .set('If-Match', '"v1"')
        .send({ reason: '誤記', answers: { contact_result: 'wrong' } })
        .expect(201);
      const again = await file({ id: id.toUpperCase() }).expect(200);
      expect(again.headers['etag']).toBe('"v2"');
      expect(again.body.answers).toEqual({ contact_result: 'wrong' });
    });

    it.each([
      ['other answers', { answers: { contact_result: 'talk', summary: '別' } }],
      ['another time', { startedAt: '2026-12-31T23:50:01+09:00' }],
      ['another channel', { channel: 'chat' }],
    ])('refuses the same id with %s', async (_, other) => {
      const id = randomUUID();
      await file({ id }).expect(201);
      const refused = await file({ id, ...other }).expect(409);
      expect(refused.body.code).toBe('consultation_exists');
    });

    it("says no more about another organisation's id than that it is taken", async () => {
      const id = randomUUID();
      await file({ id }).expect(201);
      const mine = await file({ id, channel: 'chat' }).expect(409);
      const foreign = await file({ id }, stranger).expect(409);
      expect({ ...foreign.body, requestId: '' }).toEqual({ ...mine.body, requestId: '' });
    });
  });
});
