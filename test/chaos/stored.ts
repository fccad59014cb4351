import type { OwnerAccess } from '../support/owner-access';

export interface StoredDraft {
  readonly version: number;
  readonly submitted: boolean;
  readonly text: string;
}

export interface StoredSheet {
  readonly version: number;
  /** In order, the first one first. */
  readonly revisions: readonly { readonly number: number; readonly text: string }[];
}

export interface StoredReferral {
  readonly id: string;
  readonly sheet: string;
  /** Under which it was asked for. */
  readonly key: string;
}

/** What the server says is there, after everything is over. */
export interface Stored {
  readonly drafts: ReadonlyMap<string, StoredDraft>;
  readonly sheets: ReadonlyMap<string, StoredSheet>;
  /** Texts of refused writes, by the sheet they were meant for. */
  readonly copies: ReadonlyMap<string, readonly string[]>;
  readonly referrals: readonly StoredReferral[];
  /** `<action> <id>` → how often. */
  readonly audits: ReadonlyMap<string, number>;
  readonly numbersWithGaps: readonly object[];
}

interface Writing {
  readonly id: string;
  readonly account_id: string;
}

/** Which rows there are is asked of the database, what they say of the server, since only it can open the seals. */
export async function readStored(
  owner: OwnerAccess,
  url: string,
  tokens: ReadonlyMap<string, string>,
): Promise<Stored> {
  const get = async (account: string, path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${tokens.get(account) ?? ''}` };
    const answer = await fetch(`${url}/api/v1/consultations/${path}`, { headers });
    if (answer.status !== 200) throw new Error(`${path} cannot be read back: ${answer.status}`);
    return answer.json();
  };
  const audits = await countAudits(owner);
  const drafts = new Map<string, StoredDraft>();
  const sheets = new Map<string, StoredSheet>();
  const copies = new Map<string, string[]>();
  for (const { id, account_id: account } of await owner.sql<Writing>(
    'SELECT cd.id, cd.account_id FROM consultation_draft AS cd',
  )) {
    drafts.set(id, readDraft(await get(account, `${id}/draft`)));
  }
  for (const { id, account_id: account } of await owner.sql<Writing>(
    `SELECT co.id, cr.written_by AS account_id FROM consultation AS co
     JOIN consultation_revision AS cr ON cr.consultation_id = co.id AND cr.revision_no = 1`,
  )) {
    const { version } = (await get(account, id)) as { version: number };
    const { items } = (await get(account, `${id}/revisions`)) as { items: { revision: number }[] };
    const revisions = [];
    for (const { revision } of items.toSorted((a, b) => a.revision - b.revision)) {
      revisions.push({ number: revision, text: textOf(await get(account, `${id}/revisions/${revision}`)) });
    }
    sheets.set(id, { version, revisions });
  }
  for (const { id, account_id: account } of await owner.sql<Writing>(
    'SELECT DISTINCT cc.consultation_id AS id, cc.account_id FROM consultation_conflict AS cc',
  )) {
    const kept = await readPages((rest) => get(account, `${id}/conflicts${rest}`));
    copies.set(id, kept.map(textOf));
  }
  const referrals = await owner.sql<StoredReferral>(
    'SELECT r.id, r.consultation_id AS sheet, r.receiver_name AS key FROM referral AS r',
  );
  return { drafts, sheets, copies, referrals, audits, numbersWithGaps: await numbersWithGaps(owner) };
}

/** The contents of all pages of a list; `rest` is what its path ends with. */
export async function readPages(page: (rest: string) => Promise<unknown>): Promise<unknown[]> {
  const contents: unknown[] = [];
  for (let cursor = ''; ;) {
    const { items, nextCursor } = (await page(`?limit=200${cursor}`)) as ContentPage;
    contents.push(...items.map(({ content }) => content));
    if (nextCursor === null) return contents;
    cursor = `&cursor=${nextCursor}`;
  }
}

interface ContentPage {
  readonly items: readonly { readonly content: unknown }[];
  readonly nextCursor: string | null;
}

async function countAudits(owner: OwnerAccess): Promise<Map<string, number>> {
  const counted = await owner.sql<{ action: string; id: string; times: number }>(
    `SELECT a.action, a.object_id AS id, count(*)::integer AS times FROM audit_log AS a
     WHERE a.object_type IN ('consultation', 'referral') GROUP BY a.action, a.object_id`,
  );
  return new Map(counted.map(({ action, id, times }) => [`${action} ${id}`, times]));
}

function numbersWithGaps(owner: OwnerAccess): Promise<object[]> {
  return owner.sql(
    `SELECT c.organisation_id, rc.last_no, count(*)::integer AS sheets
     FROM consultation AS c
     JOIN record_counter AS rc ON rc.period_id = c.period_id AND rc.organisation_id = c.organisation_id
     GROUP BY c.organisation_id, rc.last_no
     HAVING count(*) <> rc.last_no OR max(c.record_no) <> rc.last_no`,
  );
}

function readDraft(answer: unknown): StoredDraft {
  const { version, submittedAt, content } = answer as {
    version: number;
    submittedAt: string | null;
    content: unknown;
  };
  return { version, submitted: submittedAt !== null, text: textOf(content) };
}

function textOf(content: unknown): string {
  return (content as { answers: { summary: string } }).answers.summary;
}
