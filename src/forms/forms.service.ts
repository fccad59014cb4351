import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import type { Tx } from '../platform/database/sql';
import { AuditLog } from '../audit/audit-log';
import type { NewForm } from './forms.dto';
import type { Form } from './forms.reader';

@Injectable()
export class FormsService {
  constructor(private readonly audit: AuditLog) {}

  async create(tx: Tx, actor: Actor, now: Date, input: NewForm): Promise<Form> {
    const form: Form = { id: input.id ?? uuidv7(), code: input.code, title: input.title };
    await tx.query(`INSERT INTO form (id, code, title, created_at) VALUES ($1, $2, $3, $4)`, [
      form.id,
      form.code,
      form.title,
      now,
    ]);
    await this.audit.record(tx, actor, now, {
      action: 'form.created',
      objectType: 'form',
      objectId: form.id,
      detail: { code: form.code },
    });
    return form;
  }
}
