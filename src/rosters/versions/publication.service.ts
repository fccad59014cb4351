import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, type FieldFault, invalid, notFound } from '../../shared/domain-error';
import { refuseClosed } from '../../periods/domain/refuse-closed';
import { PeriodsReader } from '../../periods/periods.reader';
import { rows, type Tx } from '../../platform/database/sql';
import { checkRoster } from '../domain/check-roster';
import { blocking, excuse, type JudgedViolation } from '../domain/judged-violation';
import { mayPublish } from '../domain/roster-moves';
import { MoveJudge } from '../move-judge';
import { RosterGroundReader } from '../roster-ground.reader';
import { lockShifts } from '../seat-locks';
import { type LockedRoster, type RosterKey, RosterPress } from './roster-press';
import { RosterVersionsReader, type VersionRow } from './roster-versions.reader';

interface Publication {
  readonly added: boolean;
  readonly version: VersionRow;
  /** What does not stand in the way: weighted, excused, or past. */
  readonly violations: readonly JudgedViolation[];
}

/** Nobody reads more at once, and an error body stays small. */
const MOST_FAULTS = 200;

@Injectable()
export class PublicationService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly ground: RosterGroundReader,
    private readonly judge: MoveJudge,
    private readonly press: RosterPress,
    private readonly versions: RosterVersionsReader,
  ) {}

  /** Checks the working roster once more and makes it the next version; `added` is false when nothing has changed since. */
  async publish(tx: Tx, actor: Actor, now: Date, order: RosterKey & { note: string }): Promise<Publication> {
    await this.refuseOutside(tx, order);
    const roster = await this.press.lock(tx, now, order);
    await lockShifts(tx, await this.shiftIds(tx, order));
    const cells = await this.versions.workingCells(tx, order.periodId, order.organisationId);
    const newest = await this.versions.newest(tx, order.periodId, order.organisationId);
    if (!newest && cells.length === 0)
      throw new DomainError('conflict', 'roster_empty', '割り当てが1件もないため、公開できません。');
    const violations = await this.violations(tx, order);
    const { note } = order;
    // What has happened cannot be planned better.
    const ahead = blocking(violations).filter(({ span }) => span.until > now);
    refuseUnready(roster, ahead);
    const printed = await this.press.print(tx, actor, now, { roster, cause: 'publication', note, cells });
    // A reopened roster in which nothing has changed goes back to what it was.
    if (printed || roster.status !== 'published') await this.markPublished(tx, now, roster);
    if (!printed && roster.status !== 'published') await this.press.recordReturn(tx, actor, now, roster);
    const version = printed ?? newest;
    if (!version) throw new Error('A first version was not printed');
    return { added: printed !== null, version, violations };
  }

  /** Everything that is wrong with the working roster of one organisation, hard rules first. */
  async list(tx: Tx, key: RosterKey): Promise<JudgedViolation[]> {
    await this.periods.byId(tx, key.periodId);
    if (!(await this.periods.takesPart(tx, key.periodId, key.organisationId))) throw notFound('勤務表');
    return (await this.violations(tx, key)).toSorted(
      (a, b) => rank(a) - rank(b) || a.span.from.getTime() - b.span.from.getTime(),
    );
  }

  private async violations(tx: Tx, { periodId, organisationId }: RosterKey): Promise<JudgedViolation[]> {
    const { facts, rules } = await this.ground.read(tx, { periodId, organisationId });
    return excuse(checkRoster(facts, rules), await this.judge.exceptions(tx, periodId, organisationId));
  }

  /** Another organisation's roster is answered like one that does not exist. */
  async refuseOutside(tx: Tx, { periodId, organisationId }: RosterKey): Promise<void> {
    const period = await this.periods.held(tx, periodId, 'shared');
    if (!period) throw notFound('実施期');
    refuseClosed(period);
    if (await this.periods.takesPart(tx, periodId, organisationId)) return;
    throw invalid('/organisationId', 'not_participating', 'この団体はこの期に参加していません。');
  }

  private async shiftIds(tx: Tx, { periodId, organisationId }: RosterKey): Promise<string[]> {
    const found = await rows<{ id: string }>(
      tx,
      `SELECT s.id FROM shift AS s WHERE s.period_id = $1 AND s.organisation_id = $2`,
      [periodId, organisationId],
    );
    return found.map(({ id }) => id);
  }

  private async markPublished(tx: Tx, now: Date, { periodId, organisationId }: RosterKey): Promise<void> {
    await tx.query(
      `UPDATE roster SET status = 'published', version = version + 1, updated_at = $3
       WHERE period_id = $1 AND organisation_id = $2`,
      [periodId, organisationId, now],
    );
  }
}

function rank({ strength, excused }: JudgedViolation): number {
  if (strength === 'hard') return excused ? 1 : 0;
  return 2;
}

function refuseUnready(roster: LockedRoster, broken: readonly JudgedViolation[]): void {
  if (!mayPublish(roster.status)) {
    throw new DomainError(
      'conflict',
      'roster_not_drafted',
      '希望を集めている間は公開できません。下書きに進めてください。',
    );
  }
  if (broken.length === 0) return;
  throw new DomainError(
    'invalid',
    'roster_rules_broken',
    `必ず守る規則への違反が${broken.length}件あるため、公開できません。`,
    broken.slice(0, MOST_FAULTS).map(asFault),
  );
}

function asFault({ shiftIds, personId, rule, message }: JudgedViolation): FieldFault {
  const [shiftId] = shiftIds;
  const seat = personId === null ? '' : `/assignments/${personId}`;
  return { pointer: shiftId === undefined ? '' : `/shifts/${shiftId}${seat}`, code: rule, message };
}
