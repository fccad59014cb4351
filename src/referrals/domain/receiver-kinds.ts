import type { BodyKind } from '../../directory/domain/service-content';

export const RECEIVER_KINDS = [
  'municipal_office',
  'self_reliance_support',
  'welfare_office',
  'police',
  'local_support_body',
  'specialist_support_body',
  'medical',
  'child_guidance_centre',
  'social_welfare_council',
  'regional_council',
  'other',
] as const;
export type ReceiverKind = (typeof RECEIVER_KINDS)[number];

/** The kinds of the directory's bodies in the words of the record sheet and the published tables. */
const OF_BODY: Readonly<Record<BodyKind, ReceiverKind>> = {
  municipality_office: 'municipal_office',
  self_reliance_support: 'self_reliance_support',
  welfare_office: 'welfare_office',
  police: 'police',
  local_support: 'local_support_body',
  specialist_support: 'specialist_support_body',
  medical: 'medical',
  child_guidance: 'child_guidance_centre',
  social_welfare_council: 'social_welfare_council',
  regional_council: 'regional_council',
};

export function receiverKindOf(bodyKind: BodyKind): ReceiverKind {
  return OF_BODY[bodyKind];
}
