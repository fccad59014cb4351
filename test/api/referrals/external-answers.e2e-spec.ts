import { newBody, newService } from '../../support/factories/directory';
import {
  move,
  newLink,
  PERSON,
  Receiver,
  sentReferral,
  type SentReferral,
} from '../../support/factories/external-receiver';
import { openPeriod } from '../../support/factories/period';
import { clockAt } from '../../support/test-clock';
import { type TestAccount, TestApp } from '../../support/test-app';

const NOTICES = '/api/v1/referral-external-notices';
const TYPED = '電話は<b>夜</b>"だけ"\n二行目';
const SHOWN = '電話は&lt;b&gt;夜&lt;/b&gt;&quot;だけ&quot;\n二行目';

describe('what a receiver without an account answers', () => {
  let app: TestApp;
  let staff: TestAccount;
  let colleague: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.account('referrals');
    colleague = await app.account('coordinator', staff.organisationId);
    periodId = await openPeriod(app, [staff.organisationId]);
    await clockAt(app, '2026-12-25T10:00');
  });
  afterAll(() => app.stop());

  const named = { consent: { coversIdentity: true } };
  async function atTheDesk(options: Parameters<typeof sentReferral>[3] = named) {
    const referral = await sentReferral(app, staff, periodId, options);
    const link = await newLink(app, staff, referral);
    return { referral, link, receiver: await new Receiver(app, link.path).enter(link.pin) };
  }
  const read = async ({ id }: Pick<SentReferral, 'id'>) =>
    (await app.as(staff).get(`/api/v1/referrals/${id}`).expect(200)).body;
  const notices = async ({ id }: Pick<SentReferral, 'id'>) =>
    (await app.as(staff).get(`${NOTICES}?referralId=${id}`).expect(200)).body.items;
  const block = (consultationId: string) =>
    app
      .as(staff)
      .post(`/api/v1/consultations/${consultationId}/blocks`)
      .send({ kind: 'person', personId: colleague.personId, reason: '家族' })
      .expect(201);
  const page = async (receiver: Receiver) => (await receiver.get('/packet').expect(200)).text;
  const audits = (id: string, action: string) =>
    app.sql<{ detail: object; account_id: string | null }>(
      `SELECT detail, account_id FROM audit_log WHERE object_id = $1 AND action = $2 ORDER BY id`,
      [id, action],
    );

  it('shows the minimum before acceptance, and the name after it where there is consent', async () => {
    const { referral, link, receiver } = await atTheDesk();
    const before = await page(receiver);
    for (const shown of ['架空市 福祉課', '生活や医療に係る費用', '東京都', '30〜39歳', '日本語', '通常'])
      expect(before).toContain(shown);
    for (const hidden of Object.values(PERSON)) expect(before).not.toContain(hidden);
    const accepted = await receiver.post('acceptance', { version: '3', note: TYPED }).expect(303);
    expect(accepted.headers['location']).toBe(`${link.path}/packet?done=acceptance`);
    expect((await receiver.get('/packet?done=acceptance').expect(200)).text).toContain('受け付けました');
    const after = await page(receiver);
    for (const shown of Object.values(PERSON)) expect(after).toContain(shown);

    const stored = await read(referral);
    expect(stored).toMatchObject({ status: 'accepted', version: 4 });
    expect(stored.events.at(-1)).toMatchObject({
      move: 'acceptance',
      actor: 'external',
      accountId: null,
      note: TYPED,
    });
    expect(await audits(referral.id, 'referral_external.answered')).toEqual([
      {
        detail: { by: 'external', receiverName: '架空市 福祉課', linkId: link.id, answer: 'acceptance' },
        account_id: null,
      },
    ]);
    const reads = await audits(referral.id, 'referral_packet.read');
    expect(reads.map(({ detail }) => detail)).toEqual([
      expect.objectContaining({ by: 'external', stage: 'before_acceptance', named: false }),
      expect.objectContaining({ by: 'external', stage: 'after_acceptance', named: true }),
      expect.objectContaining({ by: 'external', stage: 'after_acceptance', named: true }),
    ]);
    const trail = await app.sql(`SELECT detail FROM audit_log`);
    expect(JSON.stringify(trail)).not.toMatch(/桜子|二行目/);
  });

  it('shows no name without consent to it', async () => {
    const { receiver } = await atTheDesk({});
    await receiver.post('acceptance', { version: '3' }).expect(303);
    const text = await page(receiver);
    for (const hidden of Object.values(PERSON)) expect(text).not.toContain(hidden);
    expect(text).toContain('同意がないか');
  });

  it('takes an answer once, however often and however fast it is sent', async () => {
    const { referral, receiver } = await atTheDesk();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => receiver.post('acceptance', { version: '3', note: '受けます' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
    await receiver.post('acceptance', { version: '3', note: '受けます' }).expect(303);
    expect(await read(referral)).toMatchObject({ status: 'accepted', version: 4 });
    // Other words are another answer.
    const other = await receiver.post('acceptance', { version: '3', note: '別の言葉' }).expect(412);
    expect(other.text).toContain('別の言葉');
    const outcome = { version: '4', result: 'connected', note: '家計の相談を始めた' };
    await receiver.post('outcome', outcome).expect(303);
    await receiver.post('outcome', outcome).expect(303);
    expect(await read(referral)).toMatchObject({ status: 'closed', outcome: 'connected', version: 6 });
  });

  it('names what is wrong by field and keeps what was typed', async () => {
    const { referral, receiver } = await atTheDesk();
    const refused = await receiver.post('refusal', { version: '3', note: TYPED }).expect(422);
    expect(refused.text).toContain('<a href="#field-reason">理由を選んでください。</a>');
    expect(refused.text).toContain('id="field-reason"');
    expect(refused.text).toContain(SHOWN);
    expect(refused.text).not.toContain('<b>夜');
    await receiver.post('acceptance', { version: '3' }).expect(303);
    const day = await receiver.post('appointment', { version: '4', day: '2/30', time: '10:00' }).expect(422);
    expect(day.text).toContain('value="2/30"');
    const outcome = await receiver.post('outcome', { version: '4', result: 'x', note: TYPED }).expect(422);
    expect(outcome.text).toContain(SHOWN);
    await receiver.get('/packet?done=x').expect(400);
    expect(await read(referral)).toMatchObject({ version: 4 });
  });

  it('keeps what was typed when somebody else was faster', async () => {
    const { referral, receiver } = await atTheDesk();
    await move(app, staff, { id: referral.id, version: 3 }, 'acceptance');
    const late = await receiver
      .post('refusal', { version: '3', reason: 'at_capacity', note: TYPED })
      .expect(412);
    expect(late.text).toContain(SHOWN);
    await move(app, staff, { id: referral.id, version: 4 }, 'withdrawal', { reason: 'no_longer_needed' });
    const ended = await receiver.post('appointment', {
      version: '5',
      day: '2027/1/5',
      time: '10:00',
      note: TYPED,
    });
    expect(ended.status).toBe(409);
    expect(ended.text).toContain(SHOWN);
    for (const hidden of Object.values(PERSON)) expect(ended.text).not.toContain(hidden);
  });

  it('shows only the state after the end, whichever it was', async () => {
    const refused = await atTheDesk();
    await refused.receiver.post('refusal', { version: '3', reason: 'at_capacity' }).expect(303);
    expect(await read(refused.referral)).toMatchObject({ status: 'declined', declineReason: 'at_capacity' });
    const withdrawn = await atTheDesk();
    await withdrawn.receiver.post('acceptance', { version: '3' }).expect(303);
    await move(app, staff, { id: withdrawn.referral.id, version: 4 }, 'withdrawal', {
      reason: 'consent_withdrawn',
    });
    const closed = await atTheDesk();
    await closed.receiver.post('acceptance', { version: '3' }).expect(303);
    await closed.receiver.post('outcome', { version: '4', result: 'waiting' }).expect(303);
    for (const { receiver, state } of [
      { receiver: refused.receiver, state: 'お断りの回答' },
      { receiver: withdrawn.receiver, state: '取り下げました' },
      { receiver: closed.receiver, state: '終わりました' },
    ]) {
      const text = await page(receiver);
      expect(text).toContain(state);
      expect(text).toContain('お見せできる内容はありません');
      for (const hidden of ['生活や医療', ...Object.values(PERSON)]) expect(text).not.toContain(hidden);
      await receiver.post('acceptance', { version: '3' });
      await receiver.post('outcome', { version: '9', result: 'connected' }).expect(412);
    }
  });

  it('notes an appointment', async () => {
    const { referral, receiver } = await atTheDesk();
    const when = { day: '２０２７/1/5', time: '10:00' };
    await receiver.post('appointment', { version: '3', ...when }).expect(409);
    await receiver.post('acceptance', { version: '3' }).expect(303);
    await receiver.post('appointment', { version: '4', ...when }).expect(303);
    expect(await read(referral)).toMatchObject({
      status: 'appointment',
      appointmentAt: '2027-01-05T10:00:00+09:00',
    });
    expect(await page(receiver)).toContain('2027年1月5日 10:00');
  });

  it('does not close where the person is still without help, but tells whoever looks after it', async () => {
    const { referral, receiver } = await atTheDesk();
    await receiver.post('outcome', { version: '3', result: 'unreachable' }).expect(409);
    await receiver.post('acceptance', { version: '3' }).expect(303);
    const told = { version: '4', result: 'unreachable', note: '三度かけた' };
    await receiver.post('outcome', told).expect(303);
    await receiver.post('outcome', told).expect(303);
    await receiver.post('outcome', { ...told, version: '3' }).expect(412);
    expect(await read(referral)).toMatchObject({ status: 'accepted', outcome: null, version: 4 });
    expect(await notices(referral)).toEqual([
      expect.objectContaining({ kind: 'outcome_report', result: 'unreachable', words: '三度かけた' }),
    ]);
    expect(await audits(referral.id, 'referral_external_notice.read')).toHaveLength(1);
  });

  describe('of its entry in the directory', () => {
    async function listed() {
      const bodyId = await newBody(app, staff);
      const serviceId = await newService(app, staff, bodyId, { name: '架空市の窓口' });
      return { serviceId, ...(await atTheDesk({ ...named, receiver: { serviceId } })) };
    }
    const entry = async (id: string) =>
      (await app.as(staff).get(`/api/v1/directory/services/${id}`).expect(200)).body;

    it('confirms that it is right, which counts as verified', async () => {
      const { serviceId, referral, receiver } = await listed();
      expect(await page(receiver)).toContain('03-0000-0001');
      expect(await entry(serviceId)).toMatchObject({ verifiedOn: null, version: 1 });
      await receiver.post('contact', { version: '1', correct: 'yes' }).expect(303);
      await receiver.post('contact', { version: '1', correct: 'yes' }).expect(303);
      expect(await entry(serviceId)).toMatchObject({
        verifiedOn: '2026-12-25',
        verifiedBy: null,
        version: 2,
      });
      await receiver.post('contact', { version: '9', correct: 'yes' }).expect(412);
      expect(await audits(referral.id, 'referral_external.answered')).toHaveLength(1);
      expect(await notices(referral)).toEqual([]);
    });

    it('corrects it, which staff look at first', async () => {
      const { serviceId, referral, receiver } = await listed();
      await receiver.post('contact', { version: '1', correct: 'no' }).expect(422);
      await receiver.post('contact', { version: '1' }).expect(422);
      const words = '電話は 03-0000-0002 に変わりました';
      await receiver.post('contact', { version: '1', correct: 'no', note: words }).expect(303);
      await receiver.post('contact', { version: '1', correct: 'no', note: words }).expect(303);
      expect(await entry(serviceId)).toMatchObject({ verifiedOn: null, version: 1 });
      expect(await notices(referral)).toEqual([
        expect.objectContaining({ kind: 'contact_correction', serviceId, words, result: null }),
      ]);
    });

    it('tells its contact where it is in no directory yet', async () => {
      const { referral, receiver } = await atTheDesk();
      await receiver.post('contact', { version: '0', correct: 'yes' }).expect(404);
      await receiver.post('contact', { version: '0', correct: 'no', note: '電話 03-0000-0003' }).expect(303);
      expect(await notices(referral)).toEqual([
        expect.objectContaining({ kind: 'contact_correction', serviceId: null }),
      ]);
    });
  });

  it('is let in although somebody is blocked from the case', async () => {
    const { referral, receiver } = await atTheDesk();
    const { consultationId } = await read(referral);
    await block(consultationId);
    await receiver.post('acceptance', { version: '3' }).expect(303);
    await receiver.post('contact', { version: '0', correct: 'no', note: '電話' }).expect(303);
    const list = `/api/v1/referrals/${referral.id}/external-links`;
    await app.as(colleague).get(list).expect(404);
    expect(
      (await app.as(colleague).get(`${NOTICES}?referralId=${referral.id}`).expect(200)).body.items,
    ).toEqual([]);
    await app.as(staff).get(list).expect(200);
  });

  it('opens to nobody any more when whoever made the link, and knows its PIN, is blocked from the case', async () => {
    const { referral, receiver } = await atTheDesk();
    const theirs = await newLink(app, colleague, referral);
    await receiver.get('/packet').expect(404);
    const inside = await new Receiver(app, theirs.path).enter(theirs.pin);
    await inside.get('/packet').expect(200);
    const { consultationId } = await read(referral);
    await block(consultationId);
    await inside.get('/packet').expect(404);
    await inside.get().expect(404);
    await inside.post('session', { pin: theirs.pin }).expect(404);
    await inside.post('acceptance', { version: '3' }).expect(404);
    expect(await read(referral)).toMatchObject({ status: 'sent' });
    const anew = await newLink(app, staff, referral);
    await new Receiver(app, anew.path).enter(anew.pin);
  });
});
