import { randomUUID } from 'node:crypto';
import { PLACES } from '../../../seeds/demo/directory/directory-places';
import { loadDirectory } from '../../../seeds/demo/directory/load-directory';
import { Random } from '../../../seeds/demo/random';
import type { Criteria } from '../../../src/directory/domain/match-services';
import type { DirectoryService } from '../../../src/directory/domain/service-content';
import { ownerDataSource } from '../../../src/platform/database/data-source';
import { isOffered } from '../../support/plain-reading';
import { pdfCharacters } from '../../support/pdf-characters';
import { type TestAccount, TestApp } from '../../support/test-app';

const SESSIONS = '/api/v1/finder/sessions';
const SITUATIONS = 500;
const NOTHING: Criteria = {
  worry: null,
  field: null,
  age: null,
  band: null,
  municipality: null,
  at: new Date(0),
  language: null,
  accompaniment: false,
  withClosed: false,
};

describe('the finder over the demo directory', () => {
  let app: TestApp;
  let counsellor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    counsellor = await app.account('counsellor');
    const owner = await ownerDataSource(app.database.ownerUrl, []).initialize();
    const editor = { accountId: counsellor.accountId, organisationId: counsellor.organisationId };
    await owner.transaction(async (tx) => {
      await tx.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
      await loadDirectory(tx, new Date('2025-12-20T09:00:00+09:00'), 9999, editor);
    });
    await owner.destroy();
  });
  afterAll(() => app.stop());

  const step = (answers: object, more: object = {}) =>
    app
      .as(counsellor)
      .post(SESSIONS)
      .send({ answers, at: '2026-01-02T02:00:00+09:00', ...more });

  it('offers in 500 situations what a plain reading of the entries offers, and nothing else', async () => {
    const entries = await app.sql<DirectoryService>(
      `SELECT s.id, s.worries, s.fields, s.languages, s.accompaniment, s.min_age AS "minAge", s.max_age AS "maxAge", s.areas,
              s.schedules, s.exceptions, s.valid_from::text AS "validFrom", s.valid_until::text AS "validUntil", s.status
       FROM directory_service AS s`,
    );
    const holidays = await app.sql<{ day: string }>(`SELECT h.day::text AS day FROM holiday AS h`);
    const world = { holidays: new Set(holidays.map(({ day }) => day)), mergers: { '13993': '13991' } };
    const random = Random.stream(9999, 'finder');
    let offered = 0;
    for (let turn = 0; turn < SITUATIONS; turn += 1) {
      const worry = random.chance(0.8) ? `W${String(random.whole(1, 12)).padStart(2, '0')}` : null;
      const age = random.chance(0.6) ? random.whole(5, 90) : null;
      const municipality = random.chance(0.7)
        ? random.pick([...PLACES.map(({ code }) => code), '13993'])
        : null;
      const accompaniment = random.chance(0.2);
      const language = random.chance(0.2) ? 'en' : null;
      const at = new Date(Date.UTC(2025, 11, 25, random.whole(0, 300), random.pick([0, 15, 30, 59])));
      const { body } = await step(
        {
          worry: worry ?? 'unsaid',
          age: age?.toString() ?? 'unsaid',
          place: municipality ?? 'unsaid',
          language: language ?? 'unsaid',
          accompaniment: accompaniment ? 'yes' : 'unsaid',
        },
        { at: at.toISOString() },
      ).expect(200);
      const need = { ...NOTHING, worry, age, municipality, accompaniment, language, at };
      const expected = entries.filter((entry) => isOffered(entry, need, world)).map(({ id }) => id);
      const shown = (body.services as { id: string }[]).map(({ id }) => id);
      expect({ turn, total: body.total, wrong: shown.filter((id) => !expected.includes(id)) }).toEqual({
        turn,
        total: expected.length,
        wrong: [],
      });
      expect(shown).toHaveLength(Math.min(20, expected.length));
      offered += expected.length;
    }
    expect(offered).toBeGreaterThan(500);
  }, 300_000);

  it('asks a few questions, and only as long as they help', async () => {
    const first = (await step({}).expect(200)).body;
    expect(first.next).toMatchObject({ code: 'worry', text: 'どのようなことでお困りですか。' });
    expect(first.next.options).toHaveLength(13);
    const second = (await step({ worry: 'unsaid' }).expect(200)).body;
    expect(second.next.code).toBe('age');
    const third = (await step({ worry: 'unsaid', age: 'adult' }).expect(200)).body;
    expect(third.next).toMatchObject({ code: 'place', options: null });
    const last = (await step({ worry: 'W12', age: 'adult', place: '13991' }).expect(200)).body;
    expect(last.total).toBeLessThan(first.total);
    expect(last.next === null || last.total > 3).toBe(true);
  });

  it('starts from the line on which the call came, and says what it found in words', async () => {
    const { body } = await step({ age: '30' }, { field: 'women', at: '2026-01-06T14:00:00+09:00' }).expect(
      200,
    );
    expect(body.next.code).toBe('place');
    expect(body.total).toBeGreaterThan(0);
    for (const service of body.services as { name: string; spoken: string }[]) {
      expect(service.name).toContain('DV');
      expect(service.spoken).toMatch(/です。電話番号は、050、0000、\d{4}。.*受け付けています。/);
    }
    expect(JSON.stringify(body)).not.toContain('架空の番地');
  });

  it('asks the young for their age in the bands of the young', async () => {
    const { next } = (await step({ place: 'unsaid' }, { field: 'under18' }).expect(200)).body;
    expect(next.code).toBe('age');
    expect((next.options as { answer: string }[]).map(({ answer }) => answer)).toEqual([
      'elementary_1_2',
      'elementary_3_4',
      'elementary_5_6',
      'junior_high',
      'age_15_18',
      'unsaid',
    ]);
  });

  it('refuses answers that are none, those who may not ask, and keeps nothing', async () => {
    const wrong = await step({ worry: 'W99' }).expect(422);
    expect(wrong.body.errors).toMatchObject([{ pointer: '/answers/worry' }]);
    expect((await step({ age: '130' }).expect(422)).body.errors).toMatchObject([{ pointer: '/answers/age' }]);
    expect((await step({ place: '139910' }).expect(422)).body.errors).toMatchObject([
      { pointer: '/answers/place' },
    ]);
    expect((await step({ colour: 'red' }).expect(400)).body.errors).toMatchObject([
      { pointer: '/answers/colour' },
    ]);
    const analyst = await app.account('analyst');
    await app.as(analyst).post(SESSIONS).send({ answers: {} }).expect(403);
    const trail = await app.sql(`SELECT FROM audit_log AS a WHERE a.account_id = $1`, [counsellor.accountId]);
    expect(trail).toEqual([]);
  });

  const DAY = { answers: { age: '30' }, field: 'women', at: '2026-01-06T14:00:00+09:00' };
  const hand = (kind: 'memo' | 'readout', body: object) =>
    app.as(counsellor).post(`${SESSIONS}/${kind}`).send(body);

  it('prints what was found as a page to hand out, and nothing of the caller', async () => {
    const found = (await step(DAY.answers, { at: DAY.at, field: DAY.field }).expect(200)).body.services;
    const answer = await hand('memo', DAY)
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => void pieces.push(piece));
        response.on('end', () => done(null, Buffer.concat(pieces)));
      })
      .expect(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.headers['content-disposition']).toContain('memo.pdf');
    const known = [...pdfCharacters(answer.body as Buffer)].join('');
    const shown = `${found[0].name}${found[0].phones[0]}相談先のメモ`;
    expect(Array.from(shown).filter((character) => !known.includes(character))).toEqual([]);
    expect(known).not.toContain('歳');
    const trail = await app.sql(`SELECT FROM audit_log AS a WHERE a.account_id = $1`, [counsellor.accountId]);
    expect(trail).toEqual([]);
  });

  it('gives the same in short sentences to be read out, all of it or what was chosen', async () => {
    const found = (await step(DAY.answers, { at: DAY.at, field: DAY.field }).expect(200)).body.services;
    const all = await hand('readout', DAY).expect(200);
    expect(all.headers['content-type']).toBe('text/plain; charset=utf-8');
    const count = Math.min(3, found.length);
    expect(all.text.split('\n')[0]).toBe(`相談先は${count}つあります。`);
    for (const { name } of found.slice(0, count)) expect(all.text).toContain(`${name}です。`);
    const one = await hand('readout', { ...DAY, serviceIds: [found[1].id] }).expect(200);
    expect(one.text).toMatch(/^相談先は1つあります。\n\n.*です。\n電話番号は、050、0000、\d{4}。\n/);
    expect(one.text).toContain(found[1].name);
    expect(one.text).not.toContain(found[0].name);
  });

  it('puts on paper only what fits the answers, and a page of it', async () => {
    const other = await hand('memo', { ...DAY, serviceIds: [randomUUID()] }).expect(422);
    expect(other.body.errors).toMatchObject([{ pointer: '/serviceIds/0', code: 'unknown' }]);
    const many = Array.from({ length: 6 }, () => randomUUID());
    const tooMany = await hand('readout', { ...DAY, serviceIds: many }).expect(422);
    expect(tooMany.body.errors).toMatchObject([{ pointer: '/serviceIds', code: 'too_many' }]);
    const analyst = await app.account('analyst');
    await app.as(analyst).post(`${SESSIONS}/memo`).send(DAY).expect(403);
  });
});
