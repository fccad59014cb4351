import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { type ImportJob, upload } from '../../support/factories/call-file';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';
import { TEXT_CORPUS } from '../../support/text-corpus';

type Cells = Record<string, string>;

const SHEETS = '/api/v1/consultations';

describe('exports of consultations', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let counsellor: TestAccount;
  let supervisor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    contractor = await app.account('contractor');
    counsellor = await app.account('counsellor');
    supervisor = await app.account('supervisor', counsellor.organisationId);
  });
  afterAll(() => app.stop());

  const newPeriod = () => openPeriod(app, [counsellor.organisationId]);
  const file = async (periodId: string, sheet: object = {}, who = counsellor): Promise<string> => {
    const body = { periodId, channel: 'phone', startedAt: '2026-12-31T23:50:00+09:00', ...sheet };
    const filed = await app
      .as(who)
      .post(SHEETS)
      .send({ answers: { contact_result: 'talk' }, ...body })
      .expect(201);
    return filed.body.id as string;
  };
  const order = (who: TestAccount, body: object) =>
    app.as(who).post('/api/v1/consultation-exports').set('Prefer', 'wait=60').send(body);
  const fetched = async (who: TestAccount, body: object): Promise<string> => {
    const job = await order(who, body).expect(202);
    expect(job.body).toMatchObject({ kind: 'consultation-export', status: 'succeeded' });
    const answer = await app.as(who).get(`/api/v1/jobs/${job.body.id}/output`).expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    return answer.text;
  };
  const read = (text: string): Cells[] => parse(text, { bom: true, columns: true });

  describe('words', () => {
    it('come through draft, submission, amendment and export code point for code point', async () => {
      const periodId = await newPeriod();
      const ids: string[] = [];
      for (const [, text] of TEXT_CORPUS) {
        const id = randomUUID();
        const answers = { contact_result: 'talk', summary: text, response_note: text };
        const content = { periodId, channel: 'phone', startedAt: '2027-01-01T00:00:00+09:00', answers };
        await app.as(counsellor).put(`${SHEETS}/${id}/draft`).send(content).expect(201);
        await app.as(counsellor).post(`${SHEETS}/${id}/submission`).set('If-Match', '"v1"').expect(201);
        await app
          .as(counsellor)
          .post(`${SHEETS}/${id}/amendments`)
          .set('If-Match', '"v1"')
          .send({ reason: '追記', answers: { ...answers, response_note: `${text}。` } })
          .expect(201);
        ids.push(id);
      }
      const text = await fetched(supervisor, { periodIds: [periodId], withNarratives: true });
      const exported = read(text);
      const cellsOf = (column: string) => exported.map((cells) => (cells[column] ?? '').replace(/^'/u, ''));
      expect(exported.map((cells) => cells['参考：票ID'])).toEqual(ids);
      expect(cellsOf('相談内容（要旨）')).toEqual(TEXT_CORPUS.map(([, words]) => words));
      expect(cellsOf('対応の詳細')).toEqual(TEXT_CORPUS.map(([, words]) => `${words}。`));
      const risky = exported
        .flatMap((cells) => Object.values(cells))
        .filter((cell) => /^[=+\-@＝＋－＠\t\r]/u.test(cell));
      expect(risky).toEqual([]);

      const copy = await newPeriod();
      const path = `/api/v1/periods/${copy}/consultation-imports`;
      const taken = await upload(app, contractor, path, text).expect(202);
      expect(taken.body.counts).toEqual({ rows: ids.length, added: ids.length, unchanged: 0, rejected: 0 });
      const again = read(await fetched(supervisor, { periodIds: [copy], withNarratives: true }));
      expect(again.map((cells) => cells['相談内容（要旨）'])).toEqual(
        exported.map((cells) => cells['相談内容（要旨）']),
      );
    });

    it('are left out for offices, for whoever does not want them, and refused to those who may not read them', async () => {
      const periodId = await newPeriod();
      await file(periodId, { answers: { contact_result: 'talk', summary: '内緒の話' } });
      const body = { periodIds: [periodId], withNarratives: false };
      for (const who of [contractor, supervisor]) {
        const text = await fetched(who, body);
        expect(text).not.toContain('内緒');
        expect(Object.keys(read(text)[0] ?? {})).not.toContain('相談内容（要旨）');
      }
      const refused = await order(contractor, { ...body, withNarratives: true }).expect(403);
      expect(refused.body.code).toBe('narratives_refused');
      await order(counsellor, body).expect(403);
      await order(await app.account('analyst'), body).expect(403);
    });

    it('are fetched by nobody else, and no longer once the right is gone', async () => {
      const periodId = await newPeriod();
      await file(periodId);
      const job = await order(supervisor, { periodIds: [periodId], withNarratives: true }).expect(202);
      const path = `/api/v1/jobs/${job.body.id}/output`;
      const coordinator = await app.account('coordinator', counsellor.organisationId);
      for (const who of [contractor, coordinator]) await app.as(who).get(path).expect(403);
      await app
        .as(await app.account('supervisor'))
        .get(path)
        .expect(404);
      await app.sql(`UPDATE account SET roles = '{contractor}' WHERE id = $1`, [supervisor.accountId]);
      await app.as(supervisor).get(path).expect(403);
      await app.sql(`UPDATE account SET roles = '{supervisor}' WHERE id = $1`, [supervisor.accountId]);
      await app.as(supervisor).get(path).expect(200);
      const trail = await app.sql(
        `SELECT a.action, a.organisation_id, a.detail FROM audit_log AS a
         WHERE a.object_id = $1 AND a.action IN ('consultation.exported', 'job.output_fetched') ORDER BY a.id`,
        [job.body.id],
      );
      expect(trail).toMatchObject([
        {
          action: 'consultation.exported',
          organisation_id: counsellor.organisationId,
          detail: { periodId, sheets: 1, withNarratives: true, purpose: null },
        },
        { action: 'job.output_fetched', detail: { kind: 'result' } },
      ]);
    });

    it('of all organisations are not fetched by an account that sees only its own by then', async () => {
      const periodId = await newPeriod();
      await file(periodId);
      const office = await app.account('contractor');
      const job = await order(office, { periodIds: [periodId], withNarratives: false }).expect(202);
      const path = `/api/v1/jobs/${job.body.id}/output`;
      await app.sql(`UPDATE account SET roles = '{coordinator}' WHERE id = $1`, [office.accountId]);
      const refused = await app.as(office).get(path).expect(403);
      expect(refused.body.code).toBe('scope_lost');
      const trail = await app.sql(
        `SELECT FROM audit_log AS a WHERE a.object_id = $1 AND a.action = 'job.output_fetched'`,
        [job.body.id],
      );
      expect(trail).toEqual([]);
      await app.sql(`UPDATE account SET roles = '{contractor}' WHERE id = $1`, [office.accountId]);
      await app.as(office).get(path).expect(200);
    });

    it('of the own organisation stay with an account that sees more by then', async () => {
      const periodId = await newPeriod();
      await file(periodId);
      const coordinator = await app.account('coordinator', counsellor.organisationId);
      const job = await order(coordinator, { periodIds: [periodId], withNarratives: false }).expect(202);
      await app.sql(`UPDATE account SET roles = '{contractor}' WHERE id = $1`, [coordinator.accountId]);
      await app.as(coordinator).get(`/api/v1/jobs/${job.body.id}/output`).expect(200);
    });

    it('need a purpose from the 1,001st sheet on', async () => {
      const periodId = await newPeriod();
      const [organisation] = await app.sql<{ code: string }>(
        `SELECT o.code FROM organisation AS o WHERE o.id = $1`,
        [counsellor.organisationId],
      );
      const row = (i: number) => `R${i},${organisation?.code},2026-12-31 23:50:00,会話成立\r\n`;
      const path = `/api/v1/periods/${periodId}/consultation-imports`;
      const rows = Array.from({ length: 1_000 }, (_, i) => row(i));
      const title = '記録番号,対応団体,受付開始日時,相談の成立\r\n';
      await upload(app, contractor, path, title + rows.join('')).expect(202);
      const body = { periodIds: [periodId], withNarratives: true };
      const thousand = await order(supervisor, body).expect(202);
      expect(thousand.body).toMatchObject({
        progress: { done: 1_000, total: 1_000 },
        counts: { rows: 1_000 },
      });
      await upload(app, contractor, path, title + row(1_000)).expect(202);
      const refused = await order(supervisor, body).expect(422);
      expect(refused.body.errors).toMatchObject([{ pointer: '/purpose', code: 'required' }]);
      await order(supervisor, { ...body, purpose: 'quality_review' }).expect(202);
      await order(supervisor, { ...body, withNarratives: false }).expect(202);
    });
  });

  it('refuses other organisations, unknown periods, forms side by side and nothing at all, each by its place', async () => {
    const periodId = await newPeriod();
    const body = { periodIds: [periodId], withNarratives: false };
    const pointers = async (who: TestAccount, change: object, status = 422) => {
      const { body: problem } = await order(who, { ...body, ...change }).expect(status);
      return (problem.errors as { pointer: string }[]).map(({ pointer }) => pointer);
    };
    const stranger = await app.organisation();
    expect(await pointers(supervisor, { organisationId: stranger })).toEqual(['/organisationId']);
    expect(await pointers(contractor, { organisationId: randomUUID() })).toEqual(['/organisationId']);
    await order(contractor, { ...body, organisationId: stranger }).expect(202);
    expect(await pointers(supervisor, { periodIds: [periodId, randomUUID()] })).toEqual(['/periodIds/1']);
    expect(await pointers(supervisor, { periodIds: [] })).toEqual(['/periodIds']);
    expect(await pointers(supervisor, { purpose: '興味' }, 400)).toEqual(['/purpose']);
    const form = randomUUID();
    await app.sql(`INSERT INTO form (id, code, title, created_at) VALUES ($1, $2, '別の票', now())`, [
      form,
      `f-${form}`,
    ]);
    const other = await newPeriod();
    await app.sql(`UPDATE period SET form_id = $2 WHERE id = $1`, [other, form]);
    expect(await pointers(supervisor, { periodIds: [periodId, other] })).toEqual(['/periodIds/1']);
  });

  it('gives an organisation its own sheets, offices those of all, and nobody voided ones', async () => {
    const other = await app.account('counsellor');
    const periodId = await openPeriod(app, [counsellor.organisationId, other.organisationId]);
    const [mine, theirs, voided] = [
      await file(periodId),
      await file(periodId, {}, other),
      await file(periodId),
    ];
    await app
      .as(supervisor)
      .post(`${SHEETS}/${voided}/voiding`)
      .set('If-Match', '"v1"')
      .send({ reason: '二重' })
      .expect((answer) => expect(answer.status).toBeLessThan(300));
    const idsFor = async (who: TestAccount, change: object = {}) => {
      const body = { periodIds: [periodId], withNarratives: false, ...change };
      return read(await fetched(who, body)).map((cells) => cells['参考：票ID']);
    };
    expect(await idsFor(supervisor)).toEqual([mine]);
    expect(new Set(await idsFor(contractor))).toEqual(new Set([mine, theirs]));
    expect(await idsFor(contractor, { organisationId: other.organisationId })).toEqual([theirs]);
  });

  it('leaves no file and no word of it behind when it is cancelled', async () => {
    const periodId = await newPeriod();
    await file(periodId, { answers: { contact_result: 'talk', summary: '話' } });
    const reading = new pg.Client({ connectionString: app.database.ownerUrl });
    await reading.connect();
    try {
      // What is read last is held, so that the export cannot end before it is cancelled.
      await reading.query('BEGIN; LOCK TABLE consultation_narrative IN ACCESS EXCLUSIVE MODE');
      const body = { periodIds: [periodId], withNarratives: true };
      const ordered = await app.as(supervisor).post('/api/v1/consultation-exports').send(body).expect(202);
      const job = `/api/v1/jobs/${ordered.body.id}`;
      const statusAfter = async (before: string): Promise<string> => {
        for (;;) {
          const { status } = (await app.as(supervisor).get(job).expect(200)).body as { status: string };
          if (status !== before) return status;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      };
      expect(await statusAfter('queued')).toBe('running');
      await app.as(supervisor).put(`${job}/cancellation`).expect(200);
      await reading.query('COMMIT');
      expect(await statusAfter('running')).toBe('cancelled');
      await app.as(supervisor).get(`${job}/output`).expect(404);
      const trail = await app.sql<{ action: string }>(
        `SELECT a.action FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`,
        [ordered.body.id],
      );
      expect(trail.map(({ action }) => action)).not.toContain('consultation.exported');
    } finally {
      await reading.end();
    }
  });

  it('has the columns of every version, and old answers read in the newest beside them', async () => {
    const [before, after] = [await newPeriod(), await newPeriod()];
    await app.sql(
      `UPDATE period SET starts_at = starts_at + interval '1 year', ends_at = ends_at + interval '1 year' WHERE id = $1`,
      [after],
    );
    const old = {
      contact_result: 'talk',
      welfare_receipt: 'yes',
      fields: ['family', 'work'],
      main_field: 'family',
    };
    await file(before, { answers: old });
    const young = {
      contact_result: 'talk',
      someone_to_talk_to: 'none',
      fields: ['family_partner'],
      main_field: 'family_partner',
    };
    await file(after, { answers: young, startedAt: '2027-12-31T23:50:00+09:00' });
    const text = await fetched(supervisor, { periodIds: [after, before], withNarratives: true });
    expect(read(text)).toMatchObject([
      {
        '参考：様式の版': '1',
        生活保護: '受給中',
        悩みを話せる相手: '',
        主たる相談分野: '家族関係',
        '参考：主たる相談分野（第2版の区分）':
          '（いずれか）夫婦・パートナーとの関係／親子・きょうだいなどの関係',
        '参考：相談分野（第2版の区分）':
          '（いずれか）夫婦・パートナーとの関係／親子・きょうだいなどの関係;仕事・職場',
      },
      {
        '参考：様式の版': '2',
        生活保護: '',
        悩みを話せる相手: 'いない',
        主たる相談分野: '夫婦・パートナーとの関係',
        '参考：主たる相談分野（第2版の区分）': '夫婦・パートナーとの関係',
      },
    ]);
    expect(Object.keys(read(text)[0] ?? {}).filter((title) => title.includes('第2版'))).toHaveLength(2);
  });

  it('goes round: the same figures from an empty period, and nothing twice in the same one', async () => {
    const periodId = await newPeriod();
    const answers = [
      {
        contact_result: 'talk',
        age_years: 45,
        fields: ['work', 'family'],
        main_field: 'family',
        gender: 'female',
      },
      { contact_result: 'silent' },
      {
        contact_result: 'talk',
        responses: ['listening'],
        main_response: 'listening',
        summary: '\'=1+1\r\n"終"',
      },
    ];
    for (const [i, some] of answers.entries()) {
      await file(periodId, {
        answers: some,
        channel: i === 1 ? 'chat' : 'phone',
        startedAt: `2027-01-01T0${i}:00:00.120+09:00`,
        endedAt: `2027-01-01T0${i}:30:00+09:00`,
        talkSeconds: i * 600,
      });
    }
    const text = await fetched(supervisor, { periodIds: [periodId], withNarratives: true });
    const send = async (period: string, csv: string) =>
      (await upload(app, contractor, `/api/v1/periods/${period}/consultation-imports`, csv).expect(202))
        .body as ImportJob;
    expect((await send(periodId, text)).counts).toEqual({ rows: 3, added: 0, unchanged: 3, rejected: 0 });
    const edited = text.replace('女性', '男性');
    expect(edited).not.toBe(text);
    expect((await send(periodId, edited)).counts).toEqual({ rows: 3, added: 0, unchanged: 2, rejected: 1 });

    const copy = await newPeriod();
    expect((await send(copy, text)).counts).toEqual({ rows: 3, added: 3, unchanged: 0, rejected: 0 });
    const analyst = await app.account('analyst');
    for (const table of ['T07', 'T09', 'T10', 'T13', 'T16']) {
      const [original, imported] = await Promise.all(
        [periodId, copy].map(async (id) => {
          const { body } = await app.as(analyst).get(`/api/v1/periods/${id}/analysis/${table}`).expect(200);
          return [body.base, body.rows, body.totals] as unknown[];
        }),
      );
      expect(imported).toEqual(original);
    }
  });
});
