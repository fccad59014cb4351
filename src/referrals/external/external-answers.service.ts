import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { rows, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import type { ExternalAnswer } from '../domain/external-answers';
import { checkOutcome } from '../domain/outcomes';
import { packetStage } from '../domain/packet';
import { ReferralsReader } from '../referrals.reader';
import { ReferralsService } from '../referrals.service';
import { DirectoryEntries } from './directory-entries';
import type { Inside } from './doorkeeper.service';
import { opensAt } from './external-links.reader';
import { ExternalNoticesService } from './external-notices.service';

type Outcome = Extract<ExternalAnswer, { kind: 'outcome' }>;
type Contact = Extract<ExternalAnswer, { kind: 'contact' }>;

/** What a receiver without an account answers, as steps of the one referral it was let in to. */
@Injectable()
export class ExternalAnswersService {
  constructor(
    private readonly reader: ReferralsReader,
    private readonly referrals: ReferralsService,
    private readonly entries: DirectoryEntries,
    private readonly notices: ExternalNoticesService,
    private readonly audit: AuditLog,
  ) {}

  async give(tx: Tx, actor: Actor, now: Date, inside: Inside, answer: ExternalAnswer): Promise<void> {
    await hold(tx, inside, now);
    const step = { id: inside.referralId, version: answer.version, note: answer.note };
    switch (answer.kind) {
      case 'acceptance':
        await this.referrals.move(tx, actor, now, { ...step, move: 'acceptance' });
        break;
      case 'refusal':
        await this.referrals.move(tx, actor, now, { ...step, move: 'refusal', declineReason: answer.reason });
        break;
      case 'appointment':
        await this.referrals.move(tx, actor, now, { ...step, move: 'appointment', appointmentAt: answer.at });
        break;
      case 'outcome':
        await this.tellOutcome(tx, actor, now, inside, answer);
        break;
      case 'contact':
        await this.tellContact(tx, actor, now, inside, answer);
        break;
    }
    await this.audit.record(tx, actor, now, {
      action: 'referral_external.answered',
      objectType: 'referral',
      objectId: inside.referralId,
      organisationId: inside.organisationId,
      detail: {
        by: 'external',
        receiverName: inside.receiverName,
        linkId: inside.linkId,
        answer: answer.kind,
      },
    });
  }

  /** Was it this very answer that made what is there newer than what the page showed, as when a form is sent twice? */
  async wasGiven(tx: Tx, now: Date, inside: Inside, answer: ExternalAnswer): Promise<boolean> {
    const referral = await this.reader.byId(tx, inside.referralId);
    if (answer.kind === 'contact')
      return this.entries.wasVerified(tx, now, referral.serviceId, answer.version);
    const move = answer.kind === 'outcome' ? 'closure' : answer.kind;
    if (answer.kind === 'refusal' && referral.declineReason !== answer.reason) return false;
    if (answer.kind === 'outcome' && referral.outcome !== answer.result) return false;
    if (answer.kind === 'appointment' && referral.appointmentAt?.getTime() !== answer.at.getTime())
      return false;
    const events = await this.reader.events(tx, inside.referralId);
    return events.some(
      (event) =>
        event.actor === 'external' &&
        event.move === move &&
        event.note === (answer.note ?? null) &&
        [answer.version + 1, answer.version + 2].includes(event.version),
    );
  }

  /**
   * Help that has begun, or a place in the queue, ends the referral. Anything else before the receiver has taken the person in is
   * no end but a call to whoever looks after it: the person is still without help.
   */
  private async tellOutcome(
    tx: Tx,
    actor: Actor,
    now: Date,
    inside: Inside,
    { version, result, note }: Outcome,
  ): Promise<void> {
    const referral = await this.reader.byId(tx, inside.referralId);
    if (referral.version !== version) throw stale();
    const step = { id: referral.id, version, note };
    if (referral.status === 'received') {
      await this.referrals.move(tx, actor, now, { ...step, move: 'closure', outcome: result });
      return;
    }
    if (checkOutcome(referral.status, result).length > 0) {
      const received = await this.referrals.move(tx, actor, now, {
        id: referral.id,
        version,
        move: 'reception',
      });
      await this.referrals.move(tx, actor, now, {
        ...step,
        version: received.version,
        move: 'closure',
        outcome: result,
      });
      return;
    }
    if (packetStage(referral.status) !== 'after_acceptance')
      throw new DomainError('conflict', 'move_not_allowed', '今の状況からこの手続きには進めません。');
    await this.notices.add(tx, actor, now, inside, { kind: 'outcome_report', result, words: note });
  }

  /** What is confirmed counts as verified; what has changed is looked at by staff before anybody relies on it. */
  private async tellContact(
    tx: Tx,
    actor: Actor,
    now: Date,
    inside: Inside,
    { version, isCorrect, note }: Contact,
  ): Promise<void> {
    const { serviceId } = await this.reader.byId(tx, inside.referralId);
    if (!isCorrect) {
      await this.notices.add(tx, actor, now, inside, { kind: 'contact_correction', serviceId, words: note });
      return;
    }
    if (serviceId === null) throw notFound('名簿の窓口');
    await this.entries.verify(tx, actor, now, { id: serviceId, version });
  }
}

/** Answers by one link come one after the other, and none after it was revoked. */
async function hold(tx: Tx, { linkId }: Inside, now: Date): Promise<void> {
  const held = await rows(
    tx,
    `SELECT FROM referral_external_link AS l
     WHERE l.id = $1 AND ${opensAt('$2')} FOR NO KEY UPDATE OF l`,
    [linkId, now],
  );
  if (held.length === 0) throw notFound('ページ');
}
