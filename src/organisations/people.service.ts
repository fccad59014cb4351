import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { invalid } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { firstRow, type Tx } from '../platform/database/sql';
import type { NewAffiliation, NewPerson, PersonView } from './organisations.dto';
import { PeopleReader } from './people.reader';

@Injectable()
export class PeopleService {
  constructor(
    private readonly reader: PeopleReader,
    private readonly audit: AuditLog,
  ) {}

  async create(tx: Tx, actor: Actor, now: Date, input: NewPerson): Promise<PersonView> {
    const id = input.id ?? uuidv7();
    await tx.query(
      `INSERT INTO person (id, family_name, given_name, family_kana, given_kana, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, input.familyName, input.givenName, input.familyKana, input.givenKana, now],
    );
    await this.affiliate(tx, id, input);
    await this.recordChange(tx, actor, now, {
      action: 'person.created',
      personId: id,
      organisationId: input.organisationId,
    });
    return this.reader.byId(tx, id);
  }

  async addAffiliation(
    tx: Tx,
    actor: Actor,
    now: Date,
    personId: string,
    input: NewAffiliation,
  ): Promise<PersonView> {
    await this.reader.byId(tx, personId);
    await this.affiliate(tx, personId, input);
    await this.recordChange(tx, actor, now, {
      action: 'person.affiliated',
      personId,
      organisationId: input.organisationId,
    });
    return this.reader.byId(tx, personId);
  }

  private async affiliate(tx: Tx, personId: string, input: NewAffiliation): Promise<void> {
    if (input.validUntil && input.validUntil <= input.validFrom) {
      throw invalid('/validUntil', 'span', '所属の終了日は開始日より後にしてください。');
    }
    const visible = await firstRow(
      tx,
      `SELECT FROM organisation AS o WHERE o.id = $1 AND sees_organisation(o.id)`,
      [input.organisationId],
    );
    if (!visible) throw invalid('/organisationId', 'unknown', '団体が見つかりません。');
    await tx.query(
      `INSERT INTO affiliation (person_id, organisation_id, staff_code, valid_from, valid_until) VALUES ($1, $2, $3, $4, $5)`,
      [personId, input.organisationId, input.staffCode, input.validFrom, input.validUntil ?? null],
    );
  }

  private async recordChange(tx: Tx, actor: Actor, now: Date, change: PersonChange): Promise<void> {
    await this.audit.record(tx, actor, now, {
      action: change.action,
      objectType: 'person',
      objectId: change.personId,
      organisationId: change.organisationId,
    });
  }
}

interface PersonChange {
  readonly action: string;
  readonly personId: string;
  readonly organisationId: string;
}
