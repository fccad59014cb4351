import { Instant, OneOf, Text, Uuid, WholeNumber } from '../../platform/validation/fields';
import { DESTINATION_KINDS, type DestinationKind } from '../domain/visit-codes';

const DESTINATIONS_JA =
  '自治体窓口／福祉事務所／自立相談支援機関／警察／病院／法律相談／シェルター／学校／ハローワーク／その他';

export class VisitPlan {
  @Uuid({ each: true, description: '同行する人。2人以上を勧める' }) readonly companionIds: string[];
  @Instant() readonly plannedFrom: Date;
  @Instant() readonly plannedUntil: Date;
  @OneOf(DESTINATION_KINDS, { description: DESTINATIONS_JA }) readonly destinationKind: DestinationKind;
  @Text({ max: 300, description: '待ち合わせ場所' }) readonly meetingPlace: string;
  @Text({ max: 300, description: '行き先' }) readonly destination: string;
  @Text({ max: 200, description: '連絡がないときに電話する先' }) readonly safetyContact: string;
  @WholeNumber({ min: 10, max: 240, optional: true, description: '安否の連絡の間隔（分）。省略時は60' })
  readonly checkMinutes?: number;
}

export class NewVisit extends VisitPlan {
  @Uuid({ optional: true }) readonly id?: string;
  @Uuid({ each: true, optional: true, description: '同じ相談のほかのつなぎ。1回の同行で兼ねるもの' })
  readonly alsoReferralIds?: string[];
}
