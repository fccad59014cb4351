/** What stands in a source file, and what a planted fault makes of it. */
export interface Change {
  readonly from: string;
  readonly to: string;
}

type Plant = Readonly<Record<string, readonly Change[]>>;

const DRAFT_STORE = 'src/consultations/drafts/draft-store.ts';
const SUBMISSION = 'src/consultations/drafts/submission.service.ts';
const CREATE_ONCE = 'src/platform/idempotency/create-once.ts';
const DATA_SOURCE = 'src/platform/database/data-source.ts';

/** The application's own connections answer before the log is on disk; the check at start looks at another one. */
const SYNCHRONOUS_COMMIT_OFF: Plant = {
  [DATA_SOURCE]: [
    {
      from: `{ statement_timeout: '60s', lock_timeout: '5s' }`,
      to: `{ statement_timeout: '60s', lock_timeout: '5s', synchronous_commit: 'off' }`,
    },
  ],
};

/** Loads the draft, compares the version in code, and saves: what an object-relational mapper suggests. */
const SAVE: Plant = {
  [DATA_SOURCE]: [
    { from: `import { DataSource,`, to: `import { EntitySchema, DataSource,` },
    { from: `    entities: [...entities] as`, to: `    entities: [...entities, SAVED_DRAFT] as` },
    {
      from: `type Entities =`,
      to: `const SAVED_DRAFT = new EntitySchema({
  name: 'saved_draft',
  tableName: 'consultation_draft',
  columns: {
    id: { type: 'uuid', primary: true },
    version: { type: 'integer' },
    sealed: { type: 'bytea' },
    seal: { type: 'text' },
    contentDigest: { type: 'bytea' },
    updatedAt: { type: 'timestamptz' },
  },
});

type Entities =`,
    },
  ],
  [DRAFT_STORE]: [
    {
      // Before the history of the draft, whose key would make one of two writers wait for the other.
      from: `    const kept = await this.history.keepIfWorth(tx, now, replaced, codePoints);`,
      to: `    const saved = sealContent(id, version + 1, content);
    const owner = { ...author, personId: null };
    const found = await this.find(tx, id, owner);
    if (found?.version === version && found.submittedAt === null && found.digest !== digest) {
      await tx.getRepository('saved_draft').save({
        id,
        version: version + 1,
        sealed: saved.bytes,
        seal: saved.seal,
        contentDigest: Buffer.from(digest, 'hex'),
        updatedAt: now,
      });
      return this.find(tx, id, owner);
    }
    if (found) return null;
    const kept = await this.history.keepIfWorth(tx, now, replaced, codePoints);`,
    },
  ],
};

/**
 * A sheet is filed exactly once because its draft says that it became one, in the transaction that files the sheet. Here
 * the draft says so first, in a transaction of its own.
 */
const ID_OUTSIDE: Plant = {
  [SUBMISSION]: [
    {
      from: `import type { Tx } from '../../platform/database/sql';`,
      to: `import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';`,
    },
    {
      from: `    private readonly drafts: DraftsService,`,
      to: `    private readonly database: Database,
    private readonly drafts: DraftsService,`,
    },
    {
      from: `    await this.filing.insert(tx, actor, now, { id, place, digest, accepted });`,
      to: `    const marked = await this.database.transaction(actor, (own) =>
      this.drafts.markSubmitted(own, actor, now, draft),
    );
    await this.filing.insert(tx, actor, now, { id, place, digest, accepted });`,
    },
    { from: `if (!(await this.drafts.markSubmitted(tx, actor, now, draft)))`, to: `if (!marked)` },
  ],
};

/** A key and what was made under it are one transaction. Here the key is remembered afterwards, in one of its own. */
const KEY_OUTSIDE: Plant = {
  [CREATE_ONCE]: [
    {
      from: `    const { answer, again } = await this.database.transaction(actor, async (tx) => {`,
      to: `    let made: Fresh | null = null;
    const { answer, again } = await this.database.transaction(actor, async (tx) => {`,
    },
    { from: `      await this.keep(tx, holder, request.digest, fresh);`, to: `      made = fresh;` },
    {
      from: `    void request.reply.status(answer.status)`,
      to: `    if (holder && made) {
      await this.database.transaction(actor, (own) => this.keep(own, holder, request.digest, made));
    }
    void request.reply.status(answer.status)`,
    },
  ],
};

export const PLANTS: Readonly<Record<string, Plant>> = {
  'synchronous-commit-off': SYNCHRONOUS_COMMIT_OFF,
  save: SAVE,
  'id-outside': ID_OUTSIDE,
  'key-outside': KEY_OUTSIDE,
};

/** The file with the fault in it; refuses when the place to put it is not there exactly once. */
export function plantInto(file: string, text: string, changes: readonly Change[]): string {
  return changes.reduce((changed, { from, to }) => {
    const parts = changed.split(from);
    if (parts.length !== 2)
      throw new Error(`${file}: the place to plant in is there ${parts.length - 1} times`);
    return parts.join(to);
  }, text);
}
