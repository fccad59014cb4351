import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { openPeriod } from '../../support/factories/period';
import { addShift, addWishes } from '../../support/factories/roster';
import { type TestAccount, TestApp } from '../../support/test-app';

const DAYS = ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'];
const PEOPLE = 9;
/** Steps instead of seconds: the same input gives the same roster. */
const EFFORT = { steps: 1, seed: 7 };

interface Build {
  readonly id: string;
  readonly job: { readonly status: string };
  readonly proposals: readonly {
    readonly name: string;
    readonly changes: number;
    readonly figures: { readonly filled: number; readonly seats: number };
  }[];
}

/** A coordinator collects wishes, lets rosters be proposed, pins, builds again, asks why, and adopts. */
describe('fill and explain', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let periodId: string;
  const shifts: string[] = [];
  const people: string[] = [];

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, [resolve(__dirname, '../../../scripts/ensure-built.mjs')]);
    app = await TestApp.start();
    coordinator = await app.account('coordinator');
    stranger = await app.account('coordinator');
    const { organisationId, accountId } = coordinator;
    periodId = await openPeriod(app, [organisationId, stranger.organisationId]);
    for (const day of DAYS) {
      for (const [from, until] of [
        ['08:00', '16:00'],
        ['14:00', '22:00'],
      ]) {
        const span = { from: `${day}T${from}`, until: `${day}T${until}` };
        shifts.push(await addShift(app, { periodId, organisationId, seats: 2, ...span }));
      }
    }
    for (let i = 0; i < PEOPLE; i += 1) {
      const personId = await app.person(organisationId);
      people.push(personId);
      const spans = DAYS.map((day, index) => ({
        wish: (index + i) % 3 === 0 ? ('want' as const) : ('can' as const),
        from: `${day}T08:00`,
        until: `${day}T22:00`,
      }));
      await addWishes(app, { periodId, organisationId, personId, accountId, spans });
    }
    // The first of them works for somebody else in the night before the second day.
    await app.sql(
      `INSERT INTO affiliation (person_id, organisation_id, staff_code, valid_from) VALUES ($1, $2, 'S-1', '2000-01-01')`,
      [people[0], stranger.organisationId],
    );
    const elsewhere = { periodId, organisationId: stranger.organisationId };
    const night = await addShift(app, { ...elsewhere, from: '2026-12-29T00:00', until: '2026-12-29T06:00' });
    await app.as(stranger).put(`/api/v1/shifts/${night}/assignments/${people[0]}`).expect(201);
  }, 120_000);
  afterAll(() => app.stop());

  const base = () => `/api/v1/periods/${periodId}`;
  const build = async (): Promise<Build> =>
    (
      await app
        .as(coordinator)
        .post(`${base()}/roster-builds`)
        .set('Prefer', 'wait=60')
        .send(EFFORT)
        .expect(202)
    ).body as Build;
  const changes = async ({ id }: Build, name: string) =>
    (await app.as(coordinator).get(`${base()}/roster-builds/${id}/proposals/${name}?limit=200`).expect(200))
      .body.items as { kind: string; shiftId: string; personId: string; reason: string }[];

  it('proposes, repeats itself, leaves pins alone, breaks no hard rule, and says why', async () => {
    const first = await build();
    expect(first.job).toMatchObject({ status: 'succeeded' });
    expect(first.proposals.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'cheapest',
      'fairest',
      'wishes',
    ]);
    for (const { figures } of first.proposals) expect(figures).toMatchObject({ filled: 16, seats: 16 });
    const again = await build();
    expect(await changes(again, 'wishes')).toEqual(await changes(first, 'wishes'));

    const pinned = (await changes(first, 'wishes')).slice(0, 5);
    for (const { shiftId, personId } of pinned) {
      const seat = `/api/v1/shifts/${shiftId}/assignments/${personId}`;
      await app.as(coordinator).put(seat).expect(201);
      await app.as(coordinator).put(`${seat}/pin`).expect(204);
    }
    const around = await build();
    const changed = await changes(around, 'fairest');
    expect(changed.filter(({ kind }) => kind === 'removed')).toEqual([]);
    await app
      .as(coordinator)
      .post(`${base()}/roster-builds/${around.id}/proposals/fairest/adoption`)
      .send({})
      .expect(200);
    const hard = await app
      .as(coordinator)
      .get(`${base()}/rosters/${coordinator.organisationId}/violations?strength=hard`)
      .expect(200);
    expect(hard.body.items).toEqual([]);

    for (const shiftId of shifts) {
      const { body } = await app.as(coordinator).get(`/api/v1/shifts/${shiftId}/explanation`).expect(200);
      expect(body.assigned).toHaveLength(2);
      for (const seat of body.assigned as { reason: string }[]) expect(seat.reason).toMatch(/。.*。/);
      expect(JSON.stringify(body)).not.toContain(stranger.organisationId);
    }
    // Who comes from a night elsewhere is blocked in the morning, without a word of where.
    const { body } = await app
      .as(coordinator)
      .get(`/api/v1/shifts/${shifts[2]}/candidates?limit=200`)
      .expect(200);
    const tired = (body.items as { personId: string; violations: { rule: string }[] }[]).find(
      ({ personId }) => personId === people[0],
    );
    expect(tired?.violations).toEqual(expect.arrayContaining([expect.objectContaining({ rule: 'rest' })]));
  }, 180_000);

  it('repairs a cancellation with one stand-in', async () => {
    const [lost] = shifts;
    const { body: before } = await app.as(coordinator).get(`/api/v1/shifts/${lost}`).expect(200);
    const [gone] = (before.assignments as { personId: string; isPinned: boolean }[]).filter(Boolean);
    await app.as(coordinator).delete(`/api/v1/shifts/${lost}/assignments/${gone?.personId}`).expect(204);
    const { organisationId, accountId } = coordinator;
    await app.sql(
      `INSERT INTO availability (id, period_id, organisation_id, person_id, revision_no, spans, written_by, written_at)
       VALUES (uuidv7(), $1, $2, $3, 2, '[]', $4, now())`,
      [periodId, organisationId, gone?.personId, accountId],
    );
    const { body } = await app
      .as(coordinator)
      .post(`${base()}/roster-repairs`)
      .set('Prefer', 'wait=60')
      .send({ organisationId, shiftIds: [lost], ...EFFORT })
      .expect(202);
    const repair = body as Build;
    expect(repair.job.status).toBe('succeeded');
    const changed = await changes(repair, 'repair');
    expect(changed).toEqual([expect.objectContaining({ kind: 'added', shiftId: lost })]);
  }, 120_000);
});
