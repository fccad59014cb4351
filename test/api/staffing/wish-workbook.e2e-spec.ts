import { read, utils, type WorkSheet, write } from '@e965/xlsx';
import { openPeriod } from '../../support/factories/period';
import { upload } from '../../support/factories/call-file';
import { type TestAccount, TestApp } from '../../support/test-app';

const XML_OF_SHEET = 'xl/worksheets/sheet1.xml';
const FIRST_ROW = 6;

describe('the workbook of wishes', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let stranger: TestAccount;
  let other: string;
  let path: string;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    stranger = await app.account('coordinator');
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    coordinator = await app.account('coordinator');
    other = await app.person(coordinator.organisationId);
    path = `/api/v1/periods/${await openPeriod(app, [coordinator.organisationId, stranger.organisationId])}`;
  });

  async function download(account = coordinator): Promise<Buffer> {
    const { body } = await app
      .as(account)
      .get(`${path}/availability.xlsx`)
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => done(null, Buffer.concat(pieces)));
      })
      .expect(200);
    return body as Buffer;
  }
  const sheetOf = (bytes: Buffer): WorkSheet => read(bytes).Sheets['希望'] ?? {};
  const textsOf = (bytes: Buffer) =>
    utils.sheet_to_json<string[]>(sheetOf(bytes), { header: 1, defval: '', raw: false });

  /** The workbook with some cells written into it by another program. */
  function filled(bytes: Buffer, cells: Readonly<Record<string, string | number>>): Buffer {
    const book = read(bytes);
    const sheet = book.Sheets['希望'] ?? {};
    for (const [address, value] of Object.entries(cells))
      utils.sheet_add_aoa(sheet, [[value]], { origin: address });
    return Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
  }
  const send = async (bytes: Buffer, query = '', account = coordinator) =>
    (await upload(app, account, `${path}/availability-imports${query}`, bytes).expect(202)).body;
  const faultsOf = async (jobId: string) =>
    (await app.as(coordinator).get(`/api/v1/jobs/${jobId}/faults`).expect(200)).body.items.map(
      ({ row, column, code }: { row: number; column: string; code: string }) => `${row} ${column} ${code}`,
    );
  const rowOf = async (personId: string | null) => {
    const [found] = await app.sql<{ staff_code: string }>(
      `SELECT staff_code FROM affiliation WHERE person_id = $1`,
      [personId],
    );
    return (
      FIRST_ROW +
      textsOf(await download())
        .slice(FIRST_ROW - 1)
        .findIndex(([code]) => code === found?.staff_code)
    );
  };
  const inForce = (personId: string | null) => app.as(coordinator).get(`${path}/availability/${personId}`);

  it('goes out blank with lists to choose from, protected but for what is to be filled in', async () => {
    const bytes = await download();
    const [title = [], guide = [], , days = [], bands = [], ...people] = textsOf(bytes);
    expect(title[0]).toMatch(/^希望表　試験期/);
    expect(guide[0]).toContain('◎ 希望');
    expect(days.slice(0, 2)).toEqual(['職員番号', '氏名']);
    expect([days[8], bands[8]]).toEqual(['2026-12-25', '10:00-16:00']);
    expect([days.at(-1), bands.at(-1)]).toEqual(['2027-01-03', '28:00-34:00']);
    expect(days).toHaveLength(8 + 40);
    expect(people).toHaveLength(2);
    const parts = read(bytes, { bookFiles: true }) as unknown as {
      files: Record<string, { content: Uint8Array }>;
    };
    const xml = Buffer.from(parts.files[XML_OF_SHEET]?.content ?? []).toString('utf8');
    expect(xml).toContain('<sheetProtection');
    const lists = xml.matchAll(/<dataValidation type="list"[^>]* sqref="([^"]*)"><formula1>([^<]*)</g);
    expect([...lists].map(([, area, choices]) => [area, choices])).toEqual([
      ['AA6:AV7', '&quot;◎,○,△,×&quot;'],
      ['I6:Z7', '&quot;◎,○,△,×&quot;'],
    ]);
  });

  it('comes back filled: tried first, then kept, and twice changes nothing', async () => {
    const row = await rowOf(other);
    const bytes = filled(await download(), {
      [`C${row}`]: 2,
      [`F${row}`]: 12,
      [`G${row}`]: '31日は可',
      [`I${row}`]: '◎',
      [`J${row}`]: '○',
      [`K${row}`]: '×',
    });
    const tried = await send(bytes, '?dryRun=true');
    expect(tried).toMatchObject({
      status: 'succeeded',
      counts: { rows: 2, added: 1, unchanged: 1, rejected: 0 },
    });
    await inForce(other).expect(404);
    expect(await send(bytes)).toMatchObject({
      status: 'succeeded',
      counts: { rows: 2, added: 1, unchanged: 1, rejected: 0 },
    });
    expect((await inForce(other).expect(200)).body).toMatchObject({
      revisionNo: 1,
      maxNights: 2,
      targetMinutes: 720,
      noteToAll: '31日は可',
      spans: [
        { from: '2026-12-25T10:00:00+09:00', until: '2026-12-25T16:00:00+09:00', wish: 'want' },
        { from: '2026-12-25T16:00:00+09:00', until: '2026-12-25T22:00:00+09:00', wish: 'can' },
        { from: '2026-12-25T22:00:00+09:00', until: '2026-12-26T04:00:00+09:00', wish: 'cannot' },
      ],
    });
    expect(await send(bytes)).toMatchObject({ counts: { added: 0, unchanged: 2, rejected: 0 } });
    expect(await send(await download())).toMatchObject({ counts: { added: 0, unchanged: 2, rejected: 0 } });
    await inForce(coordinator.personId).expect(404);
  });

  it('leaves what no cell can show, and the private note, as they were', async () => {
    const night = { from: '2026-12-31T22:30:00+09:00', until: '2027-01-01T03:00:00+09:00', wish: 'want' };
    await app
      .as(coordinator)
      .put(`${path}/availability/${other}`)
      .send({ spans: [night], noteToCoordinator: '通院中' })
      .expect(201);
    expect(await send(await download())).toMatchObject({ counts: { added: 0, unchanged: 2, rejected: 0 } });
    await send(filled(await download(), { [`I${await rowOf(other)}`]: '△' }));
    const { body } = await inForce(other).expect(200);
    expect(body).toMatchObject({
      revisionNo: 2,
      noteToCoordinator: '通院中',
      spans: [{ wish: 'reluctant' }, night],
    });
  });

  it('names each wrong cell by its address and keeps the rows that are right', async () => {
    const [row, good] = [await rowOf(other), await rowOf(coordinator.personId)];
    const bytes = filled(await download(), {
      [`C${row}`]: 'たくさん',
      [`I${row}`]: '？',
      [`I${good}`]: '◎',
      A8: 'NOBODY',
      I8: '◎',
    });
    const job = await send(bytes);
    expect(job).toMatchObject({
      status: 'succeeded',
      counts: { rows: 3, added: 1, unchanged: 0, rejected: 2 },
    });
    const found = [`${row} C${row} number`, `${row} I${row} symbol`, '8 A8 unknown_person'];
    expect(new Set(await faultsOf(job.id))).toEqual(new Set(found));
    const ruled = await send(filled(await download(), { [`C${row}`]: 0, [`K${row}`]: '◎' }));
    expect(await faultsOf(ruled.id)).toEqual([`${row} C${row} contradicts_wish`]);
  });

  it('overwrites no answer given since it was exported, and says in which row', async () => {
    const answer = (wish: string, ifMatch?: string) =>
      app
        .as(coordinator)
        .put(`${path}/availability/${other}`)
        .set(ifMatch === undefined ? {} : { 'If-Match': ifMatch })
        .send({ spans: [{ from: '2026-12-25T10:00:00+09:00', until: '2026-12-25T16:00:00+09:00', wish }] });
    const row = await rowOf(other);
    const [blank, own] = [await download(), await rowOf(coordinator.personId)];
    const { headers } = await answer('can').expect(201);
    const old = filled(blank, { [`I${row}`]: '×', [`I${own}`]: '◎' });
    const job = await send(old);
    expect(job).toMatchObject({
      status: 'succeeded',
      counts: { rows: 2, added: 1, unchanged: 0, rejected: 1 },
    });
    expect(await faultsOf(job.id)).toEqual([`${row} H${row} changed_since`]);
    expect((await inForce(other).expect(200)).body).toMatchObject({
      revisionNo: 1,
      spans: [{ wish: 'can' }],
    });
    // Rows in which nobody has written ask for nothing, and what is said already is no conflict.
    const second = await download();
    expect(await send(blank)).toMatchObject({ counts: { added: 0, unchanged: 2, rejected: 0 } });
    await answer('want', headers['etag']).expect(201);
    expect(await send(second)).toMatchObject({ counts: { added: 0, unchanged: 2, rejected: 0 } });
    expect(await send(filled(second, { [`I${row}`]: '◎' }))).toMatchObject({
      counts: { added: 0, unchanged: 2, rejected: 0 },
    });
    expect((await inForce(other).expect(200)).body).toMatchObject({
      revisionNo: 2,
      spans: [{ wish: 'want' }],
    });
    const touched = await send(filled(await download(), { [`H${row}`]: 'いつか', [`I${row}`]: '×' }));
    expect(await faultsOf(touched.id)).toEqual([`${row} H${row} revision`]);
  });

  it('is not read into another organisation, another period, or from another kind of file', async () => {
    const mine = await download();
    const theirs = await send(mine, '', stranger);
    expect(theirs).toMatchObject({ status: 'failed', failure: { code: 'other_workbook' } });
    expect(await send(Buffer.from('職員番号,氏名'))).toMatchObject({
      status: 'failed',
      failure: { code: 'workbook_unreadable' },
    });
    expect(await send(filled(mine, { I5: '10:00-17:00' }))).toMatchObject({
      status: 'failed',
      failure: { code: 'changed_head' },
    });
    const foreign = `?organisationId=${stranger.organisationId}`;
    await app.as(coordinator).get(`${path}/availability.xlsx${foreign}`).expect(422);
    await upload(app, coordinator, `${path}/availability-imports${foreign}`, mine).expect(422);
    const counsellor = await app.account('counsellor', coordinator.organisationId);
    await app.as(counsellor).get(`${path}/availability.xlsx`).expect(403);
  });
});
