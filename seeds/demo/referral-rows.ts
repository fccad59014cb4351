import { seal } from '../../src/platform/crypto/seal';
import { noteContext } from '../../src/referrals/note-context';
import { formatTokyo } from '../../src/shared/tokyo-time';
import { accountId, DEMO_PERIOD_ID } from './demo-ids';
import { HOME_NPO } from './demo-organisations';
import { organisationId } from './people';
import type { DemoReferral } from './referrals';
import { sheetId } from './sheet-records';

export function referralRow({ id, sheet, events, ...referral }: DemoReferral) {
  return {
    id,
    organisation_id: organisationId(sheet.duty.desk.organisation),
    period_id: DEMO_PERIOD_ID,
    consultation_id: sheetId(sheet),
    worry_category: referral.worryCategory,
    receiver_name: referral.receiverName,
    receiver_kind: referral.receiverKind,
    handover_method: referral.handoverMethod,
    status: referral.status,
    outcome: referral.outcome,
    version: events.length,
    created_at: formatTokyo(sheet.writtenAt),
    updated_at: formatTokyo(events.at(-1)?.at ?? sheet.writtenAt),
  };
}

/** Steps are by the referral desk where it has a login; the other bodies have none in the demo. */
export function referralEventRows({ id, sheet, events }: DemoReferral) {
  const { organisation } = sheet.duty.desk;
  return events.map(({ version, move, fromStatus, toStatus, at, note }) => {
    const sealed = note === null ? null : seal(note, noteContext(id, version));
    return {
      referral_id: id,
      version,
      organisation_id: organisationId(organisation),
      move,
      from_status: fromStatus,
      to_status: toStatus,
      occurred_at: formatTokyo(at),
      account_id: organisation === HOME_NPO ? accountId('referrals') : null,
      note_sealed: sealed && `\\x${sealed.bytes.toString('hex')}`,
      seal: sealed && sealed.seal,
    };
  });
}
