import type { EntityManager } from 'typeorm';
import { CODES_BEGIN, MUNICIPALITIES, type SeedMunicipality } from './municipalities';

const SOURCE = '見本（一部のみ）';

/** Adds what is missing; a list that was taken in later stays as it is. */
export async function loadMunicipalities(
  tx: EntityManager,
  municipalities: readonly SeedMunicipality[] = MUNICIPALITIES,
): Promise<void> {
  const rows = municipalities.map(({ code, name, city, from, until, successors }) => ({
    code,
    name,
    city_code: city ?? null,
    valid_from: from ?? CODES_BEGIN,
    valid_until: until ?? null,
    successor_codes: successors ?? [],
  }));
  await tx.query(
    `INSERT INTO municipality (code, name, city_code, valid_from, valid_until, successor_codes, source)
     SELECT m.code, m.name, m.city_code, m.valid_from, m.valid_until, m.successor_codes, $2
     FROM json_to_recordset($1) AS m(code text, name text, city_code text, valid_from date, valid_until date, successor_codes text[])
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows), SOURCE],
  );
}
