import { randomUUID } from 'node:crypto';
import { CONSULTATIONS } from '../../support/factories/draft';
import { locationInput, newBody, serviceInput } from '../../support/factories/directory';
import { BEFORE_THE_PERIOD, openPeriod } from '../../support/factories/period';
import { PublishedRoster } from '../../support/factories/published-roster';
import { clockAt } from '../../support/test-clock';
import { type TestAccount, TestApp } from '../../support/test-app';

const SECRET = '隠れ里8-8-8';

interface Sent {
  readonly who: TestAccount;
  readonly path: string;
  readonly key: string;
  readonly body: object;
}

describe('a repeated creation that names people', () => {
  let app: TestApp;
  let counsellor: TestAccount;
  let coordinator: TestAccount;
  let referrer: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start(BEFORE_THE_PERIOD);
    await app.app.listen(0, '127.0.0.1');
    counsellor = await app.account('counsellor');
    const { organisationId } = counsellor;
    coordinator = await app.account('coordinator', organisationId);
    referrer = await app.account('referrals', organisationId);
    periodId = await openPeriod(app, [organisationId]);
    await app.sql(`UPDATE period SET starts_at = starts_at - interval '1 year' WHERE id = $1`, [periodId]);
  });
  afterAll(() => app.stop());

  const sent = (who: TestAccount, path: string, body: object): Sent => ({
    who,
    path,
    body,
    key: randomUUID(),
  });
  const send = ({ who, path, key, body }: Sent) =>
    app.as(who).post(path).set('Idempotency-Key', key).send(body);
  /** What the table holds of it besides the key. */
  const remembered = async ({ key }: Sent) =>
    (
      await app.sql<{ id: string; sealed: Buffer | null }>(
        `SELECT ik.object_id AS id, ik.sealed FROM idempotency_key AS ik WHERE ik.key = $1`,
        [key],
      )
    )[0];
  const audited = async (action: string, id: string): Promise<number> =>
    (await app.sql(`SELECT FROM audit_log AS al WHERE al.action = $1 AND al.object_id = $2`, [action, id]))
      .length;
  const becomes = (who: TestAccount, role: string) =>
    app.sql(`UPDATE account SET roles = ARRAY[$2] WHERE id = $1`, [who.accountId, role]);

  const sheet = (who = counsellor): Sent =>
    sent(who, CONSULTATIONS, {
      periodId,
      channel: 'phone',
      startedAt: '2026-01-01T01:00:00+09:00',
      answers: { contact_result: 'silent', summary: '黙っていた' },
    });

  it('shows a sheet as it stands by now, and who looks is on record', async () => {
    const filed = sheet();
    const first = await send(filed).expect(201);
    const { id } = first.body;
    expect(await remembered(filed)).toEqual({ id, sealed: null });
    const same = await send(filed).expect(201);
    expect(same.text).toBe(first.text);
    expect(await audited('consultation.read', id)).toBe(1);
    await app
      .as(counsellor)
      .post(`${CONSULTATIONS}/${id}/amendments`)
      .set('If-Match', '"v1"')
      .send({ reason: '追記', answers: { contact_result: 'silent', summary: '一度だけ息をついた' } })
      .expect(201);
    const again = await send(filed).expect(201);
    expect(again.headers).toMatchObject({
      etag: '"v2"',
      location: first.headers['location'],
      'idempotency-replayed': 'true',
    });
    expect(again.body.answers.summary).toBe('一度だけ息をついた');
    expect(await audited('consultation.read', id)).toBe(2);
  });

  it('shows no sheet to its writer who may not see it any more', async () => {
    const writer = await app.account('counsellor', counsellor.organisationId);
    const filed = sheet(writer);
    const { id } = (await send(filed).expect(201)).body;
    await app.sql(`UPDATE consultation SET counsellor_id = $2 WHERE id = $1`, [id, counsellor.personId]);
    const again = await send(filed).expect(404);
    expect(again.text).not.toContain('黙っていた');
  });

  it('shows a confidential address to nobody who lost the right to know it', async () => {
    const keeper = await app.account('referrals');
    const bodyId = await newBody(app, keeper);
    const input = locationInput(bodyId, { address: SECRET, isConfidential: true });
    const location = sent(keeper, '/api/v1/directory/locations', input);
    const locationId: string = (await send(location).expect(201)).body.id;
    const offered = serviceInput(bodyId, { locationIds: [locationId] });
    const service = sent(keeper, '/api/v1/directory/services', offered);
    const first = await send(service).expect(201);
    expect((await send(service).expect(201)).text).toBe(first.text);
    for (const [creation, id] of [
      [location, locationId],
      [service, first.body.id],
    ] as const) {
      expect(await remembered(creation)).toEqual({ id, sealed: null });
    }
    expect(first.text).toContain(SECRET);
    const before = await audited('directory_location.read', locationId);
    expect((await send(location).expect(201)).text).toContain(SECRET);
    expect(await audited('directory_location.read', locationId)).toBe(before + 1);

    await becomes(keeper, 'coordinator');
    expect((await send(location).expect(404)).text).not.toContain(SECRET);
    const now = await send(service).expect(201);
    expect(now.text).not.toContain(SECRET);
    expect(now.body.locations).toEqual([]);
  });

  it('shows a referral as long as its sheet is its proposer’s', async () => {
    const consultationId: string = (await send(sheet()).expect(201)).body.id;
    const proposal = sent(counsellor, '/api/v1/referrals', {
      consultationId,
      worryCategory: 'W02',
      receiverName: '架空市自立相談支援窓口',
      receiverKind: 'self_reliance_support',
      handoverMethod: 'agency_contacted',
      note: '家賃の滞納が三か月',
    });
    const first = await send(proposal).expect(201);
    expect(await remembered(proposal)).toEqual({ id: first.body.id, sealed: null });
    expect((await send(proposal).expect(201)).text).toBe(first.text);
    await app.sql(`UPDATE consultation SET counsellor_id = $2 WHERE id = $1`, [
      consultationId,
      referrer.personId,
    ]);
    await send(proposal).expect(404);
  });

  it('shows a block and the wish to lift it to nobody who is kept out by now', async () => {
    const supervisor = await app.account('supervisor', counsellor.organisationId);
    const id: string = (await send(sheet()).expect(201)).body.id;
    const related = await app.account('supervisor', counsellor.organisationId);
    const block = sent(supervisor, `${CONSULTATIONS}/${id}/blocks`, {
      kind: 'person',
      personId: related.personId,
      reason: '夫が同じ団体で働いている',
    });
    const first = await send(block).expect(201);
    const looks = () => audited('case_block.read', id);
    expect(await looks()).toBe(0);
    expect((await send(block).expect(201)).body).toEqual(first.body);
    expect(await looks()).toBe(1);
    const lifting = sent(supervisor, `${CONSULTATIONS}/${id}/blocks/${first.body.id}/liftings`, {
      reason: '人違いと分かった',
    });
    const asked = await send(lifting).expect(201);
    expect((await send(lifting).expect(201)).text).toBe(asked.text);
    expect(await Promise.all([block, lifting].map(remembered))).toEqual(
      [first.body.id, asked.body.id].map((object: string) => ({ id: object, sealed: null })),
    );
    await app
      .as(counsellor)
      .post(`${CONSULTATIONS}/${id}/blocks`)
      .send({ kind: 'person', personId: supervisor.personId, reason: '同じ家に住む' })
      .expect(201);
    for (const creation of [block, lifting]) {
      expect((await send(creation).expect(404)).text).not.toContain(first.body.reason);
    }
  });

  it('shows an urgent case and what was written in it to nobody who is kept out by now', async () => {
    const writer = await app.account('counsellor', counsellor.organisationId);
    const consultationId: string = (await send(sheet(writer)).expect(201)).body.id;
    const urgent = sent(writer, '/api/v1/urgent-cases', { consultationId });
    const opened = await send(urgent).expect(201);
    const caseId: string = opened.body.id;
    const entry = sent(writer, `/api/v1/urgent-cases/${caseId}/entries`, {
      kind: 'note',
      note: '橋の上にいる',
    });
    const written = await send(entry).expect(201);
    expect((await send(entry).expect(201)).text).toBe(written.text);
    const again = await send(urgent).expect(201);
    expect(again.headers['etag']).toBe(`"v${again.body.version}"`);
    for (const action of ['urgent_case.read', 'urgent_case.entries_read']) {
      const looks = await app.sql(`SELECT FROM audit_log AS al WHERE al.action = $1 AND al.account_id = $2`, [
        action,
        writer.accountId,
      ]);
      expect(looks).toHaveLength(1);
    }
    expect(await Promise.all([urgent, entry].map(remembered))).toEqual(
      [caseId, written.body.id].map((object: string) => ({ id: object, sealed: null })),
    );
    const supervisor = await app.account('supervisor', counsellor.organisationId);
    await app
      .as(supervisor)
      .post(`${CONSULTATIONS}/${consultationId}/blocks`)
      .send({ kind: 'person', personId: writer.personId, reason: '同じ家に住む' })
      .expect(201);
    for (const creation of [urgent, entry]) await send(creation).expect(404);
  });

  it('shows people and what they may do as they are by now', async () => {
    const contractor = await app.account('contractor', counsellor.organisationId);
    const { organisationId } = counsellor;
    const person = sent(contractor, '/api/v1/people', {
      familyName: '旧姓',
      givenName: '花子',
      familyKana: 'キュウセイ',
      givenKana: 'ハナコ',
      organisationId,
      staffCode: 'H1',
      validFrom: '2026-01-01',
    });
    const { id } = (await send(person).expect(201)).body;
    await app.sql(`UPDATE person SET family_name = '新姓' WHERE id = $1`, [id]);
    const affiliation = sent(contractor, `/api/v1/people/${id}/affiliations`, {
      organisationId: await app.organisation(),
      staffCode: 'H2',
      validFrom: '2026-01-01',
    });
    const training = { kind: 'qualification', code: 'hotline_training', validFrom: '2026-04-01' };
    const skill = sent(coordinator, `/api/v1/people/${id}/skills`, training);
    const skillId: string = (await send(skill).expect(201)).body.id;
    await send(affiliation).expect(201);
    for (const again of [person, affiliation]) expect((await send(again).expect(201)).text).toContain('新姓');
    await app.sql(`UPDATE person_skill SET evidence = '修了証', version = version + 1 WHERE id = $1`, [
      skillId,
    ]);
    const shown = await send(skill).expect(201);
    expect([shown.body.evidence, shown.headers['etag']]).toEqual(['修了証', '"v2"']);
    expect(await Promise.all([person, affiliation, skill].map(remembered))).toEqual(
      [id, id, skillId].map((object) => ({ id: object, sealed: null })),
    );
  });

  it('shows duties and gaps as they are by now', async () => {
    const inTime = await openPeriod(app, [counsellor.organisationId]);
    const roster = new PublishedRoster(app, inTime, coordinator);
    const people = [
      await app.person(counsellor.organisationId),
      await app.person(counsellor.organisationId),
      await app.person(counsellor.organisationId),
      await app.person(counsellor.organisationId),
    ] as const;
    const duty = (personId: string, from: string, until: string) => roster.duty({ personId, from, until });
    const entered = await duty(people[0], '12-31T22:00', '01-01T06:00');
    const replaced = await duty(people[0], '12-31T10:00', '12-31T16:00');
    const ill = await duty(people[1], '12-31T22:00', '01-01T06:00');
    const missing = await duty(people[3], '01-02T22:00', '01-03T06:00');
    await roster.publish('12-20T12:00');
    await clockAt(app, '2027-01-01T07:00');
    const times = { reason: '打刻忘れ', cameAt: '2026-12-31T22:00:00+09:00' };
    const until = { leftAt: '2027-01-01T06:00:00+09:00' };
    const attendance = '/api/v1/attendance';
    const entry = sent(coordinator, `${attendance}/${entered.assignmentId}/entries`, { ...times, ...until });
    const absence = sent(coordinator, `${attendance}/${ill.assignmentId}/absences`, { reason: '急病' });
    const standIn = sent(coordinator, `${attendance}/${replaced.assignmentId}/stand-ins`, {
      personId: people[2],
      reason: '代わり',
      cameAt: '2026-12-31T10:00:00+09:00',
      leftAt: '2026-12-31T16:00:00+09:00',
    });
    for (const creation of [entry, absence, standIn]) {
      const first = await send(creation).expect(201);
      expect(await remembered(creation)).toEqual({ id: first.body.assignmentId, sealed: null });
      await app.sql(`UPDATE person SET family_name = '新姓' WHERE id = $1`, [first.body.personId]);
      expect((await send(creation).expect(201)).body).toEqual({ ...first.body, familyName: '新姓' });
    }
    const gap = await app
      .as(coordinator)
      .post('/api/v1/gaps')
      .send({ assignmentId: missing.assignmentId, reason: 'unwell' })
      .expect(201);
    const call = sent(coordinator, `/api/v1/gaps/${gap.body.id}/calls`, {
      personId: people[2],
      outcome: 'no_answer',
    });
    const first = await send(call).expect(201);
    expect(await remembered(call)).toEqual({ id: gap.body.id, sealed: null });
    expect((await send(call).expect(201)).body.calls).toEqual(first.body.calls);
  });
});
