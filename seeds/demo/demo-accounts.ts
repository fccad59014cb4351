import type { Role } from '../../src/platform/authz/permissions';
import { CABINET_OFFICE, CONTRACTOR, HOME_NPO } from './demo-organisations';

interface DemoAccount {
  readonly role: Role;
  readonly email: string;
  /** What the account is there to show. */
  readonly label: string;
  readonly organisation: string;
  /** Which person of the organisation it is, counted from the first; the offices' logins are nobody's. */
  readonly person: number | null;
}

const account = (role: Role, label: string, organisation: string, person: number | null): DemoAccount => ({
  role,
  email: `${role}@demo.example`,
  label,
  organisation,
  person,
});

/** One per role. The auditor sits with the Cabinet Office: whoever is audited does not audit. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('contractor', '事務局（受託事業者）', CONTRACTOR, null),
  account('coordinator', '団体コーディネーター', HOME_NPO, 0),
  account('counsellor', '相談員', HOME_NPO, 1),
  account('supervisor', 'スーパーバイザー', HOME_NPO, 2),
  account('referrals', 'つなぎ担当', HOME_NPO, 3),
  account('accountant', '経理担当', CONTRACTOR, null),
  account('approver', '支払承認者', CONTRACTOR, null),
  account('analyst', '内閣府 分析担当', CABINET_OFFICE, null),
  account('auditor', '監査担当', CABINET_OFFICE, null),
  account('admin', 'システム管理者', CONTRACTOR, null),
];
