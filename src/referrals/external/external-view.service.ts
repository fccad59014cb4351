import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { readAgeBand } from '../../consultations/domain/age-band';
import { DirectoryServicesReader } from '../../directory/directory-services.reader';
import { OrganisationsReader } from '../../organisations/organisations.reader';
import { firstRow, type Tx } from '../../platform/database/sql';
import { URGENCIES } from '../domain/deadline';
import type { ExternalAnswerKind } from '../domain/external-answers';
import { type Packet, packetStage } from '../domain/packet';
import { decideMove, EXTERNAL } from '../domain/referral-moves';
import { PacketsService } from '../packets.service';
import { type ReferralRow, ReferralsReader } from '../referrals.reader';
import type { Inside } from './doorkeeper.service';

type Line = readonly [label: string, words: string];

/** What the receiver's page shows now. */
export interface ExternalView {
  readonly receiverName: string;
  readonly senderName: string;
  readonly referral: ReferralRow;
  /** Null: nothing may be shown any more. */
  readonly packet: { readonly lines: readonly Line[]; readonly identity: readonly Line[] | null } | null;
  /** Null: the receiver is in no directory. */
  readonly entry: { readonly version: number; readonly lines: readonly Line[] } | null;
  readonly answers: readonly ExternalAnswerKind[];
}

@Injectable()
export class ExternalViewService {
  constructor(
    private readonly referrals: ReferralsReader,
    private readonly packets: PacketsService,
    private readonly services: DirectoryServicesReader,
    private readonly organisations: OrganisationsReader,
  ) {}

  async load(tx: Tx, actor: Actor, now: Date, inside: Inside): Promise<ExternalView> {
    const referral = await this.referrals.byId(tx, inside.referralId);
    const packet = await this.packet(tx, actor, now, referral);
    return {
      receiverName: referral.receiverName,
      senderName: (await this.organisations.byId(tx, referral.organisationId)).name,
      referral,
      packet: packet === null ? null : { lines: await linesOf(tx, packet), identity: identityOf(packet) },
      entry: await this.entry(tx, referral),
      answers: answersTo(referral, packet),
    };
  }

  private async packet(tx: Tx, actor: Actor, now: Date, referral: ReferralRow): Promise<Packet | null> {
    try {
      return await this.packets.read(tx, actor, now, referral.id);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not_found') return null;
      throw error;
    }
  }

  private async entry(tx: Tx, { serviceId }: ReferralRow): Promise<ExternalView['entry']> {
    if (serviceId === null) return null;
    const { version, name, phones, email, url } = await this.services.byId(tx, serviceId);
    const numbers = phones.map(({ number, note }) => (note === null ? number : `${number}（${note}）`));
    return {
      version,
      lines: [
        ['名称', name],
        ['電話・FAX', numbers.join('、') || 'なし'],
        ['メール', email ?? 'なし'],
        ['ホームページ', url ?? 'なし'],
      ],
    };
  }
}

/** The table of moves is asked, so that no form stands there that would be refused. */
function answersTo(referral: ReferralRow, packet: Packet | null): ExternalAnswerKind[] {
  if (packet === null) return [];
  const may = (move: 'acceptance' | 'refusal' | 'appointment'): boolean =>
    decideMove(referral.status, move, [EXTERNAL], referral.handoverMethod).allowed;
  return [
    ...(['acceptance', 'refusal', 'appointment'] as const).filter(may),
    ...(packetStage(referral.status) === 'after_acceptance' ? (['outcome'] as const) : []),
    'contact',
  ];
}

async function linesOf(tx: Tx, packet: Packet): Promise<Line[]> {
  const words = await firstRow<{ worry: string | null; area: string | null }>(
    tx,
    `SELECT (SELECT r.label_ja FROM reference_code AS r WHERE r.list = 'worry_category' AND r.code = $1) AS worry,
            coalesce((SELECT r.label_ja FROM reference_code AS r WHERE r.list = 'prefecture' AND r.code = $2),
                     (SELECT r.label_ja || m.name FROM municipality AS m
                      JOIN reference_code AS r ON r.list = 'prefecture' AND r.code = m.prefecture_code
                      WHERE m.code = $2), $2) AS area`,
    [packet.worryCategory, packet.areaCode],
  );
  return [
    ['相談の分野', words?.worry ?? packet.worryCategory],
    ['地域', words?.area ?? '分かりません'],
    ['年代', ageWords(packet.ageBand)],
    ['言語', languageWord(packet.language)],
    ['急ぎ', URGENCIES[packet.urgency].label],
  ];
}

function identityOf({ identity }: Packet): Line[] | null {
  if (identity === null) return null;
  return [
    ['氏名', identity.name],
    ['連絡先', identity.contact ?? 'なし'],
    ['住所', identity.address ?? 'なし'],
  ];
}

function ageWords(band: string): string {
  const range = readAgeBand(band);
  if (range === null) return '分かりません';
  if (range.to === Number.POSITIVE_INFINITY) return `${range.from}歳以上`;
  return range.from === range.to ? `${range.from}歳` : `${range.from}〜${range.to}歳`;
}

function languageWord(code: string): string {
  return new Intl.DisplayNames('ja', { type: 'language' }).of(code) ?? code;
}
