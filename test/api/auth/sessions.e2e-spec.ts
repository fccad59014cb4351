import { TEST_PASSWORD, type TestAccount, TestApp } from '../../support/test-app';

describe('sessions', () => {
  let app: TestApp;
  let account: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    account = await app.account('contractor');
  });
  afterAll(() => app.stop());

  const signIn = (body: object) => app.http.post('/api/v1/sessions').send(body);

  it('opens a session that works as bearer token and as cookie, and ends it', async () => {
    const opened = await signIn({ email: account.email.toUpperCase(), password: TEST_PASSWORD }).expect(201);
    expect(opened.body).toMatchObject({ account: { id: account.accountId, roles: ['contractor'] } });
    expect(opened.headers['set-cookie']?.[0]).toMatch(
      /^__Host-tsunagi=[\w-]{43}; .*HttpOnly; Secure; SameSite=Strict/,
    );
    const token = String(opened.body.token);
    await app.http.get('/api/v1/me').set('Cookie', `__Host-tsunagi=${token}`).expect(200);
    await app.as({ token }).delete('/api/v1/sessions/current').expect(204);
    await app.as({ token }).get('/api/v1/me').expect(401);
  });

  it('answers an unknown address like a wrong password', async () => {
    const wrong = await signIn({ email: account.email, password: 'not this one' }).expect(401);
    const unknown = await signIn({ email: 'nobody@test.example', password: 'not this one' }).expect(401);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(wrong.body.code).toBe('sign_in_refused');
  });

  it.each([[{}], [{ email: 1, password: 'x' }], [{ email: ['a'], password: {} }], [{ email: 'a@b.c' }]])(
    'names the wrong fields of %j',
    async (body) => {
      const answer = await signIn(body).expect(400);
      expect(answer.headers['content-type']).toMatch('application/problem+json');
      expect(answer.body.errors.length).toBeGreaterThan(0);
    },
  );

  it('reads address and password from the body alone', async () => {
    const query = `email=${encodeURIComponent(account.email)}&password=${TEST_PASSWORD}`;
    await app.http.post(`/api/v1/sessions?${query}`).send({}).expect(400);
    await app.http.post('/api/v1/sessions?email=a%00&password=b').send({}).expect(400);
    await signIn({ email: account.email, password: TEST_PASSWORD, role: 'admin' }).expect(400);
    await signIn([]).expect(400);
  });

  it('tells a flood of sign-ins to come back and serves the rest meanwhile', async () => {
    const flood = Array.from({ length: 80 }, () =>
      signIn({ email: account.email, password: 'not this one' }),
    );
    const statuses = (await Promise.all(flood)).map((answer) => answer.status);
    expect(new Set(statuses)).toEqual(new Set([401, 503]));
    await app.as(account).get('/api/v1/me').expect(200);
  });

  it('loses the session with the account and at the end of its life', async () => {
    const leaver = await app.account('counsellor');
    await app.as(leaver).get('/api/v1/me').expect(200);
    await app.sql(`UPDATE account SET disabled_at = now() WHERE id = $1`, [leaver.accountId]);
    await app.as(leaver).get('/api/v1/me').expect(401);
    const late = await app.account('counsellor');
    await app.sql(
      `UPDATE session SET created_at = now() - interval '13 hours', expires_at = now() - interval '1 hour' WHERE account_id = $1`,
      [late.accountId],
    );
    await app.as(late).get('/api/v1/me').expect(401);
  });

  it('audits openings, refusals and endings', async () => {
    const rows = await app.sql<{ action: string }>(
      `SELECT action FROM audit_log WHERE object_id = $1 ORDER BY id`,
      [account.accountId],
    );
    expect(rows.map((row) => row.action).slice(0, 3)).toEqual([
      'session.opened',
      'session.ended',
      'session.refused',
    ]);
  });
});
