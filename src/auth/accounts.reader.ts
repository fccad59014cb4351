import { Injectable } from '@nestjs/common';
import { mayDo, type Permission, PERMISSIONS } from '../platform/authz/permissions';
import { firstRow, type Tx } from '../platform/database/sql';
import { notFound } from '../shared/domain-error';
import type { AccountView } from './auth.dto';

interface AccountRow {
  readonly id: string;
  readonly email: string;
  readonly display_name: string;
  readonly person_id: string | null;
  readonly roles: string[];
  readonly organisation_id: string;
  readonly organisation_name: string;
}

@Injectable()
export class AccountsReader {
  async byId(tx: Tx, id: string | null): Promise<AccountView> {
    const row = await firstRow<AccountRow>(
      tx,
      `SELECT a.id, a.email, a.display_name, a.person_id, a.roles, o.id AS organisation_id, o.name AS organisation_name
       FROM account AS a JOIN organisation AS o ON o.id = a.organisation_id
       WHERE a.id = $1`,
      [id],
    );
    if (!row) throw notFound('アカウント');
    return {
      id: row.id,
      email: row.email,
      displayName: row.display_name,
      personId: row.person_id,
      organisation: { id: row.organisation_id, name: row.organisation_name },
      roles: row.roles,
      permissions: (Object.keys(PERMISSIONS) as Permission[]).filter((permission) =>
        mayDo(row.roles, permission),
      ),
    };
  }
}
