import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { PeopleReader } from '../../organisations/people.reader';
import { firstRow, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import { checkSkillCode } from '../domain/skill-codes';
import type { NewSkill, SkillChange, SkillView } from './skills.dto';
import { SkillsReader } from './skills.reader';

interface VersionedSkill {
  readonly id: string;
  readonly version: number;
}

/** What people may do. Nothing is deleted: a skill ends on a day, or is withdrawn because it was entered in error. */
@Injectable()
export class SkillsService {
  constructor(
    private readonly people: PeopleReader,
    private readonly reader: SkillsReader,
    private readonly audit: AuditLog,
  ) {}

  async add(tx: Tx, actor: Actor, now: Date, personId: string, input: NewSkill): Promise<SkillView> {
    const { affiliations } = await this.people.byId(tx, personId);
    const organisationId = input.organisationId ?? actor.organisationId;
    if (!affiliations.some((each) => each.organisationId === organisationId)) {
      throw invalid('/organisationId', 'not_affiliated', 'この人はこの団体に所属していません。');
    }
    const faults = [
      ...checkSkillCode(input.kind, input.code, await this.reader.fieldCodes(tx)),
      ...endsTooEarly(input.validFrom, input.validUntil),
    ];
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    const id = input.id ?? uuidv7();
    await tx.query(
      `INSERT INTO person_skill (id, organisation_id, person_id, kind, code, valid_from, valid_until, evidence, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        organisationId,
        personId,
        input.kind,
        input.code,
        input.validFrom,
        input.validUntil ?? null,
        input.evidence ?? '',
        now,
      ],
    );
    return this.recorded(tx, actor, now, { action: 'skill.added', id });
  }

  async change(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: VersionedSkill,
    input: SkillChange,
  ): Promise<SkillView> {
    const current = await this.inForce(tx, target);
    const faults = endsTooEarly(current.validFrom, input.validUntil);
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    const changed = await firstRow(
      tx,
      `UPDATE person_skill SET valid_until = $3, evidence = $4, version = version + 1
       WHERE id = $1 AND version = $2 RETURNING id`,
      [
        target.id,
        target.version,
        input.validUntil === undefined ? current.validUntil : input.validUntil,
        input.evidence ?? current.evidence,
      ],
    );
    if (!changed) throw stale();
    return this.recorded(tx, actor, now, { action: 'skill.changed', id: target.id });
  }

  async withdraw(tx: Tx, actor: Actor, now: Date, target: VersionedSkill): Promise<SkillView> {
    await this.inForce(tx, target);
    const changed = await firstRow(
      tx,
      `UPDATE person_skill SET withdrawn_at = $3, version = version + 1 WHERE id = $1 AND version = $2 RETURNING id`,
      [target.id, target.version, now],
    );
    if (!changed) throw stale();
    return this.recorded(tx, actor, now, { action: 'skill.withdrawn', id: target.id });
  }

  private async inForce(tx: Tx, target: VersionedSkill): Promise<SkillView> {
    const current = await this.reader.byId(tx, target.id);
    if (current.version !== target.version) throw stale();
    if (current.withdrawnAt === null) return current;
    throw new DomainError('conflict', 'skill_withdrawn', '取り消した登録は変更できません。');
  }

  private async recorded(tx: Tx, actor: Actor, now: Date, change: SkillAudit): Promise<SkillView> {
    const skill = await this.reader.byId(tx, change.id);
    await this.audit.record(tx, actor, now, {
      action: change.action,
      objectType: 'person_skill',
      objectId: skill.id,
      organisationId: skill.organisationId,
      detail: { personId: skill.personId, kind: skill.kind, version: skill.version },
    });
    return skill;
  }
}

interface SkillAudit {
  readonly action: string;
  readonly id: string;
}

function endsTooEarly(validFrom: string, validUntil: string | null | undefined) {
  if (!validUntil || validUntil > validFrom) return [];
  return [{ pointer: '/validUntil', code: 'span', message: '終了日は開始日より後にしてください。' }];
}
