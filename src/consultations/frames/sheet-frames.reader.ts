import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { firstRow, type Tx } from '../../platform/database/sql';
import type { Answers } from '../../forms/domain/form-definition';
import { FormsReader } from '../../forms/forms.reader';
import { PeriodsReader } from '../../periods/periods.reader';
import type { Channel } from '../../periods/period.entity';
import { knownAnswers, type KnownCall, receptionOf } from '../domain/frame-of-call';

/** What of a new sheet for a call is known before anybody typed a word. */
export interface SheetFrame {
  readonly contactId: string;
  readonly periodId: string;
  readonly channel: Channel;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly talkSeconds: number | null;
  /** Null when no form was in force then. */
  readonly formVersion: { readonly formId: string; readonly number: number } | null;
  readonly answers: Answers;
  readonly hasSheet: boolean;
}

type CallRow = KnownCall &
  Pick<SheetFrame, 'contactId' | 'periodId' | 'channel' | 'endedAt' | 'talkSeconds' | 'hasSheet'>;

@Injectable()
export class SheetFramesReader {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly forms: FormsReader,
  ) {}

  /** Of a call that the actor's organisation took. */
  async ofCall(tx: Tx, { organisationId }: Actor, contactId: string): Promise<SheetFrame> {
    const call = await firstRow<CallRow>(tx, CALL, [contactId, organisationId]);
    if (!call) throw notFound('呼');
    const { dialledAt, queuedAt, answeredAt, fieldCode, ...known } = call;
    const log = { dialledAt, queuedAt, answeredAt, fieldCode };
    const startedAt = receptionOf(log);
    const { formId } = await this.periods.byId(tx, call.periodId);
    const version = await this.forms.versionInForce(tx, formId, startedAt);
    return {
      ...known,
      startedAt,
      formVersion: version === null ? null : { formId: version.formId, number: version.number },
      answers: version === null ? {} : knownAnswers(version.index, log),
    };
  }
}

const CALL = `
  SELECT c.id AS "contactId", c.period_id AS "periodId", c.channel, c.dialled_at AS "dialledAt", c.queued_at AS "queuedAt",
         c.answered_at AS "answeredAt", c.ended_at AS "endedAt", c.talk_seconds AS "talkSeconds",
         c.field_code AS "fieldCode",
         EXISTS (SELECT FROM consultation AS co WHERE co.contact_id = c.id AND co.status <> 'voided') AS "hasSheet"
  FROM contact AS c WHERE c.id = $1 AND c.organisation_id = $2`;
