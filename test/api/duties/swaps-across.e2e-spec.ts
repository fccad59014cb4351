import { openPeriod } from '../../support/factories/period';
import { type Duty, PublishedRoster } from '../../support/factories/published-roster';
import { addWishes } from '../../support/factories/roster';
import { clockAt } from '../../support/test-clock';
import { type TestAccount, TestApp } from '../../support/test-app';

interface Names {
  readonly partner: { personId: string } | null;
  readonly proposer: { personId: string } | null;
}

const byText = (a: string | null, b: string | null): number => String(a).localeCompare(String(b));

describe('swaps across two organisations', () => {
  let app: TestApp;
  let one: TestAccount;
  let other: TestAccount;
  let proposer: TestAccount;
  let partner: TestAccount;
  let mine: Duty;
  let theirs: Duty;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    one = await app.account('coordinator');
    other = await app.account('coordinator');
    proposer = await app.account('counsellor', one.organisationId);
    partner = await app.account('counsellor', other.organisationId);
    const both = [
      [proposer.personId, other.organisationId],
      [partner.personId, one.organisationId],
    ];
    for (const [personId, organisationId] of both) {
      await app.sql(
        `INSERT INTO affiliation (person_id, organisation_id, staff_code, valid_from) VALUES ($1, $2, 'X-1', '2000-01-01')`,
        [personId, organisationId],
      );
    }
    periodId = await openPeriod(app, [one.organisationId, other.organisationId]);
    const [ours, foreign] = [
      new PublishedRoster(app, periodId, one),
      new PublishedRoster(app, periodId, other),
    ];
    mine = await ours.duty({ personId: proposer.personId ?? '', from: '12-30T10:00', until: '12-30T18:00' });
    theirs = await foreign.duty({
      personId: partner.personId ?? '',
      from: '12-31T10:00',
      until: '12-31T18:00',
    });
    await foreign.duty({
      personId: await app.person(other.organisationId),
      from: '01-01T10:00',
      until: '01-01T18:00',
    });
    await ours.publish('12-20T12:00');
    await foreign.publish('12-20T12:00');
    await clockAt(app, '12-28T12:00');
  });
  afterAll(() => app.stop());

  it('names the partner to both coordinators and the partner, needs both, and moves both rosters at once', async () => {
    const offered = await app.as(proposer).get(`/api/v1/swaps/partners?shiftId=${mine.shiftId}`).expect(200);
    expect(offered.body.exchanges).toEqual([
      expect.objectContaining({
        assignmentId: theirs.assignmentId,
        organisationId: other.organisationId,
        person: null,
      }),
    ]);
    const proposed = await app
      .as(proposer)
      .post('/api/v1/swaps')
      .send({ assignmentId: mine.assignmentId, partnerAssignmentId: theirs.assignmentId })
      .expect(201);
    const { id } = proposed.body;
    expect(JSON.stringify(proposed.body)).not.toContain(partner.personId);
    const names = async (account: TestAccount): Promise<(string | undefined)[]> => {
      const { body } = await app.as(account).get(`/api/v1/swaps/${id}`).expect(200);
      const seen = body as Names;
      return [seen.proposer?.personId, seen.partner?.personId];
    };
    const all = [proposer.personId, partner.personId];
    expect(await names(proposer)).toEqual([proposer.personId, undefined]);
    expect(await names(partner)).toEqual(all);
    expect(await names(one)).toEqual(all);
    expect(await names(other)).toEqual(all);
    const step = (name: string, account: TestAccount) =>
      app.as(account).post(`/api/v1/swaps/${id}/steps`).send({ step: name });
    await step('accept', partner).expect(201);
    expect((await step('approve', other).expect(201)).body.status).toBe('approved_once');
    expect((await step('approve', other).expect(201)).body.status).toBe('approved_once');
    const seats = () =>
      app.sql<{ person: string }>(
        `SELECT sa.person_id AS person FROM shift_assignment AS sa
         WHERE sa.shift_id = ANY ($1) AND sa.released_at IS NULL ORDER BY lower(sa.span)`,
        [[mine.shiftId, theirs.shiftId]],
      );
    expect((await seats()).map(({ person }) => person)).toEqual(all);
    expect((await step('approve', one).expect(201)).body.status).toBe('done');
    expect((await seats()).map(({ person }) => person)).toEqual([...all].toReversed());
    const versions = await app.sql(
      `SELECT v.organisation_id AS organisation, v.number FROM roster_version AS v
       WHERE v.cause = 'swap' AND v.period_id = $1 ORDER BY v.organisation_id`,
      [periodId],
    );
    expect(versions).toEqual(
      [one.organisationId, other.organisationId]
        .toSorted(byText)
        .map((organisation) => ({ organisation, number: 2 })),
    );
    const audit = await app.sql<{ organisation: string }>(
      `SELECT DISTINCT organisation_id AS organisation FROM audit_log WHERE object_id = $1`,
      [id],
    );
    expect(audit.map(({ organisation }) => organisation).toSorted(byText)).toEqual(
      [one.organisationId, other.organisationId].toSorted(byText),
    );
  });

  const propose = () =>
    app
      .as(proposer)
      .post('/api/v1/swaps')
      .send({ assignmentId: mine.assignmentId, partnerAssignmentId: theirs.assignmentId });

  it('says nothing of the other organisation’s wishes and duties when the rules stop it at the approval', async () => {
    const { id } = (await propose().expect(201)).body;
    const step = (name: string, account: TestAccount) =>
      app.as(account).post(`/api/v1/swaps/${id}/steps`).send({ step: name });
    await step('accept', partner).expect(201);
    await step('approve', other).expect(201);
    await addWishes(app, {
      periodId,
      organisationId: other.organisationId,
      personId: proposer.personId ?? '',
      accountId: other.accountId,
      spans: [{ wish: 'cannot', from: '2026-12-31T00:00', until: '2027-01-01T00:00' }],
    });
    const refused = await step('approve', one).expect(409);
    expect(refused.body).toMatchObject({ code: 'swap_not_legal' });
    expect(refused.body.errors ?? []).toEqual([]);
    expect(refused.text).not.toMatch(/勤務できない|12月|personId/);
    expect((await app.as(one).get(`/api/v1/swaps/${id}`).expect(200)).body.status).toBe('approved_once');
  });

  it('offers no seat to somebody who sits in the other shift already', async () => {
    await app.sql(`UPDATE shift SET seats = 2 WHERE id = $1`, [mine.shiftId]);
    await app.sql(
      `INSERT INTO shift_assignment (shift_id, organisation_id, person_id, span, assigned_at)
       SELECT s.id, s.organisation_id, $2, tstzrange(s.starts_at, s.ends_at), now() FROM shift AS s WHERE s.id = $1`,
      [mine.shiftId, partner.personId],
    );
    const offered = await app.as(proposer).get(`/api/v1/swaps/partners?shiftId=${mine.shiftId}`).expect(200);
    expect(offered.body.exchanges).toEqual([]);
    expect((await propose().expect(422)).body.errors).toMatchObject([
      { pointer: '/partnerAssignmentId', code: 'not_legal' },
    ]);
  });
});
