import { RolesAndContext1790000000001 } from './1790000000001-roles-and-context';
import { Organisations1790000000002 } from './1790000000002-organisations';
import { Accounts1790000000003 } from './1790000000003-accounts';
import { AuditLog1790000000004 } from './1790000000004-audit-log';
import { Periods1790000000005 } from './1790000000005-periods';
import { Forms1790000000006 } from './1790000000006-forms';
import { Jobs1790000000007 } from './1790000000007-jobs';
import { Contacts1790000000008 } from './1790000000008-contacts';
import { Rosters1790000000009 } from './1790000000009-rosters';
import { Consultations1790000000010 } from './1790000000010-consultations';
import { Referrals1790000000011 } from './1790000000011-referrals';
import { Honoraria1790000000012 } from './1790000000012-honoraria';
import { StatisticsViews1790000000013 } from './1790000000013-statistics-views';
import { FormCrosswalk1790000000014 } from './1790000000014-form-crosswalk';
import { SheetLifeCycle1790000000015 } from './1790000000015-sheet-life-cycle';
import { JobProgress1790000000016 } from './1790000000016-job-progress';
import { JobOutputs1790000000025 } from './1790000000025-job-outputs';
import { Carriers1790000000026 } from './1790000000026-carriers';
import { MessageMeasures1790000000027 } from './1790000000027-message-measures';
import { Staffing1790000000030 } from './1790000000030-staffing';
import { RosterVersions1790000000031 } from './1790000000031-roster-versions';
import { Municipalities1790000000050 } from './1790000000050-municipalities';
import { Directory1790000000051 } from './1790000000051-directory';

/** Every migration in order; listed by name so that tests, build and runtime see the same set. */
export const migrations = [
  RolesAndContext1790000000001,
  Organisations1790000000002,
  Accounts1790000000003,
  AuditLog1790000000004,
  Periods1790000000005,
  Forms1790000000006,
  Jobs1790000000007,
  Contacts1790000000008,
  Rosters1790000000009,
  Consultations1790000000010,
  Referrals1790000000011,
  Honoraria1790000000012,
  StatisticsViews1790000000013,
  FormCrosswalk1790000000014,
  SheetLifeCycle1790000000015,
  JobProgress1790000000016,
  JobOutputs1790000000025,
  Carriers1790000000026,
  MessageMeasures1790000000027,
  Staffing1790000000030,
  RosterVersions1790000000031,
  Municipalities1790000000050,
  Directory1790000000051,
];
