import { randomUUID } from 'node:crypto';
import { HonorariaModule } from '../../../src/honoraria/honoraria.module';
import { RateCardsReader } from '../../../src/honoraria/rate-cards.reader';
import { Database } from '../../../src/platform/database/database';
import type { Actor } from '../../../src/shared/actor';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

const PATH = '/api/v1/rate-cards';
const NOWHERE = '00000000-0000-7000-8000-000000000000';

describe('rate cards', () => {
  let app: TestApp;
  let accountant: TestAccount;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    accountant = await app.account('accountant');
    coordinator = await app.account('coordinator');
    stranger = await app.account('coordinator');
    periodId = await openPeriod(app, [coordinator.organisationId]);
  });
  afterAll(() => app.stop());

  const card = (change: object = {}) => ({
    periodId,
    organisationId: null,
    role: 'counsellor',
    fieldCode: null,
    yenPerHour: 2400,
    dayCapYen: null,
    validFrom: '2026-12-25',
    validUntil: '2027-01-05',
    decidedOn: '2026-11-20',
    basisClause: '委託契約書 別紙2 第3条',
    ...change,
  });
  const post = (input: object, account = accountant) => app.as(account).post(PATH).send(input);
  const pointers = (body: { errors: { pointer: string }[] }) =>
    body.errors.map(({ pointer }) => pointer).sort();

  it('keeps a card to the yen, with who entered it, and audits', async () => {
    const id = randomUUID();
    const full = card({ id, fieldCode: 'suicide', dayCapYen: 9_007_199_254_740_991 });
    const created = await post({ ...full, organisationId: coordinator.organisationId }).expect(201);
    expect(created.headers['location']).toBe(`${PATH}/${id}`);
    expect(created.body).toEqual({
      ...full,
      organisationId: coordinator.organisationId,
      createdBy: accountant.accountId,
      createdAt: expect.stringMatching(/\+09:00$/),
    });
    const read = await app.as(accountant).get(`${PATH}/${id}`).expect(200);
    expect(read.body).toEqual(created.body);
    const audit = await app.sql(
      `SELECT action, organisation_id, account_id, detail FROM audit_log WHERE object_id = $1`,
      [id],
    );
    expect(audit).toEqual([
      {
        action: 'rate_card.created',
        organisation_id: coordinator.organisationId,
        account_id: accountant.accountId,
        detail: { periodId, role: 'counsellor' },
      },
    ]);
  });

  it('takes what may be left out as common to all', async () => {
    const { organisationId: _o, fieldCode: _f, dayCapYen: _c, validUntil: _u, ...least } = card();
    const created = await post({ ...least, role: 'standby', yenPerHour: 0 }).expect(201);
    expect(created.body).toMatchObject(card({ role: 'standby', yenPerHour: 0, validUntil: null }));
  });

  it('names every wrong field', async () => {
    const wrong = { role: 'boss', dayCapYen: -1, validFrom: '2026-02-30', decidedOn: undefined, extra: 1 };
    const malformed = await post(card({ ...wrong, basisClause: '' })).expect(400);
    expect(pointers(malformed.body)).toEqual([
      '/basisClause',
      '/dayCapYen',
      '/decidedOn',
      '/extra',
      '/role',
      '/validFrom',
    ]);
    for (const yenPerHour of [0.5, '2400', -1, null, 9_007_199_254_740_992, true]) {
      expect(pointers((await post(card({ yenPerHour })).expect(400)).body)).toEqual(['/yenPerHour']);
    }
  });

  it.each([
    ['/validUntil', { validUntil: '2026-12-25' }],
    ['/periodId', { periodId: NOWHERE }],
    ['/organisationId', { organisationId: NOWHERE }],
    ['/fieldCode', { fieldCode: 'nothing' }],
  ])('refuses %s that breaks a rule', async (pointer, change) => {
    expect(pointers((await post(card(change)).expect(422)).body)).toEqual([pointer]);
  });

  it('keeps one price for the same terms; a later decision is a new card', async () => {
    const input = card({ role: 'adviser' });
    await post(input).expect(201);
    const again = await post({ ...input, yenPerHour: 2500 }).expect(409);
    expect(again.body.code).toBe('rate_card_exists');
    const later = await post({ ...input, yenPerHour: 2500, decidedOn: '2026-11-21' }).expect(201);
    for (const verb of ['put', 'patch', 'delete'] as const) {
      await app.as(accountant)[verb](`${PATH}/${later.body.id}`).send({ yenPerHour: 1 }).expect(405);
    }
  });

  it('lists the cards of a period, last entered first, page by page', async () => {
    const other = await openPeriod(app, []);
    const ids: string[] = [];
    for (const role of ['counsellor', 'adviser', 'interpreter']) {
      ids.unshift((await post(card({ periodId: other, role })).expect(201)).body.id);
    }
    const list = (query: string) => app.as(accountant).get(`${PATH}?periodId=${other}&${query}`);
    const first = await list('limit=2').expect(200);
    const second = await list(`limit=2&cursor=${first.body.nextCursor}`).expect(200);
    const items: { id: string }[] = [...first.body.items, ...second.body.items];
    expect(items.map(({ id }) => id)).toEqual(ids);
    expect(second.body.nextCursor).toBeNull();
    await app.as(accountant).get(`${PATH}?periodId=x`).expect(400);
    await app.as(accountant).get(`${PATH}?cursor=x`).expect(400);
    expect((await app.as(accountant).get(PATH).expect(200)).body.items.length).toBeGreaterThan(3);
  });

  it('is written by contractor and accountant, and read by all who handle money', async () => {
    const created = await post(card({ role: 'coordinator' }), await app.account('contractor')).expect(201);
    const path = `${PATH}/${created.body.id}`;
    for (const role of ['contractor', 'approver', 'auditor'] as const) {
      await app
        .as(await app.account(role))
        .get(path)
        .expect(200);
    }
    for (const role of ['approver', 'auditor', 'admin', 'analyst'] as const) {
      await post(card({ role: 'interpreter' }), await app.account(role)).expect(403);
    }
    await app.as(coordinator).get(path).expect(403);
    await app.as(coordinator).get(PATH).expect(403);
    await app.as(accountant).get(`${PATH}/${NOWHERE}`).expect(404);
    await app.as(accountant).get(`${PATH}/not-an-id`).expect(404);
    await app.http.get(path).expect(401);
  });

  it("shows one organisation the common cards and its own, never another's", async () => {
    const terms = { role: 'interpreter', decidedOn: '2026-11-01' };
    const common: string = (await post(card(terms)).expect(201)).body.id;
    const own = { ...terms, organisationId: coordinator.organisationId };
    const mine: string = (await post(card(own)).expect(201)).body.id;
    const reader = app.app.select(HonorariaModule).get(RateCardsReader);
    const visibleTo = (account: TestAccount, id: string) =>
      app.app.get(Database).transaction(ownOrganisation(account), (tx) => reader.byId(tx, id));
    await expect(visibleTo(coordinator, common)).resolves.toMatchObject({ yenPerHour: 2400n });
    await expect(visibleTo(coordinator, mine)).resolves.toMatchObject({ id: mine });
    await expect(visibleTo(stranger, common)).resolves.toMatchObject({ id: common });
    await expect(visibleTo(stranger, mine)).rejects.toMatchObject({ kind: 'not_found' });
  });
});

/** No role of today reads cards with the sight of one organisation; the wall stands for the day one does. */
function ownOrganisation({ accountId, personId, organisationId }: TestAccount): Actor {
  return { accountId, personId, organisationId, roles: [], scope: 'own_organisation', requestId: 'test' };
}
