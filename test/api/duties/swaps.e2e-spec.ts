import { openPeriod } from '../../support/factories/period';
import { type Duty, PublishedRoster } from '../../support/factories/published-roster';
import { clockAt } from '../../support/test-clock';
import { type TestAccount, TestApp } from '../../support/test-app';

const byText = (a: string | null, b: string | null): number => String(a).localeCompare(String(b));

describe('swaps', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let proposer: TestAccount;
  let partner: TestAccount;
  let bystander: TestAccount;
  let roster: PublishedRoster;
  let early: Duty;
  let late: Duty;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
  });
  beforeEach(async () => {
    coordinator = await app.account('coordinator');
    await app.sql(`UPDATE affiliation SET valid_until = '2026-01-01' WHERE person_id = $1`, [
      coordinator.personId,
    ]);
    [proposer, partner, bystander] = (await Promise.all(
      ['', '', ''].map(() => app.account('counsellor', coordinator.organisationId)),
    )) as [TestAccount, TestAccount, TestAccount];
    roster = new PublishedRoster(app, await openPeriod(app, [coordinator.organisationId]), coordinator);
    early = await roster.duty({
      personId: proposer.personId ?? '',
      from: '12-30T10:00',
      until: '12-30T18:00',
    });
    late = await roster.duty({ personId: partner.personId ?? '', from: '12-31T10:00', until: '12-31T18:00' });
    await roster.publish('12-20T12:00');
    await clockAt(app, '12-28T12:00');
  });
  afterAll(() => app.stop());

  const propose = (input: object, account = proposer) =>
    app
      .as(account)
      .post('/api/v1/swaps')
      .send({ assignmentId: early.assignmentId, ...input });
  const exchange = () => propose({ partnerAssignmentId: late.assignmentId });
  const step = (id: string, name: string, account: TestAccount) =>
    app.as(account).post(`/api/v1/swaps/${id}/steps`).send({ step: name });
  const sitting = async (duty: Duty): Promise<string | undefined> =>
    (
      await app.sql<{ person: string }>(
        `SELECT sa.person_id AS person FROM shift_assignment AS sa WHERE sa.shift_id = $1 AND sa.released_at IS NULL`,
        [duty.shiftId],
      )
    )[0]?.person;
  const moves = async (id: string): Promise<string[]> =>
    (
      await app.sql<{ line: string }>(
        `SELECT e.move || ' by ' || e.part || ': ' || e.status AS line FROM swap_event AS e WHERE e.swap_id = $1 ORDER BY e.version`,
        [id],
      )
    ).map(({ line }) => line);
  const codesOf = (answers: readonly { status: number; body: { code?: string } }[]) => {
    const counts: Record<string, number> = {};
    for (const { status, body } of answers) {
      const key = `${status} ${body.code ?? ''}`.trim();
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  };

  it('exchanges two seats once both people and the coordinator agree, and pay follows whoever sits there', async () => {
    const proposed = await exchange().expect(201);
    expect(proposed.body).toMatchObject({
      kind: 'exchange',
      status: 'proposed',
      yourParts: ['proposer'],
      seat: { startsAt: '2026-12-30T10:00:00+09:00' },
      partnerSeat: { startsAt: '2026-12-31T10:00:00+09:00' },
      partner: { personId: partner.personId },
      expiresAt: '2026-12-30T10:00:00+09:00',
    });
    const { id } = proposed.body;
    expect((await exchange().expect(409)).body.code).toBe('swap_open');
    expect((await propose({ id, partnerAssignmentId: late.assignmentId }).expect(200)).body.id).toBe(id);
    expect((await step(id, 'approve', coordinator).expect(409)).body.code).toBe('swap_step_refused');
    await step(id, 'accept', partner).expect(201);
    expect((await step(id, 'accept', partner).expect(201)).body).toMatchObject({
      status: 'accepted',
      version: 2,
    });
    expect((await step(id, 'accept', proposer).expect(403)).body.code).toBe('not_your_step');
    const done = await step(id, 'approve', coordinator).expect(201);
    expect(done.body).toMatchObject({ status: 'done', yourParts: ['coordinator', 'partner_coordinator'] });
    expect([await sitting(early), await sitting(late)]).toEqual([partner.personId, proposer.personId]);
    expect(await moves(id)).toEqual([
      'propose by proposer: proposed',
      'accept by partner: accepted',
      'approve by coordinator: done',
    ]);
    const versions = await app.sql(
      `SELECT v.cause, (SELECT count(*)::int FROM roster_notice AS n WHERE n.roster_version_id = v.id) AS notices
       FROM roster_version AS v WHERE v.period_id = $1 ORDER BY v.number DESC LIMIT 1`,
      [roster.periodId],
    );
    expect(versions).toEqual([{ cause: 'swap', notices: 2 }]);
    const audit = await app.sql<{ action: string }>(
      `SELECT action FROM audit_log WHERE object_id = $1 ORDER BY id`,
      [id],
    );
    expect(audit.map(({ action }) => action)).toEqual(['swap.proposed', 'swap.accepted', 'swap.approved']);
  });

  it('offers only partners whom the rules allow, both ways', async () => {
    const tired = await app.account('counsellor', coordinator.organisationId);
    const night = await roster.duty({
      personId: tired.personId ?? '',
      from: '12-29T23:00',
      until: '12-30T07:00',
    });
    const theirs = await roster.duty({
      personId: tired.personId ?? '',
      from: '01-02T10:00',
      until: '01-02T18:00',
    });
    const besideMe = await app.person(coordinator.organisationId);
    await app.sql(`UPDATE shift SET seats = 2 WHERE id = $1`, [early.shiftId]);
    const beside = `/api/v1/shifts/${early.shiftId}/assignments/${besideMe}`;
    await app.as(coordinator).put(beside).send({}).expect(201);
    const [same] = await app.sql<{ id: string }>(
      `SELECT sa.id FROM shift_assignment AS sa WHERE sa.shift_id = $1 AND sa.person_id = $2`,
      [early.shiftId, besideMe],
    );
    await roster.publish('12-21T12:00');
    await clockAt(app, '12-28T12:00');
    const offered = await app.as(proposer).get(`/api/v1/swaps/partners?shiftId=${early.shiftId}`).expect(200);
    // Tired from the night only while it is theirs: the night itself may be exchanged, the later duty may not.
    expect(offered.body.exchanges.map(({ assignmentId }: { assignmentId: string }) => assignmentId)).toEqual([
      night.assignmentId,
      late.assignmentId,
    ]);
    expect(
      offered.body.takers.map(({ personId }: { personId: string }) => personId).toSorted(byText),
    ).toEqual([partner.personId, bystander.personId].toSorted(byText));
    await app.as(partner).get(`/api/v1/swaps/partners?shiftId=${early.shiftId}`).expect(404);
    await app.as(partner).get('/api/v1/swaps/partners').expect(400);
    const refused = await propose({ partnerAssignmentId: theirs.assignmentId }).expect(422);
    expect(refused.body.errors).toMatchObject([{ pointer: '/partnerAssignmentId', code: 'not_legal' }]);
    const sameShift = await propose({ partnerAssignmentId: same?.id ?? '' }).expect(422);
    expect(sameShift.body.errors).toMatchObject([{ pointer: '/partnerAssignmentId', code: 'not_legal' }]);
    const toTired = await propose({ partnerId: tired.personId }).expect(422);
    expect(toTired.body.errors).toMatchObject([{ pointer: '/partnerId', code: 'not_legal' }]);
    expect((await propose({}).expect(422)).body.errors[0].code).toBe('one_of_two');
    expect((await propose({ partnerId: proposer.personId }).expect(422)).body.errors[0].code).toBe('self');
    await propose({ partnerId: bystander.personId }, partner).expect(404);
  });

  it('asks the rules again at the approval: what has changed since stops it, and nothing is half done', async () => {
    const { id } = (await propose({ partnerId: bystander.personId }).expect(201)).body;
    await step(id, 'accept', bystander).expect(201);
    const night = await roster.duty({
      personId: bystander.personId ?? '',
      from: '12-29T23:00',
      until: '12-30T07:00',
    });
    expect((await step(id, 'approve', coordinator).expect(422)).body).toMatchObject({
      code: 'roster_rules_broken',
      errors: [{ pointer: '/step', code: 'rest' }],
    });
    expect([await sitting(early), (await moves(id)).length]).toEqual([proposer.personId, 2]);
    await roster.release(night);
    await roster.release(early);
    expect((await step(id, 'approve', coordinator).expect(409)).body.code).toBe('swap_outdated');
    await step(id, 'reject', coordinator).expect(201);
  });

  it('gives nobody a second seat of a shift in which they sit, neither offered, proposed nor approved', async () => {
    const { id } = (await propose({ partnerId: bystander.personId }).expect(201)).body;
    await step(id, 'accept', bystander).expect(201);
    await app.sql(`UPDATE shift SET seats = 2 WHERE id = $1`, [early.shiftId]);
    await app
      .as(coordinator)
      .put(`/api/v1/shifts/${early.shiftId}/assignments/${bystander.personId}`)
      .expect(201);
    expect((await step(id, 'approve', coordinator).expect(409)).body.code).toBe('already_seated');
    const seated = await app.sql(
      `SELECT sa.id FROM shift_assignment AS sa WHERE sa.shift_id = $1 AND sa.released_at IS NULL`,
      [early.shiftId],
    );
    expect(seated).toHaveLength(2);
    await step(id, 'withdraw', proposer).expect(201);
    const { takers } = (
      await app.as(proposer).get(`/api/v1/swaps/partners?shiftId=${early.shiftId}`).expect(200)
    ).body;
    expect(takers.map(({ personId }: { personId: string }) => personId)).toEqual([partner.personId]);
    const refused = await propose({ partnerId: bystander.personId }).expect(422);
    expect(refused.body.errors).toMatchObject([{ pointer: '/partnerId', code: 'not_legal' }]);
  });

  it('survives that a draft freed the seat and gave it back to the same person', async () => {
    const { id } = (await exchange().expect(201)).body;
    await step(id, 'accept', partner).expect(201);
    for (const [duty, who] of [
      [early, proposer],
      [late, partner],
    ] as const) {
      const path = `/api/v1/shifts/${duty.shiftId}/assignments/${who.personId}`;
      await app.as(coordinator).delete(path).expect(204);
      await app.as(coordinator).put(path).expect(201);
    }
    expect((await step(id, 'approve', coordinator).expect(201)).body.status).toBe('done');
    expect([await sitting(early), await sitting(late)]).toEqual([partner.personId, proposer.personId]);
  });

  it('is approved by a colleague of a coordinator who takes part, and by themselves where there is none', async () => {
    const both = await app.account('coordinator', coordinator.organisationId);
    await app.sql(`UPDATE account SET roles = '{coordinator,counsellor}' WHERE id = $1`, [both.accountId]);
    const ownDuty = await roster.duty({
      personId: both.personId ?? '',
      from: '01-02T10:00',
      until: '01-02T18:00',
    });
    await roster.publish('12-21T12:00');
    await clockAt(app, '12-28T12:00');
    const given = { assignmentId: ownDuty.assignmentId, partnerId: bystander.personId };
    const own = (await propose(given, both).expect(201)).body.id;
    await step(own, 'accept', bystander).expect(201);
    expect((await step(own, 'approve', both).expect(403)).body.code).toBe('own_swap');
    expect(await moves(own)).toHaveLength(2);
    expect((await step(own, 'approve', coordinator).expect(201)).body.status).toBe('done');
    const taken = (await propose({ partnerId: both.personId }).expect(201)).body.id;
    await step(taken, 'accept', both).expect(201);
    expect((await step(taken, 'approve', both).expect(403)).body.code).toBe('own_swap');
    await app.sql(`UPDATE account SET disabled_at = now() WHERE id = $1`, [coordinator.accountId]);
    expect((await step(taken, 'approve', both).expect(201)).body.status).toBe('done');
  });

  it('ends when it is withdrawn, declined, or the duty begins, and shows itself to nobody without a part', async () => {
    const { id } = (await exchange().expect(201)).body;
    await app.as(bystander).get(`/api/v1/swaps/${id}`).expect(404);
    await step(id, 'withdraw', bystander).expect(404);
    await step(id, 'fly', proposer).expect(400);
    const foreign = await app.account('coordinator');
    await clockAt(app, '12-28T12:00');
    await step(id, 'reject', foreign).expect(404);
    await step(id, 'withdraw', proposer).expect(201);
    expect((await step(id, 'accept', partner).expect(409)).body.code).toBe('swap_step_refused');
    const second = (await propose({ partnerId: bystander.personId }).expect(201)).body.id;
    await step(second, 'decline', bystander).expect(201);
    const third = (await propose({ partnerId: bystander.personId }).expect(201)).body.id;
    const ids = async (account: TestAccount, query = '') =>
      (await app.as(account).get(`/api/v1/swaps${query}`).expect(200)).body.items.map(
        (one: { id: string }) => one.id,
      );
    expect([...(await ids(bystander))].toSorted(byText)).toEqual([second, third].toSorted(byText));
    expect(await ids(coordinator, '?status=withdrawn')).toEqual([id]);
    await clockAt(app, '12-30T10:00');
    expect((await app.as(bystander).get(`/api/v1/swaps/${third}`).expect(200)).body.status).toBe('expired');
    expect((await step(third, 'accept', bystander).expect(409)).body.code).toBe('swap_step_refused');
    expect(await moves(third)).toEqual(['propose by proposer: proposed', 'expire by system: expired']);
    expect((await propose({ partnerId: bystander.personId }).expect(409)).body.code).toBe('duty_begun');
  });

  it('is done once under 50 approvals at the same moment', async () => {
    const { id } = (await exchange().expect(201)).body;
    await step(id, 'accept', partner).expect(201);
    const answers = await Promise.all(Array.from({ length: 50 }, () => step(id, 'approve', coordinator)));
    expect(codesOf(answers)).toEqual({ '201': 50 });
    expect(await moves(id)).toHaveLength(3);
    const versions = await app.sql(
      `SELECT v.id FROM roster_version AS v WHERE v.period_id = $1 AND v.cause = 'swap'`,
      [roster.periodId],
    );
    expect(versions).toHaveLength(1);
    expect([await sitting(early), await sitting(late)]).toEqual([partner.personId, proposer.personId]);
  }, 60_000);

  it('survives acceptance, approval, withdrawal, a hand move and a reported gap crossing each other', async () => {
    for (let round = 1; round <= 8; round += 1) {
      const { id } = (await propose({ partnerId: bystander.personId }).expect(201)).body;
      if (round % 2 === 0) await step(id, 'accept', bystander).expect(201);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) => {
          if (i % 10 === 3) return step(id, 'withdraw', proposer);
          if (i % 10 === 7 && round > 6) {
            return app
              .as(proposer)
              .post('/api/v1/gaps')
              .send({ assignmentId: early.assignmentId, reason: 'other' });
          }
          if (i % 10 === 9) {
            return app
              .as(coordinator)
              .put(`/api/v1/shifts/${late.shiftId}/assignments/${bystander.personId}`);
          }
          return i % 2 ? step(id, 'approve', coordinator) : step(id, 'accept', bystander);
        }),
      );
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      const { status } = (await app.as(coordinator).get(`/api/v1/swaps/${id}`).expect(200)).body;
      const holder = await sitting(early);
      expect(['done', 'withdrawn', 'accepted', 'proposed']).toContain(status);
      expect(status === 'done' && holder === proposer.personId).toBe(false);
      const doubled = await app.sql(
        `SELECT a.id FROM shift_assignment AS a JOIN shift_assignment AS b
           ON b.person_id = a.person_id AND b.id > a.id AND b.span && a.span
         WHERE a.released_at IS NULL AND b.released_at IS NULL`,
      );
      expect(doubled).toEqual([]);
      await app.sql(`UPDATE swap SET status = 'withdrawn' WHERE id = $1`, [id]);
      await app.sql(
        `UPDATE shift_assignment SET released_at = now() WHERE shift_id = $1 AND released_at IS NULL`,
        [early.shiftId],
      );
      early = await roster.duty({
        personId: proposer.personId ?? '',
        from: '12-30T10:00',
        until: '12-30T18:00',
      });
      await roster.publish(`12-28T11:${String(round).padStart(2, '0')}`);
    }
  }, 120_000);
});
