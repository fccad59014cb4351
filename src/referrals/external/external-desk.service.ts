import { HttpStatus, Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../shared/domain-error';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { ExternalAnswer } from '../domain/external-answers';
import { externalActor } from '../domain/outside-actors';
import { DoorkeeperService, type Inside } from './doorkeeper.service';
import { ExternalAnswersService } from './external-answers.service';
import type { ExternalRequest } from './external-request';
import { type ExternalView, ExternalViewService } from './external-view.service';

interface Refusal {
  readonly status: number;
  readonly faults: readonly FieldFault[];
}

const STATUS_OF: Partial<Readonly<Record<DomainError['kind'], HttpStatus>>> = {
  conflict: HttpStatus.CONFLICT,
  stale: HttpStatus.PRECONDITION_FAILED,
  invalid: HttpStatus.UNPROCESSABLE_ENTITY,
};

/** Each look and each answer of a receiver is one transaction, in which it acts as itself and sees its one organisation. */
@Injectable()
export class ExternalDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly door: DoorkeeperService,
    private readonly views: ExternalViewService,
    private readonly answers: ExternalAnswersService,
  ) {}

  /** Null: the PIN first. A link that is none any more is a 404. */
  async letIn({ token, requestId, session }: ExternalRequest): Promise<Inside | null> {
    const knock = { token, requestId, now: this.clock.now() };
    const inside = await this.door.recognise(knock, session);
    if (inside === null) await this.door.isLocked(knock);
    return inside;
  }

  look({ requestId }: ExternalRequest, inside: Inside): Promise<ExternalView> {
    const actor = externalActor(inside.organisationId, requestId);
    const now = this.clock.now();
    return this.database.transaction(actor, (tx) => this.views.load(tx, actor, now, inside));
  }

  /** Null: taken, now or when it was sent before. */
  async give(
    { requestId }: ExternalRequest,
    inside: Inside,
    answer: ExternalAnswer,
  ): Promise<Refusal | null> {
    const actor = externalActor(inside.organisationId, requestId);
    const now = this.clock.now();
    try {
      await this.database.transaction(actor, (tx) => this.answers.give(tx, actor, now, inside, answer));
      return null;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      const wasGiven = await this.database.transaction(actor, (tx) =>
        this.answers.wasGiven(tx, now, inside, answer),
      );
      return wasGiven ? null : refusal;
    }
  }
}

function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof DomainError)) return null;
  const status = STATUS_OF[error.kind];
  if (status === undefined) return null;
  const faults =
    error.faults.length > 0 ? error.faults : [{ pointer: '', code: error.code, message: error.message }];
  return { status, faults };
}
