import { AccompanimentEventsReader } from '../../../src/accompaniment/accompaniment-events.reader';
import { EventOutbox } from '../../../src/accompaniment/events/event-outbox';
import { VisitsReader } from '../../../src/accompaniment/visits.reader';
import { Database } from '../../../src/platform/database/database';
import { type Actor, systemActor } from '../../../src/shared/actor';
import { openPeriod } from '../../support/factories/period';
import { tokyo } from '../../support/factories/published-roster';
import { finishedVisit, VISITS, visitsOf } from '../../support/factories/visits';
import { lockWaits } from '../../support/lock-waits';
import { type TestAccount, TestApp } from '../../support/test-app';
import { clockAt } from '../../support/test-clock';

const PDF = Buffer.from('%PDF-1.7\n見本の領収書');
const REPORT = {
  clientCame: true,
  result: 'applied',
  nextStep: 'receiver_continues',
  report: '申請まで同席',
};
const TRAIN = { kind: 'train', budget: 'supporter', amountYen: 420, route: '見本駅から例駅' };
const ON_A_BUS = { ...TRAIN, kind: 'bus', noReceiptReason: '路線バスのため' };

describe('reports and approvals of visits', () => {
  let app: TestApp;
  let referrer: TestAccount;
  let supervisor: TestAccount;
  let companion: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    referrer = await app.account('referrals');
    supervisor = await app.account('supervisor', referrer.organisationId);
    companion = await app.account('counsellor', referrer.organisationId);
    stranger = await app.account('supervisor');
    periodId = await openPeriod(app, [referrer.organisationId]);
    await clockAt(app, '01-02T08:00');
  });
  beforeEach(() => clockAt(app, '01-02T12:00'));
  afterAll(() => app.stop());

  const visits = () => visitsOf(app);
  const finished = (...companions: TestAccount[]) =>
    finishedVisit(app, periodId, referrer, companions.length > 0 ? companions : [companion]);
  const spend = (id: string, version: number, line: object, who = companion) =>
    app.as(who).post(`${VISITS}/${id}/expenses`).set('If-Match', `"v${version}"`).send(line);
  const attach = (id: string, expenseId: string, version: number) =>
    app
      .as(companion)
      .put(`${VISITS}/${id}/expenses/${expenseId}/receipt`)
      .set('If-Match', `"v${version}"`)
      .attach('file', PDF, 'receipt.pdf');
  async function reported(lines: readonly object[] = []) {
    const visit = await finished();
    let { version } = visit;
    for (const line of lines) {
      await spend(visit.id, version, line).expect(201);
      version += 1;
    }
    await visits().step(visit.id, 'report', version, companion, REPORT).expect(201);
    return { ...visit, version: version + 1 };
  }
  const events = (
    id: string,
    organisation = referrer.organisationId,
    scope: Actor['scope'] = 'own_organisation',
  ) =>
    app.app
      .get(Database)
      .transaction({ ...systemActor('test'), organisationId: organisation, scope }, async (tx) =>
        (await app.app.get(AccompanimentEventsReader).after(tx, 0n, 1000)).filter(
          ({ visitId }) => visitId === id,
        ),
      );
  const referral = async (id: string) =>
    (await app.as(referrer).get(`/api/v1/referrals/${id}`).expect(200)).body;

  describe('report', () => {
    it('wants proof of every line, and a result that fits', async () => {
      const { id, version } = await finished();
      const expenseId = (await spend(id, version, TRAIN).expect(201)).body.id as string;
      const report = (v: number, content: object) => visits().step(id, 'report', v, companion, content);
      expect((await report(version + 1, REPORT).expect(422)).body.errors).toEqual([
        expect.objectContaining({ pointer: '/expenses/0', code: 'evidence' }),
      ]);
      await attach(id, expenseId, version + 1).expect(200);
      const unfit = { ...REPORT, clientCame: false };
      expect((await report(version + 2, unfit).expect(422)).body.errors[0].pointer).toBe('/result');
      await report(version + 2, { clientCame: true }).expect(400);
      await report(version + 1, REPORT).expect(412);
      await visits()
        .step(id, 'report', version + 2, supervisor, REPORT)
        .expect(403);
      await visits()
        .step(id, 'report', version + 2, stranger, REPORT)
        .expect(404);
      const { body } = await report(version + 2, REPORT).expect(201);
      expect(body).toMatchObject({ status: 'reported', clientCame: true, result: 'applied' });
      expect((await visits().detail(id, companion)).report).toBe('申請まで同席');
    });

    it('moves the referral at once where the reporter may, else with the approval', async () => {
      const own = await finished(referrer);
      const { body } = await visits().step(own.id, 'report', own.version, referrer, REPORT).expect(201);
      expect(body.accompaniedReferralIds).toEqual([own.referralId]);
      expect((await referral(own.referralId)).status).toBe('accompanied');

      const theirs = await reported();
      expect((await referral(theirs.referralId)).status).toBe('accepted');
      const approval = await visits().step(theirs.id, 'approval', theirs.version, supervisor).expect(201);
      expect(approval.body.accompaniedReferralIds).toEqual([theirs.referralId]);
      expect((await referral(theirs.referralId)).events.at(-1)).toMatchObject({
        move: 'accompaniment',
        accountId: supervisor.accountId,
      });
    });

    it('leaves the referral where it is when nobody came, or when it is further on', async () => {
      const nobody = await finished(referrer);
      const absent = { clientCame: false, result: 'absent', nextStep: 'call_back' };
      const { body } = await visits().step(nobody.id, 'report', nobody.version, referrer, absent).expect(201);
      expect(body.accompaniedReferralIds).toEqual([]);
      expect((await referral(nobody.referralId)).status).toBe('accepted');
      const further = await reported();
      await app
        .as(referrer)
        .post(`/api/v1/referrals/${further.referralId}/reception`)
        .set('If-Match', '"v4"')
        .send({})
        .expect(201);
      const done = await visits().step(further.id, 'approval', further.version, supervisor).expect(201);
      expect(done.body.accompaniedReferralIds).toEqual([]);
      expect((await referral(further.referralId)).status).toBe('received');
    });
  });

  describe('approval', () => {
    it('is by somebody else, of what they saw', async () => {
      const both = await finished(supervisor, companion);
      await visits().step(both.id, 'report', both.version, supervisor, REPORT).expect(201);
      const own = await visits()
        .step(both.id, 'approval', both.version + 1, supervisor)
        .expect(409);
      expect(own.body.code).toBe('own_visit');
      await visits()
        .step(both.id, 'return', both.version + 1, supervisor, { reason: '直す' })
        .expect(409);
      await visits()
        .step(both.id, 'approval', both.version + 1, referrer)
        .expect(403);
      await visits()
        .step(both.id, 'approval', both.version + 1, companion)
        .expect(403);
      await visits()
        .step(both.id, 'approval', both.version + 1, stranger)
        .expect(404);

      const { id, version } = await reported([ON_A_BUS]);
      await spend(id, version, ON_A_BUS).expect(201);
      await visits().step(id, 'approval', version, supervisor).expect(412);
      expect(await events(id)).toEqual([]);
      await visits()
        .step(id, 'approval', version + 1, supervisor)
        .expect(201);
      await spend(id, version + 2, ON_A_BUS).expect(409);
    });

    it('is refused for a line without proof that came after the report', async () => {
      const { id, version } = await reported();
      await spend(id, version, TRAIN).expect(201);
      await visits()
        .step(id, 'approval', version + 1, supervisor)
        .expect(422);
      expect(await events(id)).toEqual([]);
    });

    it('of twenty at the same time is one, and announces once', async () => {
      const { id, version } = await reported();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => visits().step(id, 'approval', version, supervisor)),
      );
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status === 201)).toHaveLength(1);
      expect(statuses.filter((status) => status === 412)).toHaveLength(19);
      expect(await events(id)).toEqual([
        expect.objectContaining({
          kind: 'visit_approved',
          personId: companion.personId,
          fromAt: new Date(tokyo('01-02T10:00')),
          untilAt: new Date(tokyo('01-02T11:30')),
          amountYen: null,
        }),
      ]);
    });

    it('gives back with a reason, and takes what was put right', async () => {
      const { id, version } = await reported();
      await visits().step(id, 'return', version, supervisor, {}).expect(400);
      await visits().step(id, 'return', version, supervisor, { reason: '区間がない' }).expect(201);
      expect((await visits().detail(id, companion)).steps.at(-1)).toMatchObject({
        move: 'return',
        note: '区間がない',
      });
      await visits()
        .step(id, 'approval', version + 1, supervisor)
        .expect(409);
      await visits()
        .step(id, 'report', version + 1, companion, REPORT)
        .expect(201);
      await visits()
        .step(id, 'approval', version + 2, supervisor)
        .expect(201);
      expect(await events(id)).toHaveLength(1);
    });

    it('is corrected by taking back and announcing anew, never by an edit', async () => {
      const { id, version } = await reported([ON_A_BUS]);
      await visits().step(id, 'approval', version, supervisor).expect(201);
      const before = await events(id);
      const reopen = (v: number, who = supervisor) =>
        visits().step(id, 'reopening', v, who, { reason: '金額の誤り' });
      await reopen(version + 1, companion).expect(403);
      await reopen(version).expect(412);
      await reopen(version + 1).expect(201);
      await reopen(version + 2).expect(409);
      const line = (await visits().detail(id, companion)).expenses[0].id as string;
      await app
        .as(companion)
        .post(`${VISITS}/${id}/expenses/${line}/removal`)
        .set('If-Match', `"v${version + 2}"`)
        .send()
        .expect(201);
      await spend(id, version + 3, { ...ON_A_BUS, amountYen: 240 }).expect(201);
      await visits()
        .step(id, 'report', version + 4, companion, REPORT)
        .expect(201);
      await visits()
        .step(id, 'approval', version + 5, supervisor)
        .expect(201);
      const after = await events(id);
      expect(after.slice(0, 2)).toEqual(before);
      expect(after.map(({ kind, amountYen, reverses }) => ({ kind, amountYen, reverses }))).toEqual([
        { kind: 'visit_approved', amountYen: null, reverses: null },
        { kind: 'expense_approved', amountYen: 420n, reverses: null },
        { kind: 'reversal', amountYen: null, reverses: before[0]?.id },
        { kind: 'reversal', amountYen: 420n, reverses: before[1]?.id },
        { kind: 'visit_approved', amountYen: null, reverses: null },
        { kind: 'expense_approved', amountYen: 240n, reverses: null },
      ]);
      expect(new Set(after.map((event) => event.id)).size).toBe(6);
      expect(await events(id, stranger.organisationId)).toEqual([]);
      expect(await events(id, stranger.organisationId, 'all_organisations')).toHaveLength(6);
    });

    it('passes nothing over: who announces waits for who announced before', async () => {
      const [first, second] = [await reported(), await reported()];
      const database = app.app.get(Database);
      const outbox = app.app.get(EventOutbox);
      const actor: Actor = { ...systemActor('test'), ...supervisor, roles: ['supervisor'] };
      const written = signal();
      const release = signal();
      const held = database.transaction(actor, async (tx) => {
        const visit = await app.app.get(VisitsReader).byId(tx, actor, first.id);
        const person = companion.personId ?? '';
        const time = { fromAt: visit.plannedFrom, untilAt: visit.plannedUntil };
        await outbox.announce(tx, actor, app.now(), visit, [
          { kind: 'visit_approved', personId: person, ...time },
        ]);
        written.give();
        await release.given;
      });
      await written.given;
      const approval = visits()
        .step(second.id, 'approval', second.version, supervisor)
        .then(({ status }) => status);
      await lockWaits(app, 1);
      expect(await events(second.id)).toEqual([]);
      release.give();
      await held;
      expect(await approval).toBe(201);
      const [early, late] = [await events(first.id), await events(second.id)];
      expect(early[0]?.number).toBeLessThan(late[0]?.number ?? 0n);
    });
  });
});

function signal() {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}
