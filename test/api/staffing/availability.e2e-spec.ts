import { randomUUID } from 'node:crypto';
import { AvailabilityReader } from '../../../src/staffing/availability.reader';
import { Database } from '../../../src/platform/database/database';
import { systemActor } from '../../../src/shared/actor';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';

const NIGHT = { from: '2026-12-31T22:00:00+09:00', until: '2027-01-01T06:00:00+09:00', wish: 'want' };
const NO_LIMITS = { maxMinutes: null, targetMinutes: null, maxNights: null, maxDays: null };

describe('availability', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let counsellor: TestAccount;
  let contractor: TestAccount;
  let stranger: TestAccount;
  let periodId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    coordinator = await app.account('coordinator');
    counsellor = await app.account('counsellor', coordinator.organisationId);
    stranger = await app.account('coordinator');
    contractor = await app.account('contractor');
    periodId = await openPeriod(app, [coordinator.organisationId, stranger.organisationId]);
  });
  afterAll(() => app.stop());

  const path = (personId: string | null) => `/api/v1/periods/${periodId}/availability/${personId}`;
  const put = (personId: string | null, input: object, account = coordinator, tag?: string) => {
    const request = app.as(account).put(path(personId));
    return (tag === undefined ? request : request.set('If-Match', tag)).send(input);
  };
  const person = () => app.person(coordinator.organisationId);
  const pointers = (answer: { body: { errors: { pointer: string; code: string }[] } }) =>
    answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`);

  it('is answered on the phone, changed as a new revision, and audited without words', async () => {
    const mine = counsellor.personId;
    await app.as(counsellor).get(path(mine)).expect(404);
    const input = {
      spans: [NIGHT],
      targetMinutes: 480,
      maxNights: 2,
      noteToAll: '31日は終電まで',
      noteToCoordinator: '通院中',
    };
    const first = await put(mine, input, counsellor).expect(201);
    expect(first.headers['etag']).toBe('"v1"');
    expect(first.body).toEqual({
      ...NO_LIMITS,
      ...input,
      periodId,
      organisationId: counsellor.organisationId,
      personId: mine,
      revisionNo: 1,
      writtenBy: counsellor.accountId,
      writtenAt: expect.any(String),
    });
    expect((await put(mine, input, counsellor).expect(200)).body).toEqual(first.body);
    const change = { spans: [{ ...NIGHT, wish: 'reluctant' }] };
    expect((await put(mine, change, counsellor).expect(428)).body.code).toBe('if_match_required');
    await put(mine, change, counsellor, '"v2"').expect(412);
    const second = await put(mine, change, counsellor, '"v1"').expect(201);
    expect(second.body).toMatchObject({
      revisionNo: 2,
      noteToAll: '',
      noteToCoordinator: '通院中',
      maxNights: null,
    });
    const history = await app
      .as(counsellor)
      .get(`${path(mine)}/revisions`)
      .expect(200);
    expect(
      history.body.items.map((each: { revisionNo: number; spans: { wish: string }[] }) => [
        each.revisionNo,
        each.spans[0]?.wish,
      ]),
    ).toEqual([
      [2, 'reluctant'],
      [1, 'want'],
    ]);
    const audit = await app.sql<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_log WHERE object_type = 'availability' AND account_id = $1 ORDER BY id`,
      [counsellor.accountId],
    );
    expect(audit).toEqual(
      [1, 2].map((revisionNo) => ({
        action: 'availability.written',
        detail: { periodId, personId: mine, revisionNo },
      })),
    );
  });

  it('spreads weekdays over the period and lets single stretches stand', async () => {
    const written = await put(await person(), {
      spans: [{ from: '2026-12-28T12:00:00+09:00', until: '2026-12-28T13:00:00+09:00', wish: 'cannot' }],
      weekdays: [{ weekdays: [1], from: '10:00', until: '18:00', wish: 'can' }],
    }).expect(201);
    expect(
      written.body.spans.map((span: { from: string; wish: string }) => [span.from.slice(5, 16), span.wish]),
    ).toEqual([
      ['12-28T10:00', 'can'],
      ['12-28T12:00', 'cannot'],
      ['12-28T13:00', 'can'],
    ]);
  });

  it.each([
    [422, '/spans/1/from overlap', { spans: [NIGHT, { ...NIGHT, wish: 'can' }] }],
    [422, '/spans/0/until span', { spans: [{ ...NIGHT, until: NIGHT.from }] }],
    [
      422,
      '/spans/0/from outside_period',
      { spans: [{ ...NIGHT, from: '2027-01-04T10:00:00+09:00', until: '2027-01-04T18:00:00+09:00' }] },
    ],
    [422, '/maxNights contradicts_wish', { spans: [NIGHT], maxNights: 0 }],
    [422, '/targetMinutes above_offer', { spans: [], targetMinutes: 1 }],
    [
      422,
      '/weekdays/1 overlap',
      {
        spans: [],
        weekdays: [
          { weekdays: [1], from: '22:00', until: '06:00', wish: 'can' },
          { weekdays: [2], from: '05:00', until: '09:00', wish: 'can' },
        ],
      },
    ],
    [400, '/spans/0/wish one_of', { spans: [{ ...NIGHT, wish: 'maybe' }] }],
    [
      400,
      '/weekdays/0/weekdays whole_number',
      { spans: [], weekdays: [{ weekdays: [8], from: '22:00', until: '06:00', wish: 'can' }] },
    ],
  ])('answers %i with %s', async (status, fault, input) => {
    expect(pointers(await put(await person(), input).expect(status))).toEqual([fault]);
  });

  it('keeps to the own organisation, the own sheet and the period', async () => {
    const personId = await person();
    await put(personId, { spans: [NIGHT] }).expect(201);
    await put(personId, { spans: [] }, stranger).expect(404);
    await app.as(stranger).get(path(personId)).expect(404);
    await put(personId, { spans: [] }, counsellor).expect(404);
    await app.as(counsellor).get(path(personId)).expect(404);
    await app.as(counsellor).get(`/api/v1/periods/${periodId}/availability`).expect(403);
    await put(randomUUID(), { spans: [] }).expect(404);
    await put('somebody', { spans: [] }).expect(404);
    await app
      .as(coordinator)
      .put(`/api/v1/periods/${randomUUID()}/availability/${personId}`)
      .send({ spans: [] })
      .expect(404);
    expect(pointers(await put(personId, { spans: [] }, contractor).expect(422))).toEqual([
      '/organisationId not_participating',
    ]);
    const of = `?organisationId=${coordinator.organisationId}`;
    const seen = await app
      .as(contractor)
      .get(`${path(personId)}${of}`)
      .expect(200);
    expect(seen.body).toMatchObject({ personId, spans: [NIGHT] });
    const gone = await person();
    await app.sql(`UPDATE affiliation SET valid_until = '2026-12-25' WHERE person_id = $1`, [gone]);
    expect(pointers(await put(gone, { spans: [] }).expect(422))).toEqual(['/organisationId not_affiliated']);
    await app.sql(`UPDATE affiliation SET valid_until = '2026-12-26' WHERE person_id = $1`, [gone]);
    await put(gone, { spans: [] }).expect(201);
  });

  it('shows a private note to its person and the coordinator, who leaves a trace, and to nobody else', async () => {
    const own = await app.account('counsellor', coordinator.organisationId);
    await put(own.personId, { spans: [], noteToCoordinator: '夜は避けたい' }, own).expect(201);
    const read = async (account: TestAccount) =>
      (
        await app
          .as(account)
          .get(`${path(own.personId)}?organisationId=${own.organisationId}`)
          .expect(200)
      ).body.noteToCoordinator;
    expect(await read(own)).toBe('夜は避けたい');
    expect(await read(contractor)).toBeNull();
    expect(await read(coordinator)).toBe('夜は避けたい');
    const trace = await app.sql<{ account_id: string }>(
      `SELECT a.account_id FROM audit_log AS a JOIN availability AS v ON v.id = a.object_id::uuid
       WHERE a.action = 'availability.note_read' AND v.person_id = $1`,
      [own.personId],
    );
    expect(trace).toEqual([{ account_id: coordinator.accountId }]);
    const list = await app
      .as(contractor)
      .get(`/api/v1/periods/${periodId}/availability?organisationId=${own.organisationId}`)
      .expect(200);
    expect(
      list.body.items
        .filter((each: { hasPrivateNote: boolean }) => each.hasPrivateNote)
        .map((each: { personId: string }) => each.personId),
    ).toContain(own.personId);
    expect(JSON.stringify(list.body)).not.toContain('夜は避けたい');
  });

  it('counts who has answered, lists who has not, and says when everyone has', async () => {
    const lead = await app.account('coordinator');
    const other = await app.person(lead.organisationId);
    const ownPeriod = await openPeriod(app, [lead.organisationId]);
    const base = `/api/v1/periods/${ownPeriod}`;
    const completion = async () =>
      (await app.as(lead).get(`${base}/availability-completion`).expect(200)).body.items;
    expect(await completion()).toEqual([
      expect.objectContaining({
        organisationId: lead.organisationId,
        people: 2,
        answered: 0,
        isComplete: false,
        lastAnsweredAt: null,
      }),
    ]);
    await app.as(lead).put(`${base}/availability/${other}`).send({ spans: [] }).expect(201);
    const waiting = await app.as(lead).get(`${base}/availability?answered=false`).expect(200);
    expect(waiting.body.items).toEqual([
      expect.objectContaining({ personId: lead.personId, revisionNo: null, answeredAt: null, spans: [] }),
    ]);
    const page = await app.as(lead).get(`${base}/availability?limit=1`).expect(200);
    const next = await app
      .as(lead)
      .get(`${base}/availability?limit=1&cursor=${page.body.nextCursor}`)
      .expect(200);
    expect(new Set([...page.body.items, ...next.body.items].map(({ personId }) => personId))).toEqual(
      new Set([other, lead.personId]),
    );
    await app
      .as(lead)
      .put(`${base}/availability/${lead.personId}`)
      .send({ spans: [NIGHT] })
      .expect(201);
    expect(await completion()).toEqual([
      expect.objectContaining({ people: 2, answered: 2, isComplete: true }),
    ]);
    await app
      .as(stranger)
      .get(`${base}/availability-completion`)
      .expect(200)
      .expect(({ body }) => expect(body.items).toEqual([]));
  });

  it('takes one of 50 answers at the same moment, and one of 50 changes', async () => {
    const personId = await person();
    const answer = (minutes: number, tag?: string) =>
      put(personId, { spans: [NIGHT], maxMinutes: minutes }, coordinator, tag);
    const count = (answers: readonly { status: number }[]) =>
      answers.map(({ status }) => status).toSorted((a, b) => a - b);
    const firsts = await Promise.all(Array.from({ length: 50 }, (_, i) => answer(100 + i)));
    const [won, ...lost] = count(firsts);
    expect([won, new Set(lost.map((status) => [412, 428].includes(status)))]).toEqual([201, new Set([true])]);
    const changes = await Promise.all(Array.from({ length: 50 }, (_, i) => answer(200 + i, '"v1"')));
    expect(count(changes)).toEqual([201, ...Array.from({ length: 49 }, () => 412)]);
    const kept = await app.sql(`SELECT revision_no FROM availability WHERE person_id = $1 ORDER BY 1`, [
      personId,
    ]);
    expect(kept).toEqual([{ revision_no: 1 }, { revision_no: 2 }]);
  }, 30_000);

  it('refuses a closed period', async () => {
    const closed = await openPeriod(app, [coordinator.organisationId]);
    await app.sql(`UPDATE period SET status = 'closed' WHERE id = $1`, [closed]);
    const url = `/api/v1/periods/${closed}/availability/${coordinator.personId}`;
    expect((await app.as(coordinator).put(url).send({ spans: [] }).expect(409)).body.code).toBe(
      'period_closed',
    );
  });

  it('knows that a period which ends at midnight has no part in the day after', async () => {
    const lead = await app.account('coordinator');
    const ownPeriod = await openPeriod(app, [lead.organisationId]);
    await app.sql(`UPDATE period SET ends_at = '2027-01-04T00:00:00+09:00' WHERE id = $1`, [ownPeriod]);
    const [last, after] = [await app.person(lead.organisationId), await app.person(lead.organisationId)];
    for (const [personId, from] of [
      [last, '2027-01-03'],
      [after, '2027-01-04'],
    ]) {
      await app.sql(`UPDATE affiliation SET valid_from = $2 WHERE person_id = $1`, [personId, from]);
    }
    const known = new Set([lead.personId, last]);
    const staff = (people: readonly string[] | null = null) =>
      app.app
        .get(Database)
        .transaction(systemActor('test'), (tx) =>
          app.app.get(AvailabilityReader).staff(tx, ownPeriod, null, people),
        );
    expect(new Set((await staff()).map(({ personId }) => personId))).toEqual(known);
    expect((await staff([last, after])).map(({ personId }) => personId)).toEqual([last]);
    const listed = await app.as(lead).get(`/api/v1/periods/${ownPeriod}/availability`).expect(200);
    expect(new Set(listed.body.items.map(({ personId }: { personId: string }) => personId))).toEqual(known);
    const late = `/api/v1/periods/${ownPeriod}/availability/${after}`;
    await app.as(lead).put(late).send({ spans: [] }).expect(422);
  });

  it('gives the roster builder the newest sheets, and the skills that touch the period', async () => {
    const lead = await app.account('coordinator');
    const ownPeriod = await openPeriod(app, [lead.organisationId]);
    const url = `/api/v1/periods/${ownPeriod}/availability/${lead.personId}`;
    await app.as(lead).put(url).send({ spans: [] }).expect(201);
    await app
      .as(lead)
      .put(url)
      .set('If-Match', '"v1"')
      .send({ spans: [NIGHT], maxNights: 1 })
      .expect(201);
    for (const [code, validFrom, validUntil] of [
      ['past', '2026-01-01', '2026-12-25'],
      ['last-moment', '2026-01-01', '2026-12-26'],
      ['coming', '2027-01-05', null],
      ['first-moment', '2027-01-04', null],
    ]) {
      const skill = { kind: 'guidance', code, validFrom, validUntil };
      await app.as(lead).post(`/api/v1/people/${lead.personId}/skills`).send(skill).expect(201);
    }
    const silent = await app.person(lead.organisationId);
    const staff = await app.app
      .get(Database)
      .transaction(systemActor('test'), (tx) => app.app.get(AvailabilityReader).staff(tx, ownPeriod, null));
    expect(staff.toSorted((a, b) => Number(a.sheet === null) - Number(b.sheet === null))).toEqual([
      {
        personId: lead.personId,
        organisationId: lead.organisationId,
        affiliations: [{ from: '2000-01-01', until: null }],
        skills: ['first-moment', 'last-moment'].map((code) =>
          expect.objectContaining({ kind: 'guidance', code }),
        ),
        sheet: {
          ...NO_LIMITS,
          maxNights: 1,
          revisionNo: 2,
          spans: [{ from: new Date(NIGHT.from), until: new Date(NIGHT.until), wish: 'want' }],
        },
      },
      {
        personId: silent,
        organisationId: lead.organisationId,
        affiliations: expect.any(Array),
        skills: [],
        sheet: null,
      },
    ]);
  });
});
