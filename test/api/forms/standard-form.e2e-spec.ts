import { loadPublicForms, STANDARD_FORM_ID } from '../../../seeds/reference/load-public-forms';
import { ownerDataSource } from '../../../src/platform/database/data-source';
import { type TestAccount, TestApp } from '../../support/test-app';

const FORM = `/api/v1/forms/${STANDARD_FORM_ID}`;

describe('the standard form of every installation', () => {
  let app: TestApp;
  let admin: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.account('admin');
  });
  afterAll(() => app.stop());

  const loadAgain = async () => {
    const source = await ownerDataSource(app.database.ownerUrl, []).initialize();
    try {
      await source.transaction((tx) => loadPublicForms(tx, new Date()));
    } finally {
      await source.destroy();
    }
  };
  const versions = async (): Promise<unknown[]> => {
    const { body } = await app.as(admin).get(`${FORM}/versions`).expect(200);
    return body.items.map((item: Record<string, unknown>) => [item['number'], item['inForceFrom']]);
  };

  it('has two published versions and a mapping of all that the first one asked', async () => {
    expect(await versions()).toEqual([
      [2, '2027-04-01T00:00:00+09:00'],
      [1, '2022-07-01T00:00:00+09:00'],
    ]);
    const mapping = await app.as(admin).get(`${FORM}/versions/2/mapping`).expect(200);
    expect(mapping.body).toMatchObject({ from: 1, unmapped: [] });
    const [unexplained] = await app.sql<{ options: bigint }>(
      `SELECT count(*) AS options
       FROM form_option AS fo
       JOIN form_version AS v ON v.id = fo.form_version_id AND v.form_id = $1 AND v.number = 1
       WHERE NOT EXISTS (SELECT FROM statistics.form_mapping AS m
                         WHERE m.form_id = $1 AND m.version_number = 2 AND m.field_code = fo.field_code AND m.old_code = fo.code)`,
      [STANDARD_FORM_ID],
    );
    expect(Number(unexplained?.options)).toBe(0);
  });

  it('marks the one place where its series break', async () => {
    const { body } = await app.as(admin).get(`${FORM}/versions/2/crosswalk?from=1`).expect(200);
    const broken = body.groups.filter((group: { series: string }) => group.series !== 'same');
    expect(
      broken.map((group: { series: string; old: object[]; next: object[] }) => [
        group.series,
        group.old.map((place) => Object.values(place).join('.')),
        group.next.map((place) => Object.values(place).join('.')),
      ]),
    ).toEqual([
      ...['yes', 'no', 'applying', 'unknown'].map((code) => ['retired', [`welfare_receipt.${code}`], []]),
      ['sum', ['fields.family'], ['fields.family_partner', 'fields.family_parent_child']],
      ['sum', ['main_field.family'], ['main_field.family_partner', 'main_field.family_parent_child']],
      ...['exists', 'none', 'unknown'].map((code) => ['added', [], [`someone_to_talk_to.${code}`]]),
    ]);
  });

  it('is loaded once, and never over a version that people have made', async () => {
    const before = await versions();
    await loadAgain();
    expect(await versions()).toEqual(before);
    await app.sql(`ALTER TABLE form_version DISABLE TRIGGER tr_form_version_immutable`);
    await app.sql(
      `UPDATE form_version SET number = 3, in_force_from = '2027-01-01T00:00:00+09:00' WHERE form_id = $1 AND number = 2`,
      [STANDARD_FORM_ID],
    );
    await loadAgain();
    expect(await versions()).toEqual([
      [3, '2027-01-01T00:00:00+09:00'],
      [1, '2022-07-01T00:00:00+09:00'],
    ]);
  });
});
