import { randomUUID } from 'node:crypto';
import { COVER_SHEET_TITLE, coverSheetPdf } from '../../../src/referrals/external/cover-sheet';
import { documentDefinition } from '../../../src/platform/pdf/document-definition';
import {
  move,
  newLink,
  PERSON,
  Receiver,
  sentReferral,
  wrongPin,
} from '../../support/factories/external-receiver';
import { openPeriod } from '../../support/factories/period';
import { addSheet } from '../../support/factories/referrals';
import { pdfCharacters } from '../../support/pdf-characters';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('links for receivers without an account', () => {
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
  afterAll(() => app.stop());

  const links = (id: string) => `/api/v1/referrals/${id}/external-links`;
  const create = (id: string, version: number, account = staff) =>
    app.as(account).post(links(id)).set('If-Match', `"v${version}"`).send({});
  const sent = () => sentReferral(app, staff, periodId);
  const audits = (id: string) =>
    app.sql<{ action: string; detail: Record<string, unknown> }>(
      `SELECT action, detail FROM audit_log WHERE object_id = $1 AND action LIKE 'referral_external%' ORDER BY id`,
      [id],
    );

  it('are made with a PIN that is told once, and of which only hashes are kept', async () => {
    const referral = await sent();
    const id = randomUUID();
    const key = randomUUID();
    const send = () =>
      app.as(staff).post(links(referral.id)).set('If-Match', '"v3"').set('Idempotency-Key', key).send({ id });
    const made = await send().expect(201);
    expect(made.headers['location']).toBe(`${links(referral.id)}/${id}`);
    expect(made.body).toEqual({
      id,
      referralId: referral.id,
      state: 'live',
      failedPins: 0,
      createdBy: staff.accountId,
      createdAt: expect.stringMatching(/\+09:00$/),
      expiresAt: expect.stringMatching(/\+09:00$/),
      lastUsedAt: null,
      token: expect.stringMatching(/^([0-9a-hjkmnp-tv-z]{4}-){6}[0-9a-hjkmnp-tv-z]{4}$/),
      path: `/external/referrals/${made.body.token}`,
      pin: expect.stringMatching(/^\d{8}$/),
    });
    const again = await send().expect(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual({ ...made.body, token: null, path: null, pin: null });
    const stored = await app.sql(
      `SELECT l::text AS row, (SELECT string_agg(k::text, '') FROM idempotency_key AS k) AS keys
       FROM referral_external_link AS l WHERE l.id = $1`,
      [id],
    );
    expect(JSON.stringify(stored)).not.toContain(made.body.pin);
    expect(JSON.stringify(stored)).not.toContain(made.body.token);
    expect(await audits(referral.id)).toEqual([
      { action: 'referral_external_link.created', detail: { linkId: id, version: 3 } },
    ]);
  });

  it('live one at a time; what is revoked or made anew opens nothing', async () => {
    const referral = await sent();
    const first = await newLink(app, staff, referral);
    const second = await newLink(app, staff, referral);
    await new Receiver(app, first.path).get().expect(404);
    await new Receiver(app, second.path).get().expect(200);
    const inside = await new Receiver(app, second.path).enter(second.pin);
    await inside.get('/packet').expect(200);
    await app
      .as(staff)
      .delete(`${links(referral.id)}/${second.id}`)
      .expect(204);
    await app
      .as(staff)
      .delete(`${links(referral.id)}/${second.id}`)
      .expect(204);
    await inside.get('/packet').expect(404);
    await inside.post('acceptance', { version: '3' }).expect(404);
    const { body } = await app.as(staff).get(links(referral.id)).expect(200);
    expect(body.items.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
      [second.id, 'revoked'],
      [first.id, 'revoked'],
    ]);
    const page = await app
      .as(staff)
      .get(`${links(referral.id)}?limit=1`)
      .expect(200);
    const next = await app
      .as(staff)
      .get(`${links(referral.id)}?limit=1&cursor=${page.body.nextCursor}`)
      .expect(200);
    expect(next.body.items[0].id).toBe(first.id);
    expect((await audits(referral.id)).map(({ action }) => action)).toEqual([
      'referral_external_link.created',
      'referral_external_link.revoked',
      'referral_external_link.created',
      'referral_external_link.opened',
      'referral_external_link.revoked',
    ]);
  });

  it('live one at a time also when many are made at once', async () => {
    const referral = await sent();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(referral.id, 3)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    const pages = await Promise.all(
      answers.map(async ({ body }) => (await new Receiver(app, body.path).get()).status),
    );
    expect(pages.filter((status) => status === 200)).toHaveLength(1);
  });

  it('need a referral that was sent to somebody and has not ended, on the version that was seen', async () => {
    const input = {
      consultationId: await addSheet(app, periodId, staff),
      worryCategory: 'W02',
      receiverName: '窓口',
      receiverKind: 'other',
      handoverMethod: 'agency_contacted',
    };
    const proposed = await app.as(staff).post('/api/v1/referrals').send(input).expect(201);
    expect((await create(proposed.body.id, 1).expect(409)).body.code).toBe('not_sent');
    const referral = await sent();
    await create(referral.id, 2).expect(412);
    await app.as(staff).post(links(referral.id)).send({}).expect(428);
    await app.as(staff).post(links(referral.id)).set('If-Match', '"v3"').send({ id: 'x' }).expect(400);
    await create(referral.id, 3, stranger).expect(404);
    await create(referral.id, 3, await app.account('counsellor', staff.organisationId)).expect(403);
    await create(randomUUID(), 3).expect(404);
    const { id } = await newLink(app, staff, referral);
    await app.as(stranger).get(links(referral.id)).expect(404);
    await app
      .as(stranger)
      .get(`${links(referral.id)}/${id}`)
      .expect(404);
    await app
      .as(stranger)
      .delete(`${links(referral.id)}/${id}`)
      .expect(404);
    await app
      .as(staff)
      .delete(`${links(referral.id)}/${randomUUID()}`)
      .expect(404);
    await move(app, staff, { id: referral.id, version: 3 }, 'refusal', { reason: 'at_capacity' });
    await create(referral.id, 4).expect(409);
  });

  describe('the cover sheet', () => {
    const print = (referralId: string, linkId: string, token: string, account = staff) =>
      app
        .as(account)
        .post(`${links(referralId)}/${linkId}/cover-sheet.pdf`)
        .send({ token });

    it('is one page without a name, and on record', async () => {
      const referral = await sent();
      const link = await newLink(app, staff, referral);
      const sheet = await print(referral.id, link.id, link.token.toUpperCase())
        .buffer(true)
        .parse((response, done) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => done(null, Buffer.concat(chunks)));
        })
        .expect(200);
      expect(sheet.headers['content-type']).toBe('application/pdf');
      const bytes = sheet.body as Buffer;
      expect(bytes.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
      const characters = pdfCharacters(bytes);
      for (const shown of '送付状架空市福祉課御中暗証番号期限') expect(characters).toContain(shown);
      for (const hidden of '桜町') expect(characters).not.toContain(hidden);
      expect((await audits(referral.id)).at(-1)).toEqual({
        action: 'referral_external_link.printed',
        detail: { linkId: link.id, version: 3 },
      });
    });

    it('is printed for its own link while that is live', async () => {
      const [one, other] = [await sent(), await sent()];
      const [link, otherLink] = [await newLink(app, staff, one), await newLink(app, staff, other)];
      expect((await print(one.id, link.id, otherLink.token).expect(422)).body.errors[0].pointer).toBe(
        '/token',
      );
      await print(one.id, otherLink.id, otherLink.token).expect(404);
      await print(one.id, link.id, link.token, stranger).expect(404);
      for (let guess = 0; guess < 5; guess += 1)
        await new Receiver(app, link.path).post('session', { pin: wrongPin(link.pin) });
      expect((await print(one.id, link.id, link.token).expect(409)).body.code).toBe('link_not_live');
    });

    it('carries the link as a QR code, drawn as lines', () => {
      const address = 'https://tsunagi.example/external/referrals/a';
      const sheet = {
        receiverName: '架空市',
        senderName: '団体',
        sentAt: new Date('2026-12-31T23:00:00+09:00'),
        respondBy: null,
        expiresAt: new Date('2027-01-14T23:00:00+09:00'),
        address,
      };
      const { content } = documentDefinition(coverSheetPdf(sheet, sheet.sentAt));
      expect(content).toContainEqual(expect.objectContaining({ qr: address }));
      const words = JSON.stringify(content);
      for (const shown of [
        COVER_SHEET_TITLE,
        '送信元：団体',
        '2026年12月31日 23:00',
        '枚数：1枚',
        '定めていません',
        '宛先が違うとき',
      ])
        expect(words).toContain(shown);
      expect(words).not.toContain(PERSON.name);
    });
  });
});
