import { RosterChangesService } from '../../../src/rosters/roster-changes.service';
import type { Actor } from '../../../src/shared/actor';
import { Database } from '../../../src/platform/database/database';
import { openPeriod } from '../../support/factories/period';
import { addShift } from '../../support/factories/roster';
import { type TestAccount, TestApp } from '../../support/test-app';

/** Seats that change hands after publication: what duties writes through, and what the people concerned hear of it. */
describe('changes of a published roster', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let ill: TestAccount;
  let standIn: TestAccount;
  let other: TestAccount;
  let periodId: string;
  let actor: Actor;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  beforeEach(async () => {
    coordinator = await app.account('coordinator');
    const { organisationId, accountId } = coordinator;
    [ill, standIn, other] = await Promise.all([
      app.account('counsellor', organisationId),
      app.account('counsellor', organisationId),
      app.account('counsellor', organisationId),
    ]);
    periodId = await openPeriod(app, [organisationId]);
    actor = {
      accountId,
      organisationId,
      personId: null,
      roles: ['coordinator'],
      scope: 'own_organisation',
      requestId: 'test',
    };
  });

  const shift = (from: string, until: string, seats = 1) =>
    addShift(app, { periodId, organisationId: coordinator.organisationId, from, until, seats });
  const put = (shiftId: string, who: TestAccount) =>
    app.as(coordinator).put(`/api/v1/shifts/${shiftId}/assignments/${who.personId}`).expect(201);
  const seat = (shiftId: string, who: TestAccount) => ({ shiftId, personId: who.personId ?? '' });
  const notices = async (who: TestAccount) =>
    (await app.as(who).get('/api/v1/me/roster-notices').expect(200)).body.items as { number: number }[];
  const publish = async () => {
    await app
      .as(coordinator)
      .patch(`/api/v1/periods/${periodId}/rosters/${coordinator.organisationId}`)
      .set('If-Match', '"v0"')
      .send({ status: 'draft' })
      .expect(200);
    const { organisationId } = coordinator;
    await app
      .as(coordinator)
      .post(`/api/v1/periods/${periodId}/roster-versions`)
      .send({ organisationId })
      .expect(201);
  };
  const change = (
    releases: ReturnType<typeof seat>[],
    assigns: ReturnType<typeof seat>[],
    cause: 'gap' | 'retrospective' = 'gap',
  ) =>
    app.app
      .get(Database)
      .transaction(actor, (tx) =>
        app.app
          .get(RosterChangesService)
          .execute(tx, actor, new Date(), { cause, note: '', releases, assigns }),
      );

  it('make a version of their own, tell those concerned, and leave other drafts unpublished', async () => {
    const [lost, draft] = [
      await shift('2026-12-31T22:00', '2027-01-01T06:00', 2),
      await shift('2026-12-29T10:00', '2026-12-29T18:00'),
    ];
    await put(lost, ill);
    await put(lost, other);
    await publish();
    await put(draft, other);
    const {
      versions: [version],
    } = await change([seat(lost, ill)], [seat(lost, standIn)]);
    expect(version).toMatchObject({ number: 2, cause: 'gap', cells: 2 });
    expect((await notices(ill)).map(({ number }) => number)).toEqual([2, 1]);
    expect((await notices(standIn)).map(({ number }) => number)).toEqual([2]);
    expect((await notices(other)).map(({ number }) => number)).toEqual([1]);
    const rows = await app.sql(`SELECT origin FROM shift_assignment WHERE person_id = $1`, [
      standIn.personId,
    ]);
    expect(rows).toEqual([{ origin: 'gap' }]);
  });

  it('are checked like any other move, whole or not at all, but for what has really happened', async () => {
    const [lost, before] = [
      await shift('2026-12-31T22:00', '2027-01-01T06:00'),
      await shift('2026-12-31T10:00', '2026-12-31T18:00'),
    ];
    await put(lost, ill);
    await put(before, standIn);
    await publish();
    const attempt = { releases: [seat(lost, ill)], assigns: [seat(lost, standIn)] };
    await expect(change(attempt.releases, attempt.assigns)).rejects.toMatchObject({
      code: 'roster_rules_broken',
    });
    const violations = await app.app
      .get(Database)
      .transaction(actor, (tx) => app.app.get(RosterChangesService).check(tx, attempt));
    expect(violations.map(({ rule }) => rule)).toEqual(['rest']);
    const swapped = await app.app.get(Database).transaction(actor, (tx) =>
      app.app.get(RosterChangesService).check(tx, {
        releases: [seat(lost, ill), seat(before, standIn)],
        assigns: [seat(lost, standIn), seat(before, ill)],
      }),
    );
    expect(swapped).toEqual([]);
    expect((await notices(ill)).map(({ number }) => number)).toEqual([1]);
    const {
      versions: [version],
    } = await change(attempt.releases, attempt.assigns, 'retrospective');
    expect(version).toMatchObject({ number: 2, cause: 'retrospective' });
  });
});
