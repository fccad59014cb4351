import { seal } from '../../src/platform/crypto/seal';
import { noteContext } from '../../src/referrals/sealed-places';
import { formatTokyo } from '../../src/shared/tokyo-time';
import { accountId, DEMO_PERIOD_ID } from './demo-ids';
import { HOME_NPO } from './demo-organisations';
import { organisationId } from './people';
import type { DemoReferral } from './referrals';
import { rowId } from './row-ids';
import { sheetId } from './sheet-records';

const stamp = (at: Date | null): string | null => (at === null ? null : formatTokyo(at));

/** In the demo a sheet has one referral at most, so each is the only attempt for its need. */
export function needRow({ sheet, events, ...referral }: DemoReferral) {
  const { answers, course } = sheet;
  const opened = formatTokyo(sheet.writtenAt);
  const ended = referral.status === 'closed' ? (events.at(-1)?.at ?? null) : null;
  return {
    ...whose({ sheet }),
    id: needId({ sheet }),
    period_id: DEMO_PERIOD_ID,
    worry_category: referral.worryCategory,
    area_code: /^\d{2}$/.test(String(answers['prefecture'])) ? answers['prefecture'] : null,
    age_band: answers['age_band'] ?? 'unknown',
    language: 'ja',
    urgency: course?.urgency ?? 'normal',
    owner_account_id: deskAccount({ sheet }),
    outcome: ended && (['connected', 'waiting'].includes(referral.outcome ?? '') ? 'met' : 'not_met'),
    closed_at: stamp(ended),
    created_at: opened,
    updated_at: stamp(ended) ?? opened,
  };
}

export function needOwnerRow({ sheet }: DemoReferral) {
  return {
    ...whose({ sheet }),
    need_id: needId({ sheet }),
    version: 1,
    owner_account_id: deskAccount({ sheet }),
    reason: 'opened',
    account_id: deskAccount({ sheet }),
    since: formatTokyo(sheet.writtenAt),
  };
}

export function referralRow({ id, sheet, events, ...referral }: DemoReferral) {
  const moves = new Set(events.map(({ move }) => move));
  return {
    ...whose({ sheet }),
    id,
    period_id: DEMO_PERIOD_ID,
    need_id: needId({ sheet }),
    worry_category: referral.worryCategory,
    receiver_name: referral.receiverName,
    receiver_kind: referral.receiverKind,
    handover_method: referral.handoverMethod,
    status: referral.status,
    outcome: referral.outcome,
    decline_reason: moves.has('refusal') ? 'not_eligible' : null,
    withdrawal_reason: moves.has('withdrawal') ? 'consent_withdrawn' : null,
    sent_at: stamp(referral.sentAt),
    respond_by: stamp(referral.respondBy),
    version: events.length,
    created_at: formatTokyo(sheet.writtenAt),
    updated_at: formatTokyo(events.at(-1)?.at ?? sheet.writtenAt),
  };
}

export function consentRows({ id, sheet, events, receiverName }: DemoReferral) {
  const withdrawal = events.find(({ move }) => move === 'withdrawal')?.at ?? null;
  return events
    .filter(({ move }) => move === 'consent')
    .map(({ at }) => ({
      ...whose({ sheet }),
      referral_id: id,
      receiver_name: receiverName,
      purpose: 'support',
      covers_identity: true,
      method: 'spoken_phone',
      given_by: 'self',
      given_at: formatTokyo(at),
      noted_by: deskAccount({ sheet }),
      noted_at: formatTokyo(at),
      withdrawn_at: stamp(withdrawal),
    }));
}

type OfSheet = Pick<DemoReferral, 'sheet'>;

function whose({ sheet }: OfSheet) {
  return {
    organisation_id: organisationId(sheet.duty.desk.organisation),
    consultation_id: sheetId(sheet),
  };
}

function needId({ sheet }: OfSheet): string {
  return rowId(sheet.writtenAt, `referral-need/${sheetId(sheet)}`);
}

/** The referral desk where it has a login; the other bodies have none in the demo. */
function deskAccount({ sheet }: OfSheet): string | null {
  return sheet.duty.desk.organisation === HOME_NPO ? accountId('referrals') : null;
}

export function referralEventRows({ id, sheet, events }: DemoReferral) {
  return events.map(({ version, move, fromStatus, toStatus, at, note }) => {
    const sealed = note === null ? null : seal(note, noteContext(id, version));
    return {
      referral_id: id,
      version,
      organisation_id: organisationId(sheet.duty.desk.organisation),
      move,
      from_status: fromStatus,
      to_status: toStatus,
      occurred_at: formatTokyo(at),
      account_id: deskAccount({ sheet }),
      note_sealed: sealed && `\\x${sealed.bytes.toString('hex')}`,
      seal: sealed && sealed.seal,
    };
  });
}
