import { randomUUID } from 'node:crypto';
import { Random } from '../../../seeds/demo/random';
import type { Role } from '../../../src/platform/authz/permissions';
import { Database } from '../../../src/platform/database/database';
import { clockActor, externalActor } from '../../../src/referrals/domain/outside-actors';
import {
  CLOCK,
  decideMove,
  EXTERNAL,
  type HandoverMethod,
  REFERRAL_MOVES,
  REFERRAL_STATUSES,
  type ReferralMove,
  type ReferralStatus,
} from '../../../src/referrals/domain/referral-moves';
import { ReferralsService, type Step } from '../../../src/referrals/referrals.service';
import { DomainError } from '../../../src/shared/domain-error';
import { openPeriod } from '../../support/factories/period';
import { seedNeed, type SeededNeed, seedReferral } from '../../support/factories/referral-rows';
import { agreed } from '../../support/factories/referrals';
import { type TestAccount, TestApp } from '../../support/test-app';

const ROLES: readonly Role[] = [
  'admin',
  'contractor',
  'coordinator',
  'supervisor',
  'counsellor',
  'referrals',
  'accountant',
  'approver',
  'analyst',
  'auditor',
];
const METHODS: readonly HandoverMethod[] = ['agency_contacted', 'call_transfer'];
/** Which moves depend on the strength of the つなぎ. */
const BY_METHOD: readonly ReferralMove[] = ['dispatch', 'reception'];
const CASES = REFERRAL_STATUSES.flatMap((status) =>
  METHODS.flatMap((method) =>
    (method === 'agency_contacted' ? REFERRAL_MOVES : BY_METHOD).map((move) => ({ status, method, move })),
  ),
);
type Case = (typeof CASES)[number];

/** What a move wants to be told besides. */
const BODIES: Readonly<Partial<Record<ReferralMove, object>>> = {
  consent: agreed(),
  refusal: { reason: 'at_capacity' },
  appointment: { at: '2027-01-05T10:00:00+09:00' },
  withdrawal: { reason: 'no_longer_needed' },
  closure: { outcome: 'unknown' },
};
const DETAILS: Partial<Step> = {
  declineReason: 'at_capacity',
  appointmentAt: new Date('2027-01-05T10:00:00+09:00'),
  withdrawalReason: 'no_longer_needed',
  outcome: 'unknown',
};

/** Every move by every role from every status, as the table has it; nothing else happens. */
describe('every move of a referral', () => {
  let app: TestApp;
  let accounts: ReadonlyMap<Role, TestAccount>;
  let need: SeededNeed;
  const unused = new Map<string, string>();

  beforeAll(async () => {
    app = await TestApp.start();
    const counsellor = await app.account('counsellor');
    const { organisationId } = counsellor;
    const others = ROLES.filter((role) => role !== 'counsellor').map(
      async (role) => [role, await app.account(role, organisationId)] as const,
    );
    accounts = new Map([['counsellor', counsellor], ...(await Promise.all(others))]);
    need = await seedNeed(app, await openPeriod(app, [organisationId]), counsellor);
  });
  afterAll(() => app.stop());

  /** One that no move has changed yet. */
  async function referralIn({ status, method }: Case): Promise<string> {
    const place = `${status} ${method}`;
    const id = unused.get(place) ?? (await seedReferral(app, need, status, method));
    unused.set(place, id);
    return id;
  }
  async function expected({ status, method, move }: Case, role: string): Promise<string> {
    const decision = decideMove(status, move, [role], method);
    if (decision.allowed) return decision.to;
    return decision.reason === 'forbidden' ? 'forbidden' : 'conflict';
  }
  const statusOf = async (id: string): Promise<ReferralStatus | undefined> =>
    (await app.sql<{ status: ReferralStatus }>(`SELECT status FROM referral WHERE id = $1`, [id]))[0]?.status;
  const spend = ({ status, method }: Case) => unused.delete(`${status} ${method}`);

  it.each(ROLES)('by the role %s', async (role) => {
    const account = accounts.get(role);
    if (!account) throw new Error(role);
    const [found, wanted]: string[][] = [[], []];
    for (const one of CASES.filter(({ move }) => move !== 'silence')) {
      const id = await referralIn(one);
      const answer = await app
        .as(account)
        .post(`/api/v1/referrals/${id}/${one.move}`)
        .set('If-Match', '"v1"')
        .send(BODIES[one.move] ?? {});
      const name = `${one.status} ${one.method} ${one.move}`;
      const result = { 201: answer.body.status, 403: 'forbidden', 409: 'conflict' }[answer.status];
      found?.push(`${name} ${result ?? answer.text}`);
      wanted?.push(`${name} ${await expected(one, role)}`);
      if (answer.status === 201) spend(one);
      else expect(await statusOf(id)).toBe(one.status);
    }
    expect(found).toEqual(wanted);
  });

  it.each([EXTERNAL, CLOCK])('by the receiver or the clock: %s', async (role) => {
    const actor = role === CLOCK ? clockActor() : externalActor(need.organisationId, randomUUID());
    const [found, wanted]: string[][] = [[], []];
    for (const one of CASES) {
      const id = await referralIn(one);
      const step = { ...DETAILS, id, version: 1, move: one.move };
      const result = await app.app
        .get(Database)
        .transaction(actor, (tx) => app.app.get(ReferralsService).move(tx, actor, app.now(), step))
        .then(
          ({ status }) => status,
          (error: unknown) => (error instanceof DomainError ? error.kind : String(error)),
        );
      const name = `${one.status} ${one.method} ${one.move}`;
      found?.push(`${name} ${result}`);
      wanted?.push(`${name} ${await expected(one, role)}`);
      if ((await statusOf(id)) !== one.status || result === one.status) spend(one);
    }
    expect(found).toEqual(wanted);
  });

  it('knows no way to say that time ran out', async () => {
    const account = accounts.get('referrals');
    const id = await seedReferral(app, need, 'sent', 'agency_contacted');
    if (!account) throw new Error('referrals');
    await app
      .as(account)
      .post(`/api/v1/referrals/${id}/silence`)
      .set('If-Match', '"v1"')
      .send({})
      .expect(404);
  });

  it('stays inside the table on a walk through the database, and closes nothing without an outcome', async () => {
    const random = Random.stream(8, 'referral-database-walk');
    const service = app.app.get(ReferralsService);
    const ids: string[] = [];
    let moved = 0;
    while (moved < 150) {
      const id = await seedReferral(app, need, 'proposed', random.pick(METHODS));
      ids.push(id);
      let version = 1;
      for (let tries = 0; tries < 40; tries += 1) {
        const actor = walker(random.pick(['referrals', 'counsellor', EXTERNAL, CLOCK] as const));
        const outcome = random.chance(0.5) ? random.pick(['connected', 'unknown'] as const) : undefined;
        const step = { ...DETAILS, outcome, id, version, move: random.pick(REFERRAL_MOVES) };
        const consent = { purposes: ['support' as const], method: 'spoken_phone' as const };
        const result = await app.app
          .get(Database)
          .transaction(actor, (tx) => service.move(tx, actor, app.now(), { ...step, consent }))
          .catch((error: unknown) => {
            if (error instanceof DomainError) return null;
            throw error;
          });
        if (result === null) continue;
        ({ version } = result);
        moved += 1;
      }
    }
    const events = await app.sql<{
      move: ReferralMove;
      from: ReferralStatus;
      to: ReferralStatus;
      method: HandoverMethod;
    }>(
      `SELECT e.move, e.from_status AS from, e.to_status AS to, r.handover_method AS method
       FROM referral_event AS e JOIN referral AS r ON r.id = e.referral_id WHERE r.id = ANY ($1)`,
      [ids],
    );
    const roles = ['referrals', 'counsellor', EXTERNAL, CLOCK];
    const outside = events.filter(({ move, from, to, method }) => {
      const decision = decideMove(from, move, roles, method);
      return !decision.allowed || decision.to !== to;
    });
    expect(outside).toEqual([]);
    expect(events.length).toBe(moved);
    const broken = await app.sql(
      `SELECT r.id FROM referral AS r
       WHERE r.id = ANY ($1) AND ((r.status = 'closed') <> (r.outcome IS NOT NULL)
         OR r.version <> 1 + (SELECT count(*) FROM referral_event AS e WHERE e.referral_id = r.id))`,
      [ids],
    );
    expect(broken).toEqual([]);
    const closed = await app.sql(
      `SELECT r.id FROM referral AS r WHERE r.id = ANY ($1) AND r.status = 'closed'`,
      [ids],
    );
    expect(closed.length).toBeGreaterThan(5);
  });

  function walker(role: 'referrals' | 'counsellor' | typeof EXTERNAL | typeof CLOCK) {
    if (role === CLOCK) return clockActor();
    if (role === EXTERNAL) return externalActor(need.organisationId, randomUUID());
    const account = accounts.get(role);
    if (!account) throw new Error(role);
    const { accountId, personId, organisationId } = account;
    const scope = 'own_organisation' as const;
    return { accountId, personId, organisationId, roles: [role], scope, requestId: randomUUID() };
  }
});
