import {
  COOKIE,
  newLink,
  PERSON,
  Receiver,
  sentReferral,
  wrongPin,
} from '../../support/factories/external-receiver';
import { openPeriod } from '../../support/factories/period';
import { clockAt } from '../../support/test-clock';
import { type TestAccount, TestApp } from '../../support/test-app';

const UNKNOWN = '/external/referrals/0000-0000-0000-0000-0000-0000-0000';
const NOTICES = '/api/v1/referral-external-notices';

describe('the door for receivers without an account', () => {
  let app: TestApp;
  let staff: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.account('referrals');
    stranger = await app.account('referrals');
    periodId = await openPeriod(app, [staff.organisationId]);
  });
  beforeEach(() => clockAt(app, '2026-12-30T10:00'));
  afterAll(() => app.stop());

  async function sentWithLink() {
    const referral = await sentReferral(app, staff, periodId, { consent: { coversIdentity: true } });
    return { referral, link: await newLink(app, staff, referral) };
  }
  const actions = async (id: string) =>
    (
      await app.sql<{ action: string; by: string; receiver: string; account: string | null }>(
        `SELECT action, detail->>'by' AS by, detail->>'receiverName' AS receiver, account_id AS account
         FROM audit_log WHERE object_id = $1 AND detail->>'by' = 'external' ORDER BY id`,
        [id],
      )
    ).map(({ action, receiver, account }) => [action, receiver, account] as const);

  it('says that it needs the PIN, and nothing else', async () => {
    const { link } = await sentWithLink();
    const { text, headers } = await new Receiver(app, link.path).get().expect(200);
    expect(text).toContain('暗証番号');
    for (const hidden of ['架空市', '団体', '生活や医療', PERSON.name, link.pin])
      expect(text).not.toContain(hidden);
    expect(text).not.toMatch(/<script|javascript:|\son\w+=|https?:/i);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    );
    await app.http.head(link.path).expect(200);
  });

  it('answers unknown, expired and revoked links alike', async () => {
    const { referral, link: revoked } = await sentWithLink();
    const expired = await newLink(app, staff, referral);
    await app.sql(
      `UPDATE referral_external_link SET expires_at = created_at + interval '1 second' WHERE id = $1`,
      [expired.id],
    );
    await clockAt(app, '2026-12-30T10:01');
    const pages = await Promise.all(
      [UNKNOWN, '/external/referrals/x', revoked.path, expired.path].flatMap((path) => [
        app.http.get(path),
        app.http.get(`${path}/packet`),
        app.http.post(`${path}/session`).type('form').send({ pin: revoked.pin }),
        app.http.post(`${path}/session`).type('form').send({ pin: '1' }),
        app.http.post(`${path}/acceptance`).type('form').send({ version: '3' }),
        app.http.post(`${path}/leave`).type('form').send({}),
      ]),
    );
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
  });

  it('opens also to what was typed from paper', async () => {
    const { link } = await sentWithLink();
    const typed = link.token.replaceAll('-', '').toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l');
    const answer = await app.http.get(`/external/referrals/${typed}`).expect(303);
    expect(answer.headers['location']).toBe(link.path);
    const pin = `${link.pin.slice(0, 4)} ${link.pin.slice(4)}`.replace(/\d/g, (digit) =>
      String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
    );
    await new Receiver(app, link.path).enter(pin);
  });

  it('gives a short session for this link alone, and puts who came on record', async () => {
    const { referral, link } = await sentWithLink();
    const opened = await new Receiver(app, link.path).post('session', { pin: link.pin }).expect(303);
    expect(opened.headers['location']).toBe(`${link.path}/packet`);
    const cookie = String(opened.headers['set-cookie']);
    expect(cookie).toMatch(
      new RegExp(
        `^${COOKIE}=[A-Za-z0-9_-]{43}; Path=${link.path}; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$`,
      ),
    );
    expect(await actions(referral.id)).toEqual([['referral_external_link.opened', '架空市 福祉課', null]]);
    const mine = await new Receiver(app, link.path).enter(link.pin);
    await mine.get('/packet').expect(200);
    expect((await mine.get().expect(303)).headers['location']).toBe(`${link.path}/packet`);

    const other = await sentWithLink();
    const smuggled = new Receiver(app, other.link.path).withCookieOf(mine);
    await smuggled.get('/packet').expect(401);
    await smuggled.post('acceptance', { version: '3' }).expect(401);

    await clockAt(app, '2026-12-30T10:31');
    expect((await mine.get('/packet').expect(401)).text).toContain('もう一度暗証番号');
    const late = await mine.post('acceptance', { version: '3', note: '書きかけ<b>' }).expect(401);
    expect(late.text).toContain('書きかけ&lt;b&gt;');
  });

  it('ends the session when the receiver leaves', async () => {
    const { link } = await sentWithLink();
    const receiver = await new Receiver(app, link.path).enter(link.pin);
    const left = await receiver.post('leave', {}).expect(200);
    expect(String(left.headers['set-cookie'])).toMatch(
      new RegExp(`^${COOKIE}=; Max-Age=0; Path=${link.path}; Expires=Thu, 01 Jan 1970`),
    );
    await receiver.get('/packet').expect(401);
  });

  it('locks at the fifth wrong PIN in a row and tells the owner side, once', async () => {
    const { referral, link } = await sentWithLink();
    const receiver = new Receiver(app, link.path);
    const wrong = { pin: wrongPin(link.pin) };
    for (let guess = 0; guess < 4; guess += 1) await receiver.post('session', wrong).expect(401);
    // What cannot be a PIN is no guess.
    for (const pin of ['', '1234', 'x'.repeat(200)]) await receiver.post('session', { pin }).expect(401);
    await receiver.enter(link.pin);
    for (let guess = 0; guess < 4; guess += 1) await receiver.post('session', wrong).expect(401);
    await receiver.post('session', wrong).expect(403);
    for (const pin of [link.pin, wrong.pin]) await receiver.post('session', { pin }).expect(403);
    expect((await new Receiver(app, link.path).get().expect(403)).text).toContain('止まっています');

    const { body } = await app
      .as(staff)
      .get(`${NOTICES}?referralId=${referral.id}&state=open&mine=true`)
      .expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        kind: 'locked',
        linkId: link.id,
        ownerAccountId: staff.accountId,
        words: null,
      }),
    ]);
    const list = await app.as(staff).get(`/api/v1/referrals/${referral.id}/external-links`).expect(200);
    expect(list.body.items[0]).toMatchObject({ state: 'locked', failedPins: 5 });
    expect((await actions(referral.id)).map(([action]) => action)).toEqual([
      ...Array.from({ length: 4 }, () => 'referral_external_link.pin_refused'),
      'referral_external_link.opened',
      ...Array.from({ length: 5 }, () => 'referral_external_link.pin_refused'),
      'referral_external_link.locked',
    ]);

    const notice = `${NOTICES}/${body.items[0].id}`;
    await app.as(stranger).put(`${notice}/handling`).expect(404);
    expect((await app.as(stranger).get(NOTICES).expect(200)).body.items).toEqual([]);
    const handled = await app.as(staff).put(`${notice}/handling`).expect(200);
    expect(handled.body).toMatchObject({ handledBy: staff.accountId });
    expect((await app.as(staff).put(`${notice}/handling`).expect(200)).body).toEqual(handled.body);
    const open = await app.as(staff).get(`${NOTICES}?referralId=${referral.id}&state=open`).expect(200);
    expect(open.body.items).toEqual([]);
    const audit = await app.sql(
      `SELECT FROM audit_log WHERE action = 'referral_external_notice.handled' AND object_id = $1`,
      [referral.id],
    );
    expect(audit).toHaveLength(1);
    const anew = await newLink(app, staff, referral);
    await new Receiver(app, anew.path).enter(anew.pin);
  });

  it('counts fifty guesses at the same time as the five it takes', async () => {
    const { referral, link } = await sentWithLink();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        new Receiver(app, link.path).post('session', { pin: wrongPin(link.pin) }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([
      ...Array.from({ length: 4 }, () => 401),
      ...Array.from({ length: 46 }, () => 403),
    ]);
    const [stored] = await app.sql<{ failed: number }>(
      `SELECT failed_pins AS failed FROM referral_external_link WHERE id = $1`,
      [link.id],
    );
    expect(stored?.failed).toBe(5);
    expect((await actions(referral.id)).map(([action]) => action).sort()).toEqual([
      'referral_external_link.locked',
      ...Array.from({ length: 5 }, () => 'referral_external_link.pin_refused'),
    ]);
    const notices = await app.sql(`SELECT FROM referral_external_notice WHERE link_id = $1`, [link.id]);
    expect(notices).toHaveLength(1);
    await new Receiver(app, link.path).post('session', { pin: link.pin }).expect(403);
  });

  it('takes forms alone', async () => {
    const { link } = await sentWithLink();
    await app.http.post(`${link.path}/session`).send({ pin: link.pin }).expect(415);
    await app.http.post(`${link.path}/session`).type('form').send('pin=1&pin=2').expect(400);
    await app.http.post('/api/v1/sessions').type('form').send('email=a').expect(415);
    await app.http.post(`${link.path}/session`).expect(401);
  });
});
