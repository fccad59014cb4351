/** Every role of the product. `label` is what a screen shows. */
const ROLES = {
  admin: 'システム管理者',
  contractor: '事務局（受託事業者）',
  coordinator: '団体コーディネーター',
  supervisor: 'スーパーバイザー',
  counsellor: '相談員',
  referrals: 'つなぎ担当',
  accountant: '経理担当',
  approver: '支払承認者',
  analyst: '内閣府 分析担当',
  auditor: '監査担当',
} as const;

export type Role = keyof typeof ROLES;

/** Roles whose work spans all organisations. Everyone else sees the rows of their own organisation only. */
export const NATIONAL_ROLES: readonly Role[] = ['admin', 'contractor', 'accountant', 'approver', 'auditor'];

const STAFF: readonly Role[] = [
  'admin',
  'contractor',
  'coordinator',
  'supervisor',
  'counsellor',
  'referrals',
];
const OFFICE: readonly Role[] = ['admin', 'contractor'];
/** Who plans people: the organisation itself, and the office that helps it. */
const PLANNERS: readonly Role[] = ['contractor', 'coordinator'];
const MONEY: readonly Role[] = ['contractor', 'accountant', 'approver', 'auditor'];

/** Which role may do what. A route names one permission; nothing else opens it. */
export const PERMISSIONS = {
  'session.self': Object.keys(ROLES) as Role[],
  'reference.read': Object.keys(ROLES) as Role[],
  'organisation.read': [...STAFF, ...MONEY, 'analyst'],
  'organisation.write': OFFICE,
  'person.read': ['admin', 'contractor', 'coordinator', 'supervisor', 'accountant', 'approver'],
  'person.write': ['admin', 'contractor', 'coordinator'],
  'period.read': Object.keys(ROLES) as Role[],
  'period.write': OFFICE,
  'participation.read': [...OFFICE, 'coordinator', ...MONEY],
  'participation.write': OFFICE,
  'form.read': [...STAFF, 'analyst', 'auditor'],
  'form.write': ['admin'],
  'contact.read': ['contractor', 'coordinator', 'supervisor'],
  'contact.import': OFFICE,
  'consultation.read': ['coordinator', 'supervisor', 'counsellor', 'referrals'],
  'consultation.write': ['coordinator', 'supervisor', 'counsellor', 'referrals'],
  'consultation.review': ['supervisor'],
  'consultation.void': ['supervisor', 'coordinator'],
  'consultation.import': OFFICE,
  'consultation.export': [...OFFICE, 'coordinator', 'supervisor'],
  // Closing a case to somebody is anyone's who works on it; opening it again takes two of these.
  'case_block.write': ['coordinator', 'supervisor', 'counsellor', 'referrals'],
  'case_block.read': ['coordinator', 'supervisor', 'referrals'],
  'case_block.lift': ['coordinator', 'supervisor'],
  'urgent_case.read': ['coordinator', 'supervisor', 'counsellor', 'referrals'],
  'urgent_case.write': ['coordinator', 'supervisor', 'counsellor', 'referrals'],
  'unmet_need.write': ['coordinator', 'supervisor', 'counsellor', 'referrals'],
  'unmet_need.read': ['coordinator', 'supervisor', 'counsellor', 'referrals'],
  'unmet_need.map': [...OFFICE, 'coordinator', 'supervisor', 'referrals'],
  'carrier.read': OFFICE,
  'carrier.write': OFFICE,
  'job.read': [...OFFICE, 'coordinator', 'supervisor'],
  'reconciliation.read': ['contractor', 'coordinator', 'supervisor', 'counsellor'],
  'reconciliation.match': ['contractor', 'coordinator'],
  'demand.read': [...OFFICE, 'coordinator', 'supervisor'],
  'demand.write': OFFICE,
  // A coordinator's rows are those of one organisation, and half the seats would give a wrong answer rate.
  'coverage.read': OFFICE,
  'shift.read': STAFF,
  'shift.write': ['admin', 'contractor', 'coordinator'],
  'roster.read': ['admin', 'contractor', 'coordinator'],
  'roster.write': ['admin', 'contractor', 'coordinator'],
  'roster_notice.own': STAFF,
  // Without a planner's role: one's own only (src/staffing/domain/staff.policy.ts).
  'skill.read': [...PLANNERS, 'supervisor', 'counsellor', 'referrals'],
  'skill.write': PLANNERS,
  'guide.read': STAFF,
  'guide.write': OFFICE,
  /** One's own only. */
  'guide.sign': STAFF,
  /** Who has read: names of the own organisation, elsewhere numbers. */
  'guide.follow': PLANNERS,
  'availability.read': [...PLANNERS, 'supervisor', 'counsellor', 'referrals'],
  'availability.write': [...PLANNERS, 'supervisor', 'counsellor', 'referrals'],
  'availability.collect': PLANNERS,
  'allotment.read': [...OFFICE, 'coordinator'],
  'allotment.offer': OFFICE,
  'allotment.answer': ['coordinator'],
  'calendar_feed.own': STAFF,
  'roster.print': ['admin', 'contractor', 'coordinator', 'supervisor'],
  'swap.take_part': STAFF,
  'gap.read': ['contractor', 'coordinator', 'supervisor'],
  'gap.report': STAFF,
  'gap.fill': ['contractor', 'coordinator'],
  'attendance.read': STAFF,
  'attendance.record': STAFF,
  'attendance.correct': ['contractor', 'coordinator'],
  'directory.read': STAFF,
  'directory.write': ['contractor', 'coordinator', 'referrals'],
  'municipality.import': OFFICE,
  'directory.import': ['contractor', 'coordinator'],
  /** Addresses of shelters, and of those only what the own organisation entered. */
  'directory.confidential': ['referrals'],
  'referral.read': ['coordinator', 'supervisor', 'referrals'],
  'referral.write': ['coordinator', 'supervisor', 'counsellor', 'referrals'],
  /** Looks after needs: takes them over, hands them on, ends them. */
  'referral.assign': ['coordinator', 'supervisor', 'referrals'],
  'referral.hand_over': ['contractor', 'coordinator'],
  /** As the second person, and never on one's own request. */
  'referral.confirm_override': ['coordinator', 'supervisor', 'referrals'],
  'referral.review_override': ['coordinator', 'supervisor'],
  'rate_card.read': MONEY,
  'rate_card.write': ['contractor', 'accountant'],
  'honorarium.preview': [...MONEY, 'coordinator'],
  'analysis.read': ['admin', 'contractor', 'analyst', 'auditor'],
  'audit.read': ['admin', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function mayDo(roles: readonly string[], permission: Permission): boolean {
  const holders: readonly string[] = PERMISSIONS[permission];
  return roles.some((role) => holders.includes(role));
}
