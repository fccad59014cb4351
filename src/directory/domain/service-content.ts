import type { TokyoDay } from '../../shared/tokyo-time';
import type { AgeLimits } from './fits-age';
import type { AreaCode } from './service-area';
import type { ServiceHours } from './service-hours';
import type { Verification } from './staleness';

export const BODY_KINDS = {
  municipality_office: '自治体窓口',
  self_reliance_support: '自立相談支援機関',
  welfare_office: '福祉事務所',
  police: '警察',
  local_support: '地域の支援団体',
  specialist_support: '専門分野の支援団体',
  medical: '医療',
  child_guidance: '児童相談所',
  social_welfare_council: '社会福祉協議会',
  regional_council: '地域協議会・調整機関',
} as const;
export type BodyKind = keyof typeof BODY_KINDS;
export const BODY_KIND_CODES = Object.keys(BODY_KINDS) as BodyKind[];

export const ACCOMPANIMENTS = ['yes', 'no', 'unknown'] as const;
export type Accompaniment = (typeof ACCOMPANIMENTS)[number];

export const CAPACITIES = ['open', 'limited', 'full', 'unknown'] as const;
export type Capacity = (typeof CAPACITIES)[number];

export const PHONE_KINDS = ['voice', 'fax', 'sms', 'night'] as const;
export type PhoneKind = (typeof PHONE_KINDS)[number];

export interface ServicePhone {
  readonly kind: PhoneKind;
  readonly number: string;
  readonly note: string | null;
}

/** What an editor writes about a service (つなぎ先の窓口). */
export interface ServiceContent extends ServiceHours, AgeLimits {
  readonly code: string | null;
  readonly bodyId: string;
  readonly name: string;
  readonly kana: string | null;
  readonly description: string | null;
  /** Of the code list `worry_category`. */
  readonly worries: readonly string[];
  /** Of the voice menu. */
  readonly fields: readonly string[];
  /** ISO 639. */
  readonly languages: readonly string[];
  readonly accompaniment: Accompaniment;
  readonly nightContact: boolean;
  readonly eligibility: string | null;
  readonly fee: string | null;
  readonly url: string | null;
  readonly email: string | null;
  readonly source: string;
  readonly areas: readonly AreaCode[];
  readonly phones: readonly ServicePhone[];
  readonly reverifyEveryDays: number;
}

/** A service as the directory knows it. */
export interface DirectoryService extends ServiceContent, Verification {
  readonly id: string;
  readonly bodyName: string;
  readonly bodyKind: BodyKind;
  readonly verifiedBy: string | null;
  readonly capacity: Capacity;
  readonly capacityOn: TokyoDay | null;
  readonly status: 'active' | 'retired';
  readonly retiredReason: string | null;
  readonly version: number;
  readonly updatedAt: Date;
}
