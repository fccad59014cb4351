import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('roster rules', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    coordinator = await app.account('coordinator');
    stranger = await app.account('coordinator');
    periodId = await openPeriod(app, [coordinator.organisationId, stranger.organisationId]);
  });
  afterAll(() => app.stop());

  const path = (code = '') => `/api/v1/periods/${periodId}/roster-rules${code && `/${code}`}`;
  const set = (account: TestAccount, code: string, setting: object) =>
    app.as(account).put(path(code)).send(setting);
  const rule = async (account: TestAccount, code: string, organisationId?: string) => {
    const query = organisationId ? `?organisationId=${organisationId}` : '';
    const { body } = await app
      .as(account)
      .get(path() + query)
      .expect(200);
    return (body.items as { code: string }[]).find((each) => each.code === code);
  };

  it('begin with defaults; the period and then the organisation have their word', async () => {
    const own = coordinator.organisationId;
    expect(await rule(coordinator, 'rest', own)).toMatchObject({
      label: '勤務間インターバル',
      strength: 'hard',
      setBy: 'default',
      parameters: [{ name: 'hours', value: 11, min: 0, max: 48 }, { name: 'joinMinutes' }],
    });
    await set(contractor, 'rest', { strength: 'hard', parameters: { hours: 10 } }).expect(200);
    expect(await rule(coordinator, 'rest', own)).toMatchObject({ setBy: 'period' });
    const stricter = { organisationId: own, strength: 'hard', parameters: { hours: 12 }, basis: '協定第3条' };
    const answer = await set(coordinator, 'rest', stricter).expect(200);
    expect(answer.body).toMatchObject({ setBy: 'organisation', basis: '協定第3条' });
    await set(coordinator, 'rest', { ...stricter, strength: 'weighted', weight: 7 }).expect(200);
    expect(await rule(coordinator, 'rest', own)).toMatchObject({ strength: 'weighted', weight: 7 });
    expect(await rule(contractor, 'rest')).toMatchObject({
      setBy: 'period',
      parameters: [{ value: 10 }, { value: 60 }],
    });
    expect(await rule(stranger, 'rest', own)).toMatchObject({ setBy: 'period' });
    const kept = await app.sql(
      `SELECT replaced_at IS NULL AS "inForce" FROM roster_rule WHERE organisation_id = $1 ORDER BY created_at`,
      [own],
    );
    expect(kept).toEqual([{ inForce: false }, { inForce: true }]);
    const audit = await app.sql(
      `SELECT detail FROM audit_log WHERE action = 'roster_rule.set' AND organisation_id = $1`,
      [own],
    );
    expect(audit).toContainEqual({
      detail: { code: 'rest', strength: 'hard', parameters: { hours: 12 } },
    });
  });

  it('refuse wrong settings with their place', async () => {
    const own = { organisationId: coordinator.organisationId, strength: 'hard' };
    const faults = async (code: string, setting: object, status = 422) =>
      (await set(coordinator, code, setting).expect(status)).body.errors;
    expect(await faults('rest', { ...own, parameters: { hours: 99, days: 1 } })).toEqual([
      expect.objectContaining({ pointer: '/parameters/hours', code: 'whole_number' }),
      expect.objectContaining({ pointer: '/parameters/days', code: 'unknown' }),
    ]);
    expect(await faults('pledge_given', { ...own, parameters: { codes: ['Ｐ'] } })).toEqual([
      expect.objectContaining({ pointer: '/parameters/codes', code: 'codes' }),
    ]);
    expect(await faults('no_overlap', { ...own, strength: 'off' })).toEqual([
      expect.objectContaining({ pointer: '/strength', code: 'fixed' }),
    ]);
    expect(await faults('rest', { ...own, strength: 'strong' }, 400)).toEqual([
      expect.objectContaining({ pointer: '/strength' }),
    ]);
    await set(coordinator, 'no-such-rule', own).expect(404);
  });

  it('are set by whom they bind', async () => {
    await set(coordinator, 'rest', { strength: 'off' }).expect(403);
    await set(stranger, 'rest', { organisationId: coordinator.organisationId, strength: 'off' }).expect(422);
    const counsellor = await app.account('counsellor', coordinator.organisationId);
    await set(counsellor, 'rest', { strength: 'off' }).expect(403);
    await app.as(coordinator).get(`/api/v1/periods/${randomUUID()}/roster-rules`).expect(404);
  });
});
