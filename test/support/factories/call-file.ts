import type { TestAccount, TestApp } from '../test-app';

/** Column title → cell; the columns are those of the first row. */
export type CallCells = Readonly<Record<string, string>>;

export interface ImportJob {
  readonly id: string;
  readonly status: string;
  readonly counts: { rows: number; added: number; unchanged: number; rejected: number };
  readonly failure: { code: string; message: string } | null;
}

export function csvOf(rows: readonly CallCells[]): string {
  const titles = Object.keys(rows[0] ?? {});
  return [titles, ...rows.map((row) => titles.map((title) => row[title] ?? ''))]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
}

/** An open period with a menu, answered on the telephone; the young from 10:00 to 16:00. */
export async function callPeriod(app: TestApp, contractor: TestAccount, label: string): Promise<string> {
  const { body } = await app
    .as(contractor)
    .post('/api/v1/periods')
    .send({
      label,
      startsAt: '2024-12-25T10:00:00+09:00',
      endsAt: '2025-01-04T10:00:00+09:00',
      status: 'open',
    })
    .expect(201);
  const path = `/api/v1/periods/${body.id}`;
  const menu = [
    { fieldCode: 'suicide', digit: '3', label: '死にたいほどつらい方' },
    { fieldCode: 'under18', digit: '7', label: '18歳以下の方' },
  ];
  for (const field of menu) await app.as(contractor).post(`${path}/fields`).send(field).expect(201);
  await app
    .as(contractor)
    .post(`${path}/opening-windows`)
    .send({ channel: 'phone', fieldCode: 'under18', daily: { from: '10:00', until: '16:00' } })
    .expect(201);
  return body.id;
}

/** Uploads as a form does and waits for the end. */
export function upload(app: TestApp, account: TestAccount, path: string, file: string | Buffer) {
  return app
    .as(account)
    .post(path)
    .set('Prefer', 'wait=60')
    .attach('file', Buffer.from(file), { filename: '呼データ.csv', contentType: 'text/csv' });
}
