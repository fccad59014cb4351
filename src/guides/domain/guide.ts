/** What a document is, with what a screen shows. A pledge is given for each period, everything else is read once. */
export const GUIDE_KINDS = {
  policy: '相談対応の基本方針',
  manual: 'つなぎ先のマニュアル',
  script: '応対の手引き',
  pledge: '守秘の誓約',
} as const;
export type GuideKind = keyof typeof GUIDE_KINDS;

/** Whose work a document speaks of: the roles of seats, and those who pass callers on. */
export const AUDIENCE_ROLES = {
  counsellor: '相談員',
  adviser: '専門員',
  coordinator: 'コーディネーター',
  supervisor: 'スーパーバイザー',
  interpreter: '通訳',
  standby: '待機',
  referrals: 'つなぎ担当',
} as const;
export type AudienceRole = keyof typeof AUDIENCE_ROLES;

/** A major version must be read again; a minor one puts right words that change nothing. */
export const CHANGES = { major: '改めて読む改訂', minor: '字句の修正' } as const;
export type Change = keyof typeof CHANGES;

/** Empty lists mean everybody. */
export interface Audience {
  readonly roles: readonly AudienceRole[];
  readonly fields: readonly string[];
  readonly organisationIds: readonly string[];
}
