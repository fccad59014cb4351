import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { hashPassword } from '../../src/auth/password';
import { newToken, tokenHash } from '../../src/auth/session-token';
import type { Role } from '../../src/platform/authz/permissions';

export const TEST_PASSWORD = 'a-long-test-password';

export interface TestAccount {
  readonly accountId: string;
  readonly email: string;
  readonly token: string;
  readonly organisationId: string;
  readonly personId: string | null;
}

/** What tests write and look at as the owner of the tables, past the application. */
export class OwnerAccess {
  private passwordHash: Promise<string> | null = null;

  constructor(protected readonly owner: pg.Pool) {}

  /** SQL past row-level security scope checks, to prepare or inspect rows. */
  async sql<Row extends object>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const client = await this.owner.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
      const { rows } = await client.query(text, [...parameters]);
      await client.query('COMMIT');
      return rows as Row[];
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  async organisation(kind = 'npo'): Promise<string> {
    const id = randomUUID();
    await this.sql(
      `INSERT INTO organisation (id, code, name, kind, created_at) VALUES ($1, $2, $3, $4, now())`,
      [id, `org-${id.slice(0, 8)}`, `団体${id.slice(0, 4)}`, kind],
    );
    return id;
  }

  async person(organisationId: string): Promise<string> {
    const id = randomUUID();
    await this.sql(
      `INSERT INTO person (id, family_name, given_name, family_kana, given_kana, created_at)
       VALUES ($1, '試験', '太郎', 'シケン', 'タロウ', now())`,
      [id],
    );
    await this.sql(
      `INSERT INTO affiliation (person_id, organisation_id, staff_code, valid_from) VALUES ($1, $2, $3, '2000-01-01')`,
      [id, organisationId, id.slice(0, 8)],
    );
    return id;
  }

  /** A signed-in account; its session is written directly so that tests do not wait for argon2. */
  async account(role: Role, organisationId?: string): Promise<TestAccount> {
    const organisation = organisationId ?? (await this.organisation());
    const personId = await this.person(organisation);
    const accountId = randomUUID();
    const email = `${role}-${accountId.slice(0, 8)}@test.example`;
    const token = newToken();
    this.passwordHash ??= hashPassword(TEST_PASSWORD);
    await this.sql(
      `INSERT INTO account (id, organisation_id, person_id, email, password_hash, display_name, roles, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
      [accountId, organisation, personId, email, await this.passwordHash, role, [role]],
    );
    await this.sql(
      `INSERT INTO session (token_hash, account_id, created_at, last_used_at, expires_at)
       VALUES ($1, $2, now(), now(), now() + interval '1 hour')`,
      [tokenHash(token), accountId],
    );
    return { accountId, email, token, organisationId: organisation, personId };
  }
}
