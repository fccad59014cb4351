import { consecutiveDays, consecutiveNights } from './consecutive-days';
import { consecutiveHours } from './consecutive-hours';
import { deskHours } from './desk-hours';
import { fairness } from './fairness';
import { fieldSkill } from './field-skill';
import { guidanceRead } from './guidance-read';
import { minimumStaff } from './minimum-staff';
import { noOverlap } from './no-overlap';
import { periodNights } from './period-nights';
import { personalLimits } from './personal-limits';
import { pledgeGiven } from './pledge-given';
import { qualification } from './qualification';
import { rest } from './rest';
import { roleSkill } from './role-skill';
import type { RosterRule } from './rule';
import { peopleNeeds } from './people-needs';
import { supervisorPresent } from './supervisor-present';
import { weeklyHours } from './weekly-hours';
import { cannot, notOffered, reluctant } from './wish-rules';

/** Every rule of a roster: for hand moves, publication, explanations and the optimiser alike. */
export const ROSTER_RULES: readonly RosterRule[] = [
  noOverlap,
  rest,
  cannot,
  fieldSkill,
  roleSkill,
  qualification,
  guidanceRead,
  pledgeGiven,
  consecutiveHours,
  consecutiveDays,
  consecutiveNights,
  weeklyHours,
  personalLimits,
  periodNights,
  reluctant,
  notOffered,
  deskHours,
  minimumStaff,
  supervisorPresent,
  peopleNeeds,
  ...fairness,
];
