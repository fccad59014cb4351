import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { stale } from '../../platform/http/entity-tag';
import type { Tx } from '../../platform/database/sql';
import { type RosterStatus, refuseRosterMove } from '../domain/roster-moves';
import { PublicationService } from './publication.service';
import { type RosterKey, RosterPress } from './roster-press';
import { type RosterRow, RosterVersionsReader } from './roster-versions.reader';
import type { RosterChangeInput } from './rosters.dto';

@Injectable()
export class RostersService {
  constructor(
    private readonly publication: PublicationService,
    private readonly press: RosterPress,
    private readonly reader: RosterVersionsReader,
    private readonly audit: AuditLog,
  ) {}

  async change(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: RosterKey & { readonly version: number },
    input: RosterChangeInput,
  ): Promise<RosterRow> {
    const { periodId, organisationId } = target;
    await this.present(tx, target);
    await this.publication.refuseOutside(tx, target);
    const roster = await this.press.lock(tx, now, target);
    if (roster.version !== target.version) throw stale();
    const status = input.status ?? roster.status;
    if (status !== roster.status) refuseMove(roster.status, status, actor);
    const present = await this.present(tx, target);
    const isSame =
      status === roster.status &&
      (input.showsColleagues ?? present.showsColleagues) === present.showsColleagues;
    if (isSame) return present;
    await tx.query(
      `UPDATE roster SET status = $3, shows_colleagues = coalesce($4, shows_colleagues), version = version + 1, updated_at = $5
       WHERE period_id = $1 AND organisation_id = $2`,
      [periodId, organisationId, status, input.showsColleagues ?? null, now],
    );
    await this.audit.record(tx, actor, now, {
      action: 'roster.changed',
      objectType: 'period',
      objectId: periodId,
      organisationId,
      detail: { from: roster.status, to: status, showsColleagues: input.showsColleagues },
    });
    return this.present(tx, target);
  }

  private async present(tx: Tx, { periodId, organisationId }: RosterKey): Promise<RosterRow> {
    const [found] = await this.reader.rosters(tx, periodId, organisationId);
    if (!found) throw notFound('勤務表');
    return found;
  }
}

function refuseMove(from: RosterStatus, to: RosterStatus, actor: Actor): void {
  const refusal = refuseRosterMove(from, to, actor.roles);
  if (refusal === 'not_by_you')
    throw new DomainError('forbidden', 'forbidden', 'この状態に進める権限がありません。');
  if (refusal === 'no_such_move')
    throw new DomainError('conflict', 'roster_move', '勤務表をこの状態へは進められません。');
}
