import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, type FieldFault, invalid, notFound } from '../../shared/domain-error';
import { tokyoDay } from '../../shared/tokyo-time';
import { AuditLog } from '../../audit/audit-log';
import { refuseClosed } from '../../periods/domain/refuse-closed';
import { PeriodsReader } from '../../periods/periods.reader';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { checkReading } from '../domain/check-reading';
import { GuidesReader, type GuideVersionRow } from '../guides.reader';
import { refuseWithdrawn } from '../guides.service';
import type { NewPaperReading, NewReading } from './guide-readings.dto';
import { GuideReadingsReader, type Member, type ReadingRow } from './guide-readings.reader';

/** A reading as it came about; one that stood already is not new. */
interface Recorded {
  readonly reading: ReadingRow;
  readonly isNew: boolean;
}

interface Signature extends Member {
  readonly version: GuideVersionRow;
  readonly periodId: string | null;
  /** Of the text that was signed. */
  readonly digest: string;
  /** On paper, when and where it lies. Null: by the person on the screen. */
  readonly paper: { readonly signedOn: string; readonly evidence: string } | null;
}

/** Who has read which version, and pledged for which period. One stands for each person, version and period. */
@Injectable()
export class GuideReadingsService {
  constructor(
    private readonly guides: GuidesReader,
    private readonly reader: GuideReadingsReader,
    private readonly periods: PeriodsReader,
    private readonly audit: AuditLog,
  ) {}

  /** By the person: account, instant, version and the text they were shown. */
  async sign(tx: Tx, actor: Actor, now: Date, guideId: string, input: NewReading): Promise<Recorded> {
    const { personId, organisationId } = actor;
    if (personId === null || organisationId === null)
      throw new DomainError('conflict', 'account_of_nobody', 'このアカウントには人が登録されていません。');
    const { number, digest } = input;
    const version = await this.readable(tx, { guideId, number, organisationId }, input);
    const periodId = input.periodId ?? null;
    return this.recorded(tx, actor, now, {
      personId,
      organisationId,
      version,
      periodId,
      digest,
      paper: null,
    });
  }

  /** For those who have no account: what they signed on paper, entered by their organisation. */
  async enter(tx: Tx, actor: Actor, now: Date, guideId: string, input: NewPaperReading): Promise<Recorded> {
    const { organisationId } = actor;
    if (organisationId === null) throw notFound('文書');
    const { number, personId, signedOn, evidence } = input;
    const version = await this.readable(tx, { guideId, number, organisationId }, input);
    const faults = [
      ...(await this.wrongPerson(tx, actor, now, { personId, organisationId })),
      ...wrongDay(version, signedOn, now),
    ];
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    const { digest } = version;
    const periodId = input.periodId ?? null;
    return this.recorded(tx, actor, now, {
      ...{ personId, organisationId, version, periodId, digest: digest ?? '' },
      paper: { signedOn, evidence },
    });
  }

  /** A paper entered in error. What the person signed on the screen stands. */
  async withdraw(
    tx: Tx,
    actor: Actor,
    now: Date,
    name: { readonly guideId: string; readonly id: string },
    reason: string,
  ): Promise<ReadingRow> {
    const own = await firstRow<{ way: string }>(
      tx,
      `SELECT r.way FROM guide_reading AS r WHERE r.guide_id = $1 AND r.id = $2 AND r.organisation_id = $3`,
      [name.guideId, name.id, actor.organisationId],
    );
    if (!own) throw notFound('既読の記録');
    if (own.way !== 'paper')
      throw new DomainError('conflict', 'signed_by_the_person', '本人が行った記録は取り消せません。');
    const withdrawn = await rows(
      tx,
      `UPDATE guide_reading SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4
       WHERE id = $1 AND withdrawn_at IS NULL RETURNING id`,
      [name.id, now, actor.accountId, reason],
    );
    const reading = await this.reader.byId(tx, name.guideId, name.id);
    if (withdrawn.length > 0)
      await this.trace(tx, actor, now, { action: 'guide_reading.withdrawn', reading });
    return reading;
  }

  reading(tx: Tx, guideId: string, id: string): Promise<ReadingRow> {
    return this.reader.byId(tx, guideId, id);
  }

  /** The version somebody says they read, if it is one that may still be read. */
  private async readable(
    tx: Tx,
    name: { readonly guideId: string; readonly number: number; readonly organisationId: string },
    said: { readonly digest?: string; readonly periodId?: string },
  ): Promise<GuideVersionRow> {
    const guide = await this.guides.byId(tx, name.guideId);
    refuseWithdrawn(guide);
    const version = await this.guides.version(tx, name.guideId, name.number);
    const periodId = said.periodId ?? null;
    const digest = said.digest ?? version.digest ?? '';
    const faults = checkReading({ kind: guide.kind, periodId, digest, published: version.digest });
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    if (name.number < (guide.neededNumber ?? 0))
      throw new DomainError(
        'conflict',
        'guide_superseded',
        '新しい版が公開されています。新しい版をお読みください。',
      );
    if (periodId !== null) await this.refusePeriod(tx, periodId, name.organisationId);
    return version;
  }

  private async refusePeriod(tx: Tx, periodId: string, organisationId: string): Promise<void> {
    const period = await this.periods.held(tx, periodId, 'shared');
    if (!period) throw invalid('/periodId', 'unknown', '実施期が見つかりません。');
    refuseClosed(period);
    if (await this.periods.takesPart(tx, periodId, organisationId)) return;
    throw invalid('/periodId', 'not_taking_part', 'この団体はこの期に参加していません。');
  }

  private async wrongPerson(tx: Tx, actor: Actor, now: Date, member: Member): Promise<FieldFault[]> {
    if (member.personId === actor.personId) {
      const message = '自分の分は、本文を表示して自分で記録してください。';
      return [{ pointer: '/personId', code: 'oneself', message }];
    }
    if (await this.reader.serves(tx, now, member)) return [];
    const message = 'この人はこの団体に所属していません。';
    return [{ pointer: '/personId', code: 'not_affiliated', message }];
  }

  private async recorded(tx: Tx, actor: Actor, now: Date, signature: Signature): Promise<Recorded> {
    const { version, personId, organisationId, periodId, digest, paper } = signature;
    const { guideId, number } = version;
    const inserted = await rows(
      tx,
      `INSERT INTO guide_reading (id, guide_id, number, person_id, organisation_id, period_id, digest, way, signed_on,
         evidence, account_id, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING id`,
      [
        uuidv7(),
        guideId,
        number,
        personId,
        organisationId,
        periodId,
        digest,
        paper ? 'paper' : 'self',
        paper?.signedOn ?? null,
        paper?.evidence ?? '',
        actor.accountId,
        now,
      ],
    );
    const reading = await this.reader.standing(tx, { guideId, number, personId, periodId });
    if (!reading) throw notFound('既読の記録');
    const isNew = inserted.length > 0;
    if (isNew) await this.trace(tx, actor, now, { action: 'guide_reading.recorded', reading });
    return { reading, isNew };
  }

  private async trace(
    tx: Tx,
    actor: Actor,
    now: Date,
    { action, reading }: { readonly action: string; readonly reading: ReadingRow },
  ): Promise<void> {
    const { id, guideId, number, personId, periodId, way, digest } = reading;
    await this.audit.record(tx, actor, now, {
      action,
      objectType: 'guide_reading',
      objectId: id,
      detail: { guideId, number, personId, periodId, way, digest },
    });
  }
}

function wrongDay({ publishedAt }: GuideVersionRow, signedOn: string, now: Date): FieldFault[] {
  if (publishedAt !== null && tokyoDay(publishedAt) <= signedOn && signedOn <= tokyoDay(now)) return [];
  const message = '署名した日は、公開の日から今日までの日付にしてください。';
  return [{ pointer: '/signedOn', code: 'day', message }];
}
