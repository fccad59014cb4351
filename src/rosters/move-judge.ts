import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../shared/domain-error';
import type { Interval } from '../shared/interval';
import { firstRow, type Tx } from '../platform/database/sql';
import { checkMove } from './domain/check-roster';
import {
  asMoveFaults,
  blocking,
  excuse,
  type JudgedViolation,
  type RosterException,
} from './domain/judged-violation';
import type { RosterFacts } from './domain/roster-facts';
import { noOverlap } from './domain/rules/no-overlap';
import { spanWords } from './domain/words';
import { RosterGroundReader } from './roster-ground.reader';
import { type LockedShift, SHIFT_FACTS } from './seat-locks';

interface Supposed {
  readonly without: readonly LockedShift[];
  readonly also: readonly LockedShift[];
}

/** Says what putting somebody into a shift would break. */
@Injectable()
export class MoveJudge {
  constructor(private readonly ground: RosterGroundReader) {}

  /** The shift as a planner sees it, unlocked: for questions, not for changes. */
  async shift(tx: Tx, id: string): Promise<LockedShift> {
    const found = await firstRow<LockedShift>(tx, `${SHIFT_FACTS} WHERE s.id = $1`, [id]);
    if (!found) throw notFound('シフト');
    return found;
  }

  async judge(tx: Tx, shift: LockedShift, personId: string): Promise<JudgedViolation[]> {
    const { periodId, organisationId } = shift;
    const { facts, rules } = await this.ground.read(tx, { periodId, organisationId, personIds: [personId] });
    const violations = checkMove(facts, rules, { personId, shift });
    return excuse(violations, await this.exceptions(tx, periodId, organisationId));
  }

  /** A seat more in the shift, as if the person had left some shifts and sat in others. */
  async judgeSupposed(
    tx: Tx,
    shift: LockedShift,
    personId: string,
    supposed: Supposed,
  ): Promise<JudgedViolation[]> {
    const { periodId, organisationId } = shift;
    const ground = await this.ground.read(tx, { periodId, organisationId, personIds: [personId] });
    const facts = supposing(ground.facts, supposed);
    const violations = checkMove(facts, ground.rules, { personId, shift });
    const found = excuse(violations, await this.exceptions(tx, periodId, organisationId));
    const sitsThere = facts.people.some(({ duties }) => duties.some(({ id }) => id === shift.id));
    return sitsThere ? [seatedTwice(shift, personId), ...found] : found;
  }

  /** Call with shift and person locked. An overlap is left to the exclusion constraint, which answers it as a conflict. */
  async refuseHard(tx: Tx, shift: LockedShift, personId: string): Promise<void> {
    const broken = blocking(await this.judge(tx, shift, personId));
    if (broken.length === 0 || broken.some(({ rule }) => rule === noOverlap.code)) return;
    throw new DomainError(
      'invalid',
      'roster_rules_broken',
      '必ず守る規則に反するため、この人をこのシフトに割り当てられません。',
      asMoveFaults(broken),
    );
  }

  exceptions(tx: Tx, periodId: string, organisationId: string): Promise<RosterException[]> {
    return this.ground.exceptions(tx, periodId, organisationId);
  }
}

/** The rule sees one duty where somebody would hold two seats of the same shift. */
function seatedTwice(shift: LockedShift, personId: string): JudgedViolation {
  const { code: rule, label, excusable } = noOverlap;
  return {
    rule,
    label,
    strength: 'hard',
    weight: 0,
    excusable,
    excused: false,
    personId,
    shiftIds: [shift.id],
    span: { from: shift.from, until: shift.until },
    excess: null,
    message: `${spanWords(shift)}のシフトに既に入っています。`,
  };
}

function supposing(facts: RosterFacts, asIf: Supposed): RosterFacts {
  const left = (duty: Interval) =>
    asIf.without.some(
      ({ from, until }) => from.getTime() === duty.from.getTime() && until.getTime() === duty.until.getTime(),
    );
  // Nobody is twice in one place, so the times tell the duty, also where its shift is not to be seen.
  const people = facts.people.map((person) => ({
    ...person,
    duties: [...person.duties.filter((duty) => !left(duty)), ...asIf.also],
    elsewhere: person.elsewhere.filter((duty) => !left(duty)),
  }));
  return { ...facts, people };
}
