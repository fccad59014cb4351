export const NOTICE_KINDS = ['locked', 'outcome_report', 'contact_correction'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
