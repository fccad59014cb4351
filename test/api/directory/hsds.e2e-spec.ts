import { randomUUID } from 'node:crypto';
import { locationInput, newBody, newService } from '../../support/factories/directory';
import { hsdsFaults } from '../../support/hsds-contract';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('HSDS', () => {
  let app: TestApp;
  let editor: TestAccount;
  let bodyId: string;
  let full: string;

  beforeAll(async () => {
    app = await TestApp.start();
    editor = await app.account('coordinator');
    bodyId = await newBody(app, editor, {
      kana: 'ミホンチョウノダンタイ',
      corporateNumber: '2000012010019',
      url: 'https://body.example/',
    });
    const { body } = await app
      .as(editor)
      .post('/api/v1/directory/locations')
      .send(locationInput(bodyId, { access: '見本駅から5分' }))
      .expect(201);
    full = await newService(app, editor, bodyId, {
      name: 'あ 全部ある窓口',
      kana: 'アゼンブアルマドグチ',
      description: '100%本当の説明',
      minAge: 6,
      maxAge: 18,
      eligibility: '誰でも',
      fee: '無料',
      url: 'https://service.example/',
      email: 'desk@service.example',
      validUntil: '2190-01-01',
      languages: ['ja', 'en'],
      areas: ['JP', '13', '13101'],
      locationIds: [body.id],
      schedules: [
        { weekdays: [5, 6], opensAt: '22:00', closesAt: '29:00', closedOnHolidays: false },
        { weekdays: [1], opensAt: '00:00', closesAt: '24:00', closedOnHolidays: true },
      ],
      exceptions: [
        { from: '12-29', until: '01-04', opensAt: null, closesAt: null },
        { from: '2025-08-15', until: '2025-08-16', opensAt: '10:00', closesAt: '12:00' },
      ],
      phones: [
        { kind: 'fax', number: '03-0000-0002', note: null },
        { kind: 'night', number: '03-0000-0003', note: null },
      ],
    });
    for (const [tag, sub, input] of [
      ['"v1"', 'verification', { verifiedOn: '2025-12-01' }],
      ['"v2"', 'capacity', { capacity: 'limited' }],
    ] as const) {
      const path = `/api/v1/directory/services/${full}/${sub}`;
      await app.as(editor).put(path).set('If-Match', tag).send(input).expect(200);
    }
    await newService(app, editor, bodyId, { name: 'い 少しだけ', worries: ['W01'], fields: [], phones: [] });
    await newService(app, editor, bodyId, { name: 'う まだ先', validFrom: '2150-01-01' });
    const gone = await newService(app, editor, bodyId, { name: 'え 閉じた' });
    await app
      .as(editor)
      .put(`/api/v1/directory/services/${gone}/retirement`)
      .set('If-Match', '"v1"')
      .send({ reason: '閉所' })
      .expect(200);
  });
  afterAll(() => app.stop());

  const names = async (query: string): Promise<string[]> => {
    const { body } = await app.http.get(`/hsds/services?${query}`).expect(200);
    return (body.contents as { name: string }[]).map(({ name }) => name);
  };

  it('says what it is, with and without the slash', async () => {
    const { body } = await app.http.get('/hsds/').expect(200);
    expect(body).toMatchObject({ version: '3.1', profile: 'urn:tsunagi:hsds-profile:jp:1' });
    expect(body.openapi_url).toMatch(/^http:\/\/[^/]+\/api\/openapi\.json$/);
    expect((await app.http.get('/hsds').expect(200)).body).toMatchObject({ version: '3.1' });
  });

  it('gives one service with all its parts, as HSDS asks', async () => {
    const { body } = await app.http.get(`/hsds/services/${full}`).expect(200);
    expect(hsdsFaults('service', body)).toEqual([]);
    expect(body).toMatchObject({
      assured_date: '2025-12-01',
      minimum_age: 6,
      organization: { id: bodyId, organization_identifiers: [{ identifier: '2000012010019' }] },
      phones: [
        { type: 'fax', number: '03-0000-0002' },
        { type: 'voice', description: '夜間の連絡先' },
      ],
      schedules: [
        {
          byday: 'FR,SA',
          opens_at: '22:00+09:00',
          closes_at: '05:00+09:00',
          valid_to: '2189-12-31',
          description: '金・土曜 22:00〜翌05:00',
          notes: '毎年12-29〜01-03 休み、2025-08-15 10:00〜12:00',
        },
        { byday: 'MO', closes_at: '00:00+09:00', description: '月曜 00:00〜24:00（祝日休み）' },
      ],
      service_areas: [
        { name: '全国', extent: 'JP' },
        { name: '東京都', extent: '130001' },
        { extent: '131016', uri: 'urn:tsunagi:lg-code:131016' },
      ],
      service_at_locations: [
        {
          location: {
            external_identifier: '131016',
            addresses: [{ state_province: '東京都', country: 'JP' }],
          },
        },
      ],
      capacities: [{ available: 1, description: '残りわずか' }],
    });
    const again = await app.http.get(`/hsds/services/${full}`).expect(200);
    expect(again.body).toEqual(body);
  });

  it('lists what is offered today, page by page', async () => {
    const first = await app.http.get('/hsds/services?per_page=1').expect(200);
    expect(first.body).toMatchObject({
      total_items: 2,
      total_pages: 2,
      page_number: 1,
      size: 1,
      first_page: true,
      last_page: false,
      empty: false,
      contents: [{ name: 'あ 全部ある窓口' }],
    });
    expect(first.body.contents[0]).not.toHaveProperty('phones');
    const beyond = await app.http.get('/hsds/services?per_page=1&page=3').expect(200);
    expect(beyond.body).toMatchObject({ size: 0, last_page: true, empty: true, contents: [] });
    const whole = await app.http.get('/hsds/services?full=true').expect(200);
    expect(
      [...first.body.contents, ...whole.body.contents].flatMap((item: unknown) =>
        hsdsFaults('service', item),
      ),
    ).toEqual([]);
    const minimal = await app.http.get('/hsds/services?minimal=true').expect(200);
    expect(Object.keys(minimal.body.contents[0])).toEqual(['id', 'modified_date']);
  });

  it('takes filters that hold together', async () => {
    const { body } = await app.http.get(`/hsds/services/${full}`).expect(200);
    const attributes = body.attributes as {
      value: string;
      taxonomy_term?: { id: string; taxonomy_id: string };
    }[];
    const term = (value: string) => attributes.find((attribute) => attribute.value === value)?.taxonomy_term;
    const [worry, field] = [term('W12'), term('loneliness')];
    const both = ['あ 全部ある窓口', 'い 少しだけ'];
    expect(await names(`organization_id=${bodyId}`)).toEqual(both);
    expect(await names(`organization_id=${randomUUID()}`)).toEqual([]);
    expect(await names(`taxonomy_term_id=${worry?.id}`)).toEqual(both.slice(0, 1));
    expect(await names(`taxonomy_term_id=${field?.id}&taxonomy_id=${worry?.taxonomy_id}`)).toEqual(
      both.slice(0, 1),
    );
    expect(await names(`taxonomy_id=${worry?.taxonomy_id}`)).toEqual(both);
    expect(await names(`taxonomy_id=${field?.taxonomy_id}`)).toEqual(both.slice(0, 1));
    expect(await names(`taxonomy_id=${randomUUID()}`)).toEqual([]);
    expect(await names(`taxonomy_term_id=${randomUUID()}`)).toEqual([]);
    expect(await names(`search=${encodeURIComponent('100%本当')}`)).toEqual(both.slice(0, 1));
    expect(await names(`search=${encodeURIComponent('少し')}&taxonomy_term_id=${worry?.id}`)).toEqual([]);
    expect(await names('modified_after=2020-01-01')).toEqual(both);
    expect(await names('modified_after=2100-01-01T00:00:00Z')).toEqual([]);
  });

  it('refuses what it does not know, and changes nothing', async () => {
    await app.http.get('/hsds/services?per_page=0').expect(400);
    await app.http.get('/hsds/services?colour=red').expect(400);
    await app.http.get('/hsds/services?modified_after=2025-02-30').expect(400);
    const missing = await app.http.get(`/hsds/services/${randomUUID()}`).expect(404);
    expect(missing.headers['content-type']).toMatch('application/problem+json');
    await app.http.get('/hsds/services/1').expect(404);
    await app.http.post('/hsds/services').send({}).expect(405);
  });
});
