import { describeApi } from '../../../src/openapi';
import { type TestAccount, TestApp } from '../../support/test-app';

const PATH = '/api/v1/personal-data-findings';

describe('findings of personal data', () => {
  let app: TestApp;
  let counsellor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    counsellor = await app.account('counsellor');
  });
  afterAll(() => app.stop());

  const read = (text: unknown, who = counsellor) => app.as(who).post(PATH).send({ text });

  it('says what, where and why, and shows the masked text', async () => {
    const text = '𠮷田さん、携帯は０９０－１２３４－５６７８。新宿区西新宿2丁目8番1号';
    const answer = await read(text).expect(200);
    expect(answer.body).toEqual({
      items: [
        { kind: 'name', from: 0, until: 3, text: '𠮷田', reason: '「さん」の前にあり、人の名前と読めます。' },
        {
          kind: 'phone',
          from: 9,
          until: 22,
          text: '０９０－１２３４－５６７８',
          reason: '電話番号と読める数字です。',
        },
        {
          kind: 'address',
          from: 23,
          until: 36,
          text: '新宿区西新宿2丁目8番1号',
          reason: '住所と読める文字です（地名と番地など）。',
        },
      ],
      masked: '〔氏名〕さん、携帯は〔電話番号〕。〔住所〕',
    });
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' 　\n'],
    ['no person', '110番と#9999を案内、東京都に住んでいる。'],
    ['what programs change on the way', 'a\rb\u0085\u001b[31m\ufeffｶﾞ葛\u{e0100}\u202e👨‍👩‍👧e\u0301\ufa19'],
  ])('gives %s back code point for code point', async (_, text) => {
    const answer = await read(text).expect(200);
    expect(answer.body).toEqual({ items: [], masked: text });
  });

  it('reads as much as a narrative may hold, and refuses more', async () => {
    const longest = '𠮷'.repeat(200_000);
    const answer = await read(longest).expect(200);
    expect(answer.body.masked).toBe(longest);
    const refused = await read(`${longest}あ`).expect(400);
    expect(refused.body.errors[0].pointer).toBe('/text');
  });

  it.each([[{}], [{ text: 1 }], [{ text: null }], [{ text: ['a'] }], [{ text: 'a', more: 1 }]])(
    'refuses %j',
    async (body) => {
      await app.as(counsellor).post(PATH).send(body).expect(400);
    },
  );

  it('is for those who write sheets', async () => {
    await read('佐藤さん', await app.account('analyst')).expect(403);
    await app.http.post(PATH).send({ text: '佐藤さん' }).expect(401);
  });

  it('leaves no trace of the text', async () => {
    const written: string[] = [];
    const outputs = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation((chunk) => {
        written.push(String(chunk));
        return true;
      }),
    );
    const count = async (): Promise<unknown> => app.sql('SELECT count(*) AS events FROM audit_log');
    const before = await count();
    await read('秘密の話。080-2222-3333').expect(200);
    for (const output of outputs) output.mockRestore();
    expect(await count()).toEqual(before);
    expect(written.join('')).not.toMatch(/秘密の話|2222-3333/);
  });

  it('is described with its shapes', () => {
    const { paths, components } = describeApi(app.app);
    expect(JSON.stringify(paths[PATH])).toContain('#/components/schemas/PersonalDataFindings');
    expect(components?.schemas?.['PersonalDataFinding']).toMatchObject({
      required: ['kind', 'from', 'until', 'text', 'reason'],
    });
  });
});
