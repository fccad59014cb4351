import type { EntityManager } from 'typeorm';
import { INSERT_SERVICE, serviceValues } from '../../../src/directory/services/service-columns';
import { daysLater } from '../../../src/directory/domain/staleness';
import { tokyoDay } from '../../../src/shared/tokyo-time';
import { loadMunicipalities } from '../../reference/load-municipalities';
import { rowId } from '../row-ids';
import { type DemoDirectory, generateDirectory } from './demo-directory';
import { DEMO_MUNICIPALITIES, PLACES } from './directory-places';
import { quickPicks } from './quick-picks';

interface Editor {
  readonly accountId: string;
  /** Organisation that runs the shelter. */
  readonly organisationId: string;
}

export async function loadDirectory(
  tx: EntityManager,
  now: Date,
  seed: number,
  editor: Editor,
): Promise<void> {
  const directory = generateDirectory(seed);
  await loadMunicipalities(tx, DEMO_MUNICIPALITIES);
  await loadBodies(tx, now, directory);
  await loadServices(tx, now, directory, editor);
  await loadShelter(tx, now, directory, editor);
  await loadRevisions(tx, now, directory, editor);
  await loadQuickLists(tx, now, directory);
}

async function loadBodies(tx: EntityManager, now: Date, { bodies }: DemoDirectory): Promise<void> {
  await tx.query(
    `INSERT INTO directory_body (id, name, kind, created_at, updated_at)
     SELECT b.id, b.name, b.kind, $2, $2 FROM json_to_recordset($1) AS b(id uuid, name text, kind text)`,
    [JSON.stringify(bodies), now],
  );
}

async function loadServices(
  tx: EntityManager,
  now: Date,
  { services }: DemoDirectory,
  { accountId }: Editor,
): Promise<void> {
  const today = tokyoDay(now);
  for (const { id, content, verifiedDaysAgo, capacity } of services) {
    await tx.query(INSERT_SERVICE, [...serviceValues(content), id, now]);
    const verifiedOn = verifiedDaysAgo === null ? null : daysLater(today, -verifiedDaysAgo);
    await tx.query(
      `UPDATE directory_service SET verified_on = $2::date, verified_by = $3, capacity = $4, capacity_on = $2::date WHERE id = $1`,
      [id, verifiedOn, verifiedOn === null ? null : accountId, verifiedOn === null ? 'unknown' : capacity],
    );
  }
}

/** One place whose address is nobody's business. */
async function loadShelter(
  tx: EntityManager,
  now: Date,
  { services }: DemoDirectory,
  { organisationId }: Editor,
): Promise<void> {
  const service = services.find(({ content }) => content.fields.includes('women'));
  if (!service) throw new RangeError('the demo has a service for women');
  const id = rowId(now, 'directory-location/shelter');
  await tx.query(
    `SELECT set_config('tsunagi.organisation_id', $1, true), set_config('tsunagi.directory_confidential', 'open', true)`,
    [organisationId],
  );
  await tx.query(
    `INSERT INTO directory_location (id, organisation_id, body_id, is_confidential, name, postal_code, municipality_code, address,
       created_at, updated_at)
     VALUES ($1, $2, $3, true, '避難先（架空）', '000-0000', $4, '架空の番地1-1', $5, $5)`,
    [id, organisationId, service.content.bodyId, PLACES[0].code, now],
  );
  await tx.query(
    `INSERT INTO directory_service_location (service_id, location_id, from_version) VALUES ($1, $2, 1)`,
    [service.id, id],
  );
  await tx.query(
    `INSERT INTO directory_revision (object_type, object_id, version, organisation_id, is_confidential, change, content, created_at)
     SELECT 'location', l.id, 1, l.organisation_id, true, 'created', to_jsonb(l), $2 FROM directory_location AS l WHERE l.id = $1`,
    [id, now],
  );
  await tx.query(
    `SELECT set_config('tsunagi.organisation_id', '', true), set_config('tsunagi.directory_confidential', '', true)`,
  );
}

async function loadRevisions(
  tx: EntityManager,
  now: Date,
  { bodies, services }: DemoDirectory,
  { accountId }: Editor,
): Promise<void> {
  const written = [
    ...bodies.map((content) => ({ type: 'body', id: content.id, content })),
    ...services.map(({ id, content }) => ({ type: 'service', id, content })),
  ];
  await tx.query(
    `INSERT INTO directory_revision (object_type, object_id, version, is_confidential, change, content, account_id, created_at)
     SELECT r.type, r.id, 1, false, 'created', r.content, $2, $3
     FROM json_to_recordset($1) AS r(type text, id uuid, content jsonb)`,
    [JSON.stringify(written), accountId, now],
  );
}

async function loadQuickLists(tx: EntityManager, now: Date, { services }: DemoDirectory): Promise<void> {
  const picks = quickPicks(services);
  await tx.query(
    `INSERT INTO finder_quick_list (field_code, version) SELECT DISTINCT p.field, 1 FROM json_to_recordset($1) AS p(field text)`,
    [JSON.stringify(picks)],
  );
  await tx.query(
    `INSERT INTO finder_quick_entry (field_code, version, sort_order, service_id, note_ja, valid_from)
     SELECT p.field, 1, p.position, p.id, p.note, $2::date
     FROM json_to_recordset($1) AS p(field text, position integer, id uuid, note text)`,
    [JSON.stringify(picks), tokyoDay(now)],
  );
}
