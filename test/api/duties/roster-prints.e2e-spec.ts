import { read, utils, type WorkSheet } from '@e965/xlsx';
import type { PdfModel } from '../../../src/platform/pdf/pdf-model';
import { writePdf } from '../../../src/platform/pdf/write-pdf';
import { openPeriod } from '../../support/factories/period';
import { PublishedRoster } from '../../support/factories/published-roster';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('roster prints', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let other: TestAccount;
  let contractor: TestAccount;
  let roster: PublishedRoster;
  let people: readonly string[];

  beforeAll(async () => {
    app = await TestApp.start();
    coordinator = await app.account('coordinator');
    other = await app.account('coordinator');
    contractor = await app.account('contractor');
    const periodId = await openPeriod(app, [coordinator.organisationId, other.organisationId]);
    roster = new PublishedRoster(app, periodId, coordinator);
    people = [
      await app.person(coordinator.organisationId),
      await app.person(coordinator.organisationId),
      await app.person(other.organisationId),
    ];
    for (const [index, name] of ['佐藤', '髙橋', '鈴木'].entries()) {
      await app.sql(`UPDATE person SET family_name = $2 WHERE id = $1`, [people[index], name]);
    }
    await roster.duty({
      personId: people[0] ?? '',
      from: '12-31T22:00',
      until: '01-01T06:00',
      fieldCode: 'suicide',
    });
    await roster.publish('12-20T12:00');
    const draft = await roster.duty({ personId: people[1] ?? '', from: '12-31T22:00', until: '01-01T06:00' });
    await roster.duty({
      personId: people[2] ?? '',
      organisationId: other.organisationId,
      from: '12-30T10:00',
      until: '12-30T18:00',
    });
    await roster.publish('12-20T12:00', other.organisationId);
    // Two of its seats stay empty, and a shift in which nobody sits; what was planned after the publication is a draft.
    await app.sql(
      `UPDATE shift SET seats = 3, created_at = '2026-12-19T12:00:00+09:00' WHERE period_id = $1 AND organisation_id = $2`,
      [roster.periodId, other.organisationId],
    );
    await emptyShift('2026-12-20T11:59:00+09:00', 'chat');
    await emptyShift('2026-12-20T12:01:00+09:00', 'sns');
    await app.sql(`UPDATE shift SET created_at = '2026-12-20T12:01:00+09:00' WHERE id = $1`, [draft.shiftId]);
  });
  afterAll(() => app.stop());

  const emptyShift = (createdAt: string, channel: string) =>
    app.sql(
      `INSERT INTO shift (id, period_id, organisation_id, channel, role, starts_at, ends_at, seats, created_at)
       VALUES (gen_random_uuid(), $1, $2, $4, 'counsellor', '2026-12-31T10:00:00+09:00', '2026-12-31T11:00:00+09:00', 1, $3)`,
      [roster.periodId, other.organisationId, createdAt, channel],
    );
  const print = (ending: string, account = coordinator) =>
    app
      .as(account)
      .get(`/api/v1/periods/${roster.periodId}/roster.${ending}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
  const grid = (sheet: WorkSheet | undefined): unknown[][] => utils.sheet_to_json(sheet ?? {}, { header: 1 });

  it('gives the published roster of one’s organisation as an A3 workbook, and no draft', async () => {
    const answer = await print('xlsx').expect(200);
    expect(answer.headers['content-disposition']).toContain('roster.xlsx');
    const workbook = read(answer.body, { cellStyles: true });
    expect(workbook.SheetNames).toEqual(['窓口別・時間別', '担当者別・日別']);
    const [hours, persons] = workbook.SheetNames.map((name) => grid(workbook.Sheets[name]));
    expect(hours?.[3]?.slice(0, 3)).toEqual(['日', '窓口', '0時']);
    expect(hours?.slice(4).map((row) => [row[0], row.filter((cell) => cell === '佐藤').length])).toEqual([
      ['12/31（木）', 2],
      ['1/1（金）', 6],
    ]);
    expect(hours?.[1]?.[0]).toMatch(/^団体\w{4} 第1版$/);
    expect(persons?.slice(4)).toEqual([[expect.any(String), '佐藤 太郎', '22–翌6 電話', '8:00']]);
    expect(JSON.stringify([hours, persons])).not.toMatch(/髙橋|鈴木/);
    expect(workbook.Workbook?.Names).toContainEqual(
      expect.objectContaining({ Name: '_xlnm.Print_Area', Ref: "'窓口別・時間別'!$A1:$Z6" }),
    );
  });

  it('gives the contractor every organisation, or one', async () => {
    const all = read((await print('xlsx', contractor).expect(200)).body);
    const one = read(
      (await print(`xlsx?organisationId=${other.organisationId}`, contractor).expect(200)).body,
    );
    const names = (workbook: ReturnType<typeof read>) =>
      grid(workbook.Sheets['担当者別・日別'])
        .slice(4)
        .map((row) => String(row[1]))
        .sort();
    expect(names(all)).toEqual(['佐藤 太郎', '鈴木 太郎', '空席'].sort());
    expect(names(one)).toEqual(['鈴木 太郎', '空席'].sort());
    await print(`xlsx?organisationId=${coordinator.organisationId}`, other).expect(404);
  });

  it('shows the seats that stand empty, of what was planned when it was published', async () => {
    const workbook = read((await print('xlsx', other).expect(200)).body);
    const [hours, persons] = workbook.SheetNames.map((name) => grid(workbook.Sheets[name]).slice(4));
    expect(hours?.map((row) => [row[0], row[1], row[2 + 10]])).toEqual([
      ['12/30（水）', '電話', '鈴木\n空席2'],
      ['12/31（木）', 'チャット', '空席1'],
    ]);
    expect(persons?.map((row) => row.slice(1))).toEqual([
      ['鈴木 太郎', '10–18 電話', undefined, '8:00'],
      ['空席', '10–18 電話 2席', '10–11 チャット 1席', '17:00'],
    ]);
  });

  it('gives the same as an A3 PDF on its side, one table after the other', async () => {
    const answer = await print('pdf').expect(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    const text = (answer.body as Buffer).toString('latin1');
    expect(text.match(/\/MediaBox \[0 0 1190\.55 841\.89\]/g)).toHaveLength(2);
    expect(text).toContain('NotoSansJP');
  });

  it('is for planners and leaders, audited, and says what is missing', async () => {
    await print('pdf', await app.account('counsellor', coordinator.organisationId)).expect(403);
    await app
      .as(coordinator)
      .get(`/api/v1/periods/${roster.periodId}/roster.pdf?organisationId=x`)
      .expect(400);
    const unpublished = await openPeriod(app, [coordinator.organisationId]);
    await app.as(coordinator).get(`/api/v1/periods/${unpublished}/roster.pdf`).expect(404);
    await print('xlsx', await app.account('supervisor', coordinator.organisationId)).expect(200);
    const audit = await app.sql(
      `SELECT detail FROM audit_log WHERE action = 'roster.printed' AND object_id = $1 ORDER BY id DESC LIMIT 1`,
      [roster.periodId],
    );
    expect(audit).toEqual([{ detail: { format: 'xlsx', organisationId: null, duties: 1 } }]);
  });

  it('says when to come back while too many are printed', async () => {
    const rows = Array.from({ length: 1_500 }, (_, at) => [{ text: `${at}` }]);
    const long: PdfModel = {
      title: '順番待ち',
      creator: 'Tsunagi',
      asOf: app.now(),
      paper: 'A4',
      orientation: 'portrait',
      blocks: [{ kind: 'table', widths: ['share'], header: ['番'], rows }],
    };
    const waiting = Array.from({ length: 8 }, () => ({ ...long, blocks: [] }));
    const others = [long, long, ...waiting].map(writePdf);
    const answer = await print('pdf').expect(503);
    expect(answer.headers['retry-after']).toBe('2');
    expect(JSON.parse(String(answer.body))).toMatchObject({ code: 'too_many_prints' });
    await Promise.all(others);
    await print('pdf').expect(200);
  });
});
