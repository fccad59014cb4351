import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import type { Tx } from '../platform/database/sql';
import { type Packet, packetFor, packetStage } from './domain/packet';
import { EXTERNAL } from './domain/referral-moves';
import { IdentitiesService } from './needs/identities.service';
import { ReferralNeedsReader } from './referral-needs.reader';
import { ReferralsReader } from './referrals.reader';
import { SendingService } from './steps/sending.service';

/** What the receiver of a referral may see now. Staff look at the same, so nobody is told more than they know. */
@Injectable()
export class PacketsService {
  constructor(
    private readonly referrals: ReferralsReader,
    private readonly needs: ReferralNeedsReader,
    private readonly identities: IdentitiesService,
    private readonly sending: SendingService,
    private readonly audit: AuditLog,
  ) {}

  async read(tx: Tx, actor: Actor, now: Date, referralId: string): Promise<Packet> {
    const referral = await this.referrals.byId(tx, referralId);
    const need = await this.needs.byId(tx, referral.needId);
    const packet = packetFor(
      {
        ...need,
        basis: await this.sending.basis(tx, referral),
        identity: await this.identities.find(tx, need.id),
      },
      packetStage(referral.status),
    );
    if (packet === null) throw notFound('つなぎ先へ渡す内容');
    const by = actor.roles.includes(EXTERNAL) ? 'external' : 'staff';
    await this.audit.record(tx, actor, now, {
      action: 'referral_packet.read',
      objectType: 'referral',
      objectId: referral.id,
      organisationId: referral.organisationId,
      detail: { by, stage: packet.stage, named: packet.identity !== null, serviceId: referral.serviceId },
    });
    return packet;
  }
}
