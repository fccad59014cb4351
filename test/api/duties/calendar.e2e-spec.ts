import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { openPeriod } from '../../support/factories/period';
import { PublishedRoster } from '../../support/factories/published-roster';
import { type TestAccount, TestApp } from '../../support/test-app';

interface Seen {
  readonly uid: string;
  readonly sequence: number;
  readonly start: string;
  readonly end: string;
  readonly summary: string;
}

/** What the two independent parsers read; they must agree. */
function read(text: string): Seen[] {
  const first = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      summary: event.summary,
    };
  });
  const second = Object.values(nodeIcal.sync.parseICS(text)).flatMap((part) =>
    part?.type === 'VEVENT'
      ? {
          uid: part.uid,
          sequence: Number(part.sequence),
          start: part.start.toISOString(),
          end: part.end?.toISOString() ?? '',
          summary: typeof part.summary === 'string' ? part.summary : part.summary.val,
        }
      : [],
  );
  const order = (events: Seen[]) => events.toSorted((a, b) => (a.uid < b.uid ? -1 : 1));
  expect(order(second)).toEqual(order(first));
  return first;
}

describe('calendar feed', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let counsellor: TestAccount;
  let elsewhere: TestAccount;
  let roster: PublishedRoster;
  let other: PublishedRoster;

  beforeAll(async () => {
    app = await TestApp.start();
    coordinator = await app.account('coordinator');
    elsewhere = await app.account('coordinator');
  });
  beforeEach(async () => {
    counsellor = await app.account('counsellor', coordinator.organisationId);
    const periodId = await openPeriod(app, [coordinator.organisationId, elsewhere.organisationId]);
    roster = new PublishedRoster(app, periodId, coordinator);
    other = new PublishedRoster(app, periodId, elsewhere);
  });
  afterAll(() => app.stop());

  const renew = async (account = counsellor): Promise<string> =>
    (await app.as(account).post('/api/v1/me/calendar-feed').expect(201)).body.path;
  const fetchText = async (path: string): Promise<string> => (await app.http.get(path).expect(200)).text;
  const own = () => counsellor.personId ?? '';

  it('shows the night over the turn of the year as one event, at its hours in Tokyo, in both parsers', async () => {
    await roster.duty({ personId: own(), from: '12-31T22:00', until: '01-01T06:00', fieldCode: 'suicide' });
    await roster.publish('12-20T12:00');
    const answer = await app.http.get(await renew()).expect(200);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(read(answer.text)).toEqual([
      {
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        sequence: 0,
        start: '2026-12-31T13:00:00.000Z',
        end: '2026-12-31T21:00:00.000Z',
        summary: '勤務（電話）',
      },
    ]);
    expect(answer.text).toContain('DTSTART:20261231T130000Z\r\n');
    expect(answer.text).not.toMatch(/suicide|試験|太郎|TZID|METHOD/);
    for (const line of answer.text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('keeps the UID and raises SEQUENCE when a duty moves, and drops what is cancelled', async () => {
    const path = await renew();
    const moved = await roster.duty({ personId: own(), from: '12-30T10:00', until: '12-30T18:00' });
    const cancelled = await roster.duty({ personId: own(), from: '12-28T10:00', until: '12-28T18:00' });
    await roster.publish('12-20T12:00');
    const [before] = read(await fetchText(path)).filter(({ start }) => start.includes('12-30'));
    await roster.move(moved, '12-30T12:00', '12-30T20:00');
    await roster.release(cancelled);
    await roster.publish('12-21T12:00');
    expect(read(await fetchText(path))).toEqual([
      { ...before, sequence: 1, start: '2026-12-30T03:00:00.000Z', end: '2026-12-30T11:00:00.000Z' },
    ]);
    await roster.publish('12-22T12:00');
    expect(read(await fetchText(path))).toMatchObject([{ uid: before?.uid, sequence: 1 }]);
  });

  it('holds published duties of every organisation and no draft, and nobody else’s', async () => {
    const path = await renew();
    await roster.duty({ personId: own(), from: '12-29T10:00', until: '12-29T18:00' });
    await roster.duty({
      personId: await app.person(coordinator.organisationId),
      from: '12-29T10:00',
      until: '12-29T18:00',
    });
    expect(read(await fetchText(path))).toEqual([]);
    await roster.publish('12-20T12:00');
    await roster.duty({ personId: own(), from: '12-27T10:00', until: '12-27T18:00' });
    await other.duty({ personId: own(), from: '12-30T10:00', until: '12-30T18:00', role: 'standby' });
    await other.publish('12-20T13:00');
    expect(read(await fetchText(path)).map(({ start, summary }) => [start.slice(5, 10), summary])).toEqual([
      ['12-29', '勤務（電話）'],
      ['12-30', '待機（電話）'],
    ]);
  });

  it('is kept by the phone and asked for again with its ETag', async () => {
    const path = await renew();
    await roster.duty({ personId: own(), from: '12-29T10:00', until: '12-29T18:00' });
    await roster.publish('12-20T12:00');
    const first = await app.http.get(path).expect(200);
    expect(first.headers).toMatchObject({
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    });
    const tag = first.headers['etag'] ?? '';
    const again = await app.http.get(path).set('If-None-Match', tag).expect(304);
    expect([again.text, again.headers['etag']]).toEqual(['', tag]);
    await app.http.get(path).set('If-None-Match', `"x", W/${tag}`).expect(304);
    await app.http.get(path).set('If-None-Match', '"x"').expect(200);
    await roster.duty({ personId: own(), from: '12-30T10:00', until: '12-30T18:00' });
    await roster.publish('12-21T12:00');
    await app.http.get(path).set('If-None-Match', tag).expect(200);
  });

  it('ends with renewal, revocation or the account, and answers like a token that never was', async () => {
    const stays = await renew(await app.account('counsellor', coordinator.organisationId));
    const [first, second] = [await renew(), await renew()];
    const gone = await app.http.get(first).expect(404);
    const never = await app.http.get(`/calendar/${'A'.repeat(43)}.ics`).expect(404);
    expect({ ...gone.body, requestId: '' }).toEqual({ ...never.body, requestId: '' });
    expect(gone.headers['cache-control']).toBe('no-store');
    await app.http.get(second).expect(200);
    const current = await app.as(counsellor).get('/api/v1/me/calendar-feed').expect(200);
    expect(Object.keys(current.body)).toEqual(['createdAt']);
    await app.as(counsellor).delete('/api/v1/me/calendar-feed').expect(204);
    await app.as(counsellor).delete('/api/v1/me/calendar-feed').expect(204);
    await app.as(counsellor).get('/api/v1/me/calendar-feed').expect(404);
    await app.http.get(second).expect(404);
    const third = await renew();
    await app.sql(`UPDATE account SET disabled_at = now() WHERE id = $1`, [counsellor.accountId]);
    await app.http.get(third).expect(404);
    await app.http.get(stays).expect(200);
    const audit = await app.sql<{ action: string }>(
      `SELECT action FROM audit_log WHERE account_id = $1 AND object_type = 'calendar_feed' ORDER BY id`,
      [counsellor.accountId],
    );
    expect(audit.map(({ action }) => action.replace('calendar_feed.', ''))).toEqual([
      'renewed',
      'renewed',
      'revoked',
      'renewed',
    ]);
  });

  it('stores no token, lives once among 20 renewals at the same moment, and is nobody else’s business', async () => {
    const paths = await Promise.all(Array.from({ length: 20 }, () => renew()));
    const answers = await Promise.all(paths.map((path) => app.http.get(path)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const stored = await app.sql<{ dump: string }>(`SELECT f::text AS dump FROM calendar_feed AS f`);
    const token = (paths[0] ?? '').slice('/calendar/'.length, -'.ics'.length);
    expect(stored.some(({ dump }) => dump.includes(token))).toBe(false);
    await app.as(coordinator).get('/api/v1/me/calendar-feed').expect(404);
    await app
      .as(await app.account('analyst'))
      .post('/api/v1/me/calendar-feed')
      .expect(403);
    const faceless = await app.account('coordinator');
    await app.sql(`UPDATE account SET person_id = NULL WHERE id = $1`, [faceless.accountId]);
    expect((await app.as(faceless).post('/api/v1/me/calendar-feed').expect(409)).body.code).toBe('no_person');
    for (const odd of ['/calendar/.ics', '/calendar/x', `/calendar/${'x'.repeat(150)}.ics`]) {
      const { status } = await app.http.get(odd);
      expect(status).toBe(404);
    }
  });
});
