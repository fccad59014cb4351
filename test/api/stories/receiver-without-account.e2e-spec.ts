import { newBody, newService } from '../../support/factories/directory';
import { newLink, PERSON, Receiver, sentReferral } from '../../support/factories/external-receiver';
import { openPeriod } from '../../support/factories/period';
import { clockAt } from '../../support/test-clock';
import { type TestAccount, TestApp } from '../../support/test-app';

/** The welfare section of a town: no account, a fax machine, and a telephone call with eight digits. */
describe('story: a receiver without an account', () => {
  let app: TestApp;
  let staff: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.account('referrals');
  });
  afterAll(() => app.stop());

  /** What a person would find in the page: the version that a form carries along. */
  const versionIn = (text: string, form: string): string =>
    new RegExp(`/${form}"[^>]*>\\s*<input type="hidden" name="version" value="(\\d+)"`).exec(text)?.[1] ?? '';

  it('accepts by link and PIN, and a week later says how it went', async () => {
    const periodId = await openPeriod(app, [staff.organisationId]);
    await clockAt(app, '2026-12-21T10:00');
    const bodyId = await newBody(app, staff, { name: '架空市', kind: 'municipality_office' });
    const serviceId = await newService(app, staff, bodyId, { name: '架空市 福祉課' });
    const referral = await sentReferral(app, staff, periodId, {
      receiver: { serviceId },
      consent: { coversIdentity: true },
    });
    const link = await newLink(app, staff, referral);

    await clockAt(app, '2026-12-21T13:30');
    const first = await new Receiver(app, link.path).enter(link.pin);
    const packet = (await first.get('/packet').expect(200)).text;
    expect(packet).not.toContain(PERSON.name);
    const accepted = { version: versionIn(packet, 'acceptance'), note: '明日電話します' };
    await first.post('acceptance', accepted).expect(303);
    const named = (await first.get('/packet').expect(200)).text;
    expect(named).toContain(PERSON.name);
    await first.post('contact', { version: versionIn(named, 'contact'), correct: 'yes' }).expect(303);
    await first.post('leave', {}).expect(200);

    await clockAt(app, '2026-12-28T09:10');
    const weekLater = await new Receiver(app, link.path).enter(link.pin);
    const open = (await weekLater.get('/packet').expect(200)).text;
    const outcome = { version: versionIn(open, 'outcome'), result: 'connected', note: '家計相談を始めた' };
    await weekLater.post('outcome', outcome).expect(303);
    const done = (await weekLater.get('/packet?done=outcome').expect(200)).text;
    expect(done).not.toContain(PERSON.name);

    const file = (await app.as(staff).get(`/api/v1/referrals/${referral.id}`).expect(200)).body;
    expect(file).toMatchObject({ status: 'closed', outcome: 'connected' });
    expect(
      file.events.map(({ move, actor }: { move: string; actor: string }) => `${actor} ${move}`).slice(-3),
    ).toEqual(['external acceptance', 'external reception', 'external closure']);
    const entry = (await app.as(staff).get(`/api/v1/directory/services/${serviceId}`).expect(200)).body;
    expect(entry).toMatchObject({ verifiedOn: '2026-12-21', verifiedBy: null });
    const steps = await app.sql<{ action: string; who: string }>(
      `SELECT action, concat_ws(', ', detail->>'by', detail->>'receiverName') AS who FROM audit_log
       WHERE object_id = $1 AND action LIKE 'referral_external%' AND detail ? 'by' ORDER BY id`,
      [referral.id],
    );
    expect(steps.map(({ action }) => action.split('.')[1])).toEqual([
      ...['opened', 'answered', 'answered', 'opened', 'answered'],
    ]);
    expect(new Set(steps.map(({ who }) => who))).toEqual(new Set(['external, 架空市 福祉課']));

    await clockAt(app, '2027-01-30T10:00');
    await new Receiver(app, link.path).get().expect(404);
  });
});
