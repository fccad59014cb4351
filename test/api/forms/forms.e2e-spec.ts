import { type TestAccount, TestApp } from '../../support/test-app';

const options = [
  { code: 'talk', label: '会話成立' },
  { code: 'silent', label: '無言' },
];
const definition = {
  sections: [
    {
      code: 'reception',
      label: '受付',
      fields: [
        { code: 'contact_result', label: '相談の成立', type: 'single', required: true, options },
        {
          code: 'summary',
          label: '要旨',
          type: 'text',
          narrative: true,
          max: 1000,
          when: { field: 'contact_result', in: ['talk'] },
        },
      ],
    },
  ],
};

describe('forms and their versions', () => {
  let app: TestApp;
  let admin: TestAccount;
  let counsellor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.account('admin');
    counsellor = await app.account('counsellor');
  });
  afterAll(() => app.stop());

  const newForm = async (code: string): Promise<string> => {
    const created = await app.as(admin).post('/api/v1/forms').send({ code, title: '試験票' }).expect(201);
    return `/api/v1/forms/${created.body.id}`;
  };
  const draft = (form: string, body: object = { definition }) =>
    app.as(admin).post(`${form}/versions`).send(body);
  const publish = (form: string, number: number, inForceFrom: string) =>
    app.as(admin).post(`${form}/versions/${number}/publication`).send({ inForceFrom });

  it('creates a form, drafts, publishes and shows its versions', async () => {
    const form = await newForm('night');
    expect((await app.as(counsellor).get(form).expect(200)).body).toMatchObject({
      code: 'night',
      title: '試験票',
    });
    const drafted = await draft(form).expect(201);
    expect(drafted.headers['location']).toBe(`${form}/versions/1`);
    expect(drafted.body).toMatchObject({ number: 1, status: 'draft', inForceFrom: null, definition });
    const published = await publish(form, 1, '2025-12-25T10:00:00+09:00').expect(201);
    expect(published.body).toMatchObject({ status: 'published', inForceFrom: '2025-12-25T10:00:00+09:00' });
    await draft(form).expect(201);
    const list = await app.as(counsellor).get(`${form}/versions`).expect(200);
    expect(
      list.body.items.map((item: { number: number; status: string }) => [item.number, item.status]),
    ).toEqual([
      [2, 'draft'],
      [1, 'published'],
    ]);
    const one = await app.as(counsellor).get(`${form}/versions/1`).expect(200);
    expect(one.body.definition).toEqual(definition);
    const named = await app.sql(
      `SELECT o.field_code, o.code, o.label_ja, o.sort_order FROM form_option AS o
       WHERE o.form_version_id = $1 ORDER BY o.sort_order`,
      [one.body.id],
    );
    expect(named).toEqual([
      { field_code: 'contact_result', code: 'talk', label_ja: '会話成立', sort_order: 1 },
      { field_code: 'contact_result', code: 'silent', label_ja: '無言', sort_order: 2 },
    ]);
    const audit = await app.sql<{ action: string }>(
      `SELECT a.action FROM audit_log AS a WHERE a.object_id = $1 ORDER BY a.id`,
      [one.body.id],
    );
    expect(audit.map((row) => row.action)).toEqual(['form_version.drafted', 'form_version.published']);
  });

  it('never changes a published version, through the API or past it', async () => {
    const form = await newForm('fixed');
    const { body } = await draft(form).expect(201);
    await publish(form, 1, '2026-01-01T00:00:00+09:00').expect(201);
    const again = await publish(form, 1, '2026-02-01T00:00:00+09:00').expect(409);
    expect(again.body.code).toBe('form_version_published');
    await expect(
      app.sql(`UPDATE form_version SET definition = '{}' WHERE id = $1`, [body.id]),
    ).rejects.toMatchObject({ constraint: 'ck_form_version_immutable' });
  });

  it('names what is wrong with a definition, shape first, then rules', async () => {
    const form = await newForm('wrong');
    const pointers = (answer: { body: { errors: { pointer: string }[] } }) =>
      answer.body.errors.map((fault) => fault.pointer);
    const shape = await draft(form, {
      definition: { sections: [{ code: 'a', label: 'a', fields: [{ code: 1, label: 'x', type: 'date' }] }] },
    }).expect(400);
    expect(pointers(shape).sort()).toEqual([
      '/definition/sections/0/fields/0/code',
      '/definition/sections/0/fields/0/type',
    ]);
    const field = { code: 'q', label: '問', type: 'single' };
    const rules = await draft(form, {
      definition: { sections: [{ code: 'a', label: 'a', fields: [field, field] }] },
    }).expect(422);
    expect(pointers(rules)).toContain('/definition/sections/0/fields/1/code');
    expect(pointers(rules)).toContain('/definition/sections/0/fields/0/options');
    await draft(form, { definition: [] }).expect(400);
  });

  it('answers unknown forms and versions with 404, and roles without the permission with 403', async () => {
    const nobody = '/api/v1/forms/00000000-0000-7000-8000-000000000000';
    const form = await newForm('known');
    await app.as(admin).get(nobody).expect(404);
    await app.as(admin).get(`${nobody}/versions`).expect(404);
    await draft(nobody).expect(404);
    for (const number of ['1', '0', 'x', '99999999999']) {
      await app.as(admin).get(`${form}/versions/${number}`).expect(404);
    }
    await publish(form, 7, '2026-01-01T00:00:00+09:00').expect(404);
    await app.as(counsellor).post('/api/v1/forms').send({ code: 'mine', title: '私の票' }).expect(403);
    await app.as(counsellor).post(`${form}/versions`).send({ definition }).expect(403);
    const taken = await app.as(admin).post('/api/v1/forms').send({ code: 'known', title: '別' }).expect(409);
    expect(taken.body.code).toBe('form_code_taken');
  });

  it('numbers drafts made at the same time one after the other', async () => {
    const form = await newForm('busy');
    const answers = await Promise.all(Array.from({ length: 8 }, () => draft(form)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(answers.map((answer) => String(answer.body.number)).sort()).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
    ]);
  });
});
