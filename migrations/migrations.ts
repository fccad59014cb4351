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
import { IdempotencyKeys1790000000020 } from './1790000000020-idempotency-keys';
import { CallLinks1790000000021 } from './1790000000021-call-links';
import { Reconciliation1790000000022 } from './1790000000022-reconciliation';
import { DraftHistory1790000000023 } from './1790000000023-draft-history';
import { CallerIndex1790000000024 } from './1790000000024-caller-index';
import { JobOutputs1790000000025 } from './1790000000025-job-outputs';
import { Carriers1790000000026 } from './1790000000026-carriers';
import { MessageMeasures1790000000027 } from './1790000000027-message-measures';
import { DraftsSetAside1790000000028 } from './1790000000028-drafts-set-aside';
import { DueCallsIndex1790000000029 } from './1790000000029-due-calls-index';
import { Staffing1790000000030 } from './1790000000030-staffing';
import { RosterVersions1790000000031 } from './1790000000031-roster-versions';
import { Demand1790000000032 } from './1790000000032-demand';
import { StaffingQuotas1790000000035 } from './1790000000035-staffing-quotas';
import { RosterExceptions1790000000038 } from './1790000000038-roster-exceptions';
import { RosterBuilds1790000000039 } from './1790000000039-roster-builds';
import { PublishedDuty1790000000040 } from './1790000000040-published-duty';
import { CalendarFeeds1790000000043 } from './1790000000043-calendar-feeds';
import { Attendance1790000000044 } from './1790000000044-attendance';
import { RosterGaps1790000000045 } from './1790000000045-roster-gaps';
import { Swaps1790000000046 } from './1790000000046-swaps';
import { Municipalities1790000000050 } from './1790000000050-municipalities';
import { Directory1790000000051 } from './1790000000051-directory';
import { BuildParticipants1790000000060 } from './1790000000060-build-participants';
import { ParticipationVersion1790000000063 } from './1790000000063-participation-version';
import { JobScope1790000000068 } from './1790000000068-job-scope';
import { ClosedKeys1790000000069 } from './1790000000069-closed-keys';
import { ReferralNeeds1790000000070 } from './1790000000070-referral-needs';
import { ReferralConsents1790000000071 } from './1790000000071-referral-consents';
import { ReferralHandovers1790000000072 } from './1790000000072-referral-handovers';
import { CaseBlocks1790000000082 } from './1790000000082-case-blocks';
import { UrgentCases1790000000083 } from './1790000000083-urgent-cases';
import { Guides1790000000084 } from './1790000000084-guides';
import { RememberedCreations1790000000086 } from './1790000000086-remembered-creations';
import { BuildsOfOthers1790000000089 } from './1790000000089-builds-of-others';
import { UnmetNeeds1790000000093 } from './1790000000093-unmet-needs';
import { ReferralWalls1790000000094 } from './1790000000094-referral-walls';
import { Visits1790000000095 } from './1790000000095-visits';
import { VisitExpenses1790000000096 } from './1790000000096-visit-expenses';
import { ExternalLinks1790000000097 } from './1790000000097-external-links';
import { ReferralGuards1790000000100 } from './1790000000100-referral-guards';

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
  IdempotencyKeys1790000000020,
  CallLinks1790000000021,
  Reconciliation1790000000022,
  DraftHistory1790000000023,
  CallerIndex1790000000024,
  JobOutputs1790000000025,
  Carriers1790000000026,
  MessageMeasures1790000000027,
  DraftsSetAside1790000000028,
  DueCallsIndex1790000000029,
  Staffing1790000000030,
  RosterVersions1790000000031,
  Demand1790000000032,
  StaffingQuotas1790000000035,
  RosterExceptions1790000000038,
  RosterBuilds1790000000039,
  PublishedDuty1790000000040,
  CalendarFeeds1790000000043,
  Attendance1790000000044,
  RosterGaps1790000000045,
  Swaps1790000000046,
  Municipalities1790000000050,
  Directory1790000000051,
  BuildParticipants1790000000060,
  ParticipationVersion1790000000063,
  JobScope1790000000068,
  ClosedKeys1790000000069,
  ReferralNeeds1790000000070,
  ReferralConsents1790000000071,
  ReferralHandovers1790000000072,
  CaseBlocks1790000000082,
  UrgentCases1790000000083,
  Guides1790000000084,
  RememberedCreations1790000000086,
  BuildsOfOthers1790000000089,
  UnmetNeeds1790000000093,
  ReferralWalls1790000000094,
  Visits1790000000095,
  VisitExpenses1790000000096,
  ExternalLinks1790000000097,
  ReferralGuards1790000000100,
];
