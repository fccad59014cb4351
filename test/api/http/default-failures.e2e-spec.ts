import { gzipSync } from 'node:zlib';
import { type TestAccount, TestApp } from '../../support/test-app';
import { CANARY, Exchange, expectProblem } from './exchange';

const UNKNOWN = '01890000-0000-7000-8000-000000000001';

/**
 * Requests that an application of this framework answers wrongly unless somebody sees to it: accepted unchecked,
 * silently changed, or answered with 500. One row each, and what is right instead.
 */
describe('what a default application gets wrong', () => {
  let app: TestApp;
  let http: Exchange;
  let contractor: TestAccount;
  let period: string;

  const windows = (): string => `/api/v1/periods/${period}/opening-windows`;
  const participations = (): string => `/api/v1/periods/${period}/participations`;
  const faultsOf = (body: { errors?: readonly { pointer: string; code: string }[] }): string[] =>
    (body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

  beforeAll(async () => {
    app = await TestApp.start();
    contractor = await app.account('contractor');
    http = await Exchange.listen(app, contractor);
    const created = await http.postJson('/api/v1/periods', {
      label: '試験期',
      startsAt: '2025-12-25T10:00:00+09:00',
      endsAt: '2026-01-05T10:00:00+09:00',
    });
    period = (JSON.parse(created.text) as { id: string }).id;
  });
  afterAll(() => app.stop());

  it('takes a valid nested object, and refuses what is not in its class', async () => {
    const daily = { from: '10:00', until: '22:00' };
    expect((await http.postJson(windows(), { channel: 'phone', daily })).status).toBe(201);
    const extra = await http.postJson(windows(), { channel: 'phone', daily: { ...daily, extra: CANARY } });
    expect(faultsOf(expectProblem(extra, 400))).toEqual(['/daily/extra unknown_field']);
    const missing = await http.postJson(windows(), { channel: 'chat', daily: { from: '10:00' } });
    expect(faultsOf(expectProblem(missing, 400))).toEqual(['/daily/until required']);
    const empty = await http.postJson(windows(), { channel: 'chat', daily: {} });
    expect(faultsOf(expectProblem(empty, 400))).toEqual(['/daily/from required', '/daily/until required']);
  });

  it.each([
    ['an array for an object', { channel: 'phone', daily: [{ from: '10:00', until: '22:00' }] }],
    ['an empty array for an object', { channel: 'phone', daily: [] }],
    ['a string for an object', { channel: 'phone', daily: CANARY }],
    ['a number for an object', { channel: 'phone', daily: 1 }],
    ['{} for a string', { channel: {} }],
    ['[] for a string', { channel: ['phone'] }],
    ['a number for a string', { channel: 'phone', fieldCode: 5 }],
    ['{} for an instant', { channel: 'phone', opensAt: {} }],
    ['a number for an instant', { channel: 'phone', opensAt: 1_766_624_400_000 }],
    ['null where nothing may be null', { channel: null }],
  ])('refuses %s', async (_, body) => {
    expectProblem(await http.postJson(windows(), body), 400);
  });

  it.each([
    ['an array', [{ channel: 'phone' }]],
    ['an empty array', []],
    ['a string', CANARY],
    ['a number', 1],
    ['null', null],
    ['true', true],
  ])('refuses a body that is %s', async (_, body) => {
    const problem = expectProblem(await http.postJson(windows(), body), 400);
    expect(faultsOf(problem)).toEqual([' object']);
  });

  it.each([
    ['"5" for a number', '"5"'],
    ['true for a number', 'true'],
    ['{} for a number', '{}'],
    ['[5] for a number', '[5]'],
    ['a fraction', '5.5'],
    ['a negative count', '-1'],
    ['more than int4 holds', '2147483648'],
    ['more than int8 holds', '12345678901234567890'],
    ['more than a double holds', '1e400'],
    ['a number rounded by the parser', '9007199254740993'],
  ])('refuses %s', async (_, literal) => {
    const seats = `{"organisationId":"${contractor.organisationId}","seatsPromised":${literal}}`;
    expect(faultsOf(expectProblem(await http.post(participations(), seats), 400))).toEqual([
      '/seatsPromised whole_number',
    ]);
    const yen = `{"organisationId":"${contractor.organisationId}","budgetYen":${literal}}`;
    // int4 has no say in yen; the audience of this table is the other nine.
    if (literal !== '2147483648') {
      expect(faultsOf(expectProblem(await http.post(participations(), yen), 400))).toEqual([
        '/budgetYen yen',
      ]);
    }
  });

  it.each(['"false"', '"true"', '0', '1', '""', '{}', '[]', 'null'])(
    'refuses %s for a boolean',
    async (flag) => {
      const admin = await app.account('admin');
      const field = `{"code":"note","label":"メモ","type":"text","required":${flag}}`;
      const body = `{"definition":{"sections":[{"code":"a","label":"甲","fields":[${field}]}]}}`;
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${admin.token}` };
      const answer = await http.send(`/api/v1/forms/${UNKNOWN}/versions`, { method: 'POST', body, headers });
      const code = flag === 'null' ? 'required' : 'flag';
      expect(faultsOf(expectProblem(answer, 400))).toEqual([
        `/definition/sections/0/fields/0/required ${code}`,
      ]);
    },
  );

  it.each([
    ['application/x-www-form-urlencoded', 'channel=phone'],
    ['text/plain', '{"channel":"phone"}'],
    ['text/json', '{"channel":"phone"}'],
    ['application/json;;;=', '{"channel":"phone"}'],
    ['application/jsonx', '{"channel":"phone"}'],
    ['application/vnd.api+json', '{"channel":"phone"}'],
    ['application/json; charset=shift_jis', '{"channel":"phone"}'],
    ['application/json; charset=utf-16', '{"channel":"phone"}'],
    ['multipart/form-data; boundary=x', '--x--\r\n'],
    ['multipart/form-data', '--x--\r\n'],
    ['*/*', '{"channel":"phone"}'],
    ['json', '{"channel":"phone"}'],
  ])('answers 415 to %s', async (type, body) => {
    const answer = await http.send(windows(), { method: 'POST', body, headers: { 'content-type': type } });
    expect(expectProblem(answer, 415).code).toBe('unsupported_media_type');
  });

  it('takes JSON in UTF-8 however it is declared', async () => {
    for (const type of ['application/json; charset=utf-8', 'Application/JSON; Charset="UTF-8"']) {
      const body = JSON.stringify({ channel: 'phone', daily: { from: CANARY, until: '22:00' } });
      const answer = await http.send(windows(), { method: 'POST', body, headers: { 'content-type': type } });
      expect(faultsOf(expectProblem(answer, 400))).toEqual(['/daily/from clock_time']);
    }
  });

  it('answers 415 to a compressed body, good or bad', async () => {
    for (const body of [gzipSync('{"channel":"phone"}'), Buffer.from('not gzip')]) {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      const answer = await http.send(windows(), { method: 'POST', body: new Uint8Array(body), headers });
      expect(expectProblem(answer, 415).code).toBe('unsupported_content_encoding');
    }
  });

  it.each([
    ['cut off', `{"channel":"${CANARY}`],
    ['not JSON', CANARY],
    ['empty', ''],
    ['with a byte order mark', `\uFEFF{"channel":"phone"}`],
    ['two documents', '{"channel":"phone"}{}'],
    ['single quotes', `{'channel':'${CANARY}'}`],
    ['a trailing comma', '{"channel":"phone",}'],
    ['NaN', '{"channel":NaN}'],
  ])('answers malformed JSON (%s) with a constant sentence', async (_, body) => {
    const problem = expectProblem(await http.post(windows(), body), 400);
    expect(problem).toMatchObject({ code: 'invalid_json', detail: '本文が正しい JSON ではありません。' });
  });

  it.each([
    ['33 arrays', '['.repeat(33) + ']'.repeat(33)],
    ['20,000 arrays', '['.repeat(20_000) + ']'.repeat(20_000)],
    ['45,000 arrays', '['.repeat(45_000) + ']'.repeat(45_000)],
    ['45,000 objects', '{"a":'.repeat(45_000) + '1' + '}'.repeat(45_000)],
    ['45,000 arrays never closed', '['.repeat(45_000)],
    ['20,000 arrays inside a field', `{"channel":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
  ])('refuses a body %s deep, and quickly', async (_, body) => {
    expect(expectProblem(await http.post(windows(), body), 400).code).toBe('too_deep');
  });

  it.each([
    [
      '180,000 keys',
      JSON.stringify(Object.fromEntries(Array.from({ length: 180_000 }, (_, i) => [`k${i}`, 1]))),
    ],
    ['a million items', `{"channel":[${'1,'.repeat(1_000_000)}1]}`],
    ['300,000 objects', `{"channel":"phone","daily":[${'{},'.repeat(300_000)}{}]}`],
  ])('refuses a body of %s for its size alone', async (_, body) => {
    expect(expectProblem(await http.post(windows(), body), 400).code).toMatch(/^too_many_(keys|values)$/);
  });

  it('refuses bytes that are not UTF-8', async () => {
    for (const bad of [
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf5, 0x80, 0x80, 0x80],
      [0xff],
      [0xe3, 0x81],
      [0x83, 0x65],
    ]) {
      const body = new Uint8Array(
        Buffer.concat([Buffer.from('{"label":"'), Buffer.from(bad), Buffer.from('"}')]),
      );
      expect(expectProblem(await http.post('/api/v1/periods', body), 400).code).toBe('invalid_utf8');
    }
  });

  it('refuses characters that the database could not keep, naming the place', async () => {
    for (const character of ['\\u0000', '\\ud800', '\\udfff', '\\udc00\\ud800']) {
      const body = `{"label":"${CANARY}${character}","startsAt":"2025-12-25T10:00:00+09:00"}`;
      expect(faultsOf(expectProblem(await http.post('/api/v1/periods', body), 422))).toEqual([
        '/label character',
      ]);
    }
  });

  it.each([
    ['twice', '{"channel":"phone","channel":"chat"}', 'duplicate_key'],
    ['twice, once escaped', '{"channel":"phone","\\u0063hannel":"chat"}', 'duplicate_key'],
    [
      'twice in a nested object',
      '{"channel":"phone","daily":{"from":"10:00","from":"11:00"}}',
      'duplicate_key',
    ],
    ['__proto__', '{"channel":"phone","__proto__":{"channel":"chat"}}', 'forbidden_key'],
    ['__proto__, escaped and nested', '{"daily":{"\\u005f_proto__":{"from":"10:00"}}}', 'forbidden_key'],
    ['constructor', '{"constructor":{"prototype":{"admin":true}}}', 'forbidden_key'],
    ['with U+0000', '{"chan\\u0000nel":"phone"}', 'forbidden_key'],
    ['with half a surrogate pair', '{"\\ud800":"phone"}', 'forbidden_key'],
  ])('refuses a key written %s', async (_, body, code) => {
    expect(expectProblem(await http.post(windows(), body), 400).code).toBe(code);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('names an unknown field, but does not repeat what is no name', async () => {
    const named = expectProblem(await http.postJson(windows(), { channel: 'phone', colour: 'x' }), 400);
    expect(faultsOf(named)).toEqual(['/colour unknown_field']);
    const unnamed = expectProblem(await http.postJson(windows(), { channel: 'phone', [CANARY]: 'x' }), 400);
    expect(faultsOf(unnamed)).toEqual([' unknown_field']);
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`field${i}`, i]));
    expect(expectProblem(await http.postJson(windows(), many), 400).errors?.length).toBe(100);
  });
});
