import type { Answers } from '../../src/forms/domain/form-definition';
import type { HandoverMethod } from '../../src/referrals/domain/referral-moves';
import type { Caller } from './callers';
import type { MenuField } from './demo-period';
import type { Random, Weights } from './random';
import { ALONGSIDE, MAIN_FIELDS, TSUNAGI, WORRIES } from './sheet-topics';
import type { MainField } from './words/situations';

type Tsunagi = 'none' | 'offered' | 'accepted' | 'declined';
type Risk = 'none' | 'ideation' | 'danger' | 'notice' | 'unknown';

/** What was talked about and what was done, before anybody writes it down. */
export interface Course {
  readonly mainField: MainField;
  readonly fields: readonly MainField[];
  readonly risk: Risk;
  readonly urgency: 'normal' | 'watch' | 'urgent';
  readonly tsunagi: Tsunagi;
  /** Set when another body was offered or brought in. */
  readonly handover: HandoverMethod | null;
  readonly emergency: string | null;
  readonly interviewed: boolean;
  readonly advised: boolean;
}

const RISKS: Weights<Risk> = { ideation: 790, danger: 170, notice: 12, unknown: 28 };
const WATCHED: readonly MainField[] = ['women_dv', 'abuse', 'housing', 'addiction'];

export function drawCourse(random: Random, menuField: MenuField): Course {
  const mainField = random.weighted(MAIN_FIELDS[menuField]);
  const fields = [mainField, ...drawAlongside(random, mainField)];
  const risk = drawRisk(random, fields);
  const urgency = drawUrgency(random, risk, fields);
  const tsunagi = drawTsunagi(random, mainField);
  const handover = tsunagi === 'offered' || tsunagi === 'accepted' ? drawHandover(random, tsunagi) : null;
  const emergency = urgency === 'urgent' ? drawEmergency(random, risk) : null;
  return {
    mainField,
    fields,
    risk,
    urgency,
    tsunagi,
    handover,
    emergency,
    // Whoever is accompanied was met; some are met where another body was called in.
    interviewed: handover === 'accompanied' || (handover === 'agency_contacted' && random.chance(0.3)),
    advised: random.chance(0.5),
  };
}

function drawAlongside(random: Random, mainField: MainField): MainField[] {
  const count = Number(random.weighted<string>({ 0: 48, 1: 32, 2: 15, 3: 5 }));
  return random.shuffled(ALONGSIDE[mainField]).slice(0, count);
}

function drawRisk(random: Random, fields: readonly MainField[]): Risk {
  if (fields.includes('suicide')) return random.weighted(RISKS);
  return random.chance(0.8) ? 'none' : 'unknown';
}

function drawUrgency(random: Random, risk: Risk, fields: readonly MainField[]): Course['urgency'] {
  if (risk === 'notice') return 'urgent';
  if (risk === 'danger') return random.weighted({ watch: 80, urgent: 20 });
  const watched = risk === 'ideation' || fields.some((field) => WATCHED.includes(field));
  return random.weighted(watched ? { normal: 66, watch: 33, urgent: 1 } : { normal: 96, watch: 4 });
}

function drawTsunagi(random: Random, mainField: MainField): Tsunagi {
  if (!random.chance(TSUNAGI[mainField] ?? 0.02)) return 'none';
  return random.weighted({ accepted: 52, offered: 20, declined: 28 });
}

function drawHandover(random: Random, tsunagi: Tsunagi): HandoverMethod {
  if (tsunagi === 'offered') return random.weighted({ number_given: 60, agency_contacted: 40 });
  return random.weighted({ number_given: 34, call_transfer: 12, agency_contacted: 38, accompanied: 16 });
}

function drawEmergency(random: Random, risk: Risk): string {
  return random.weighted<string>(
    risk === 'notice'
      ? { police_110: 60, ambulance: 25, agency: 15 }
      : { agency: 55, family: 25, police_110: 20 },
  );
}

/** The content and response part of a sheet of a conversation, without its words. */
export function courseAnswers(random: Random, caller: Caller, course: Course): Answers {
  const worries = [...new Set(course.fields.map((field) => WORRIES[field]))].filter((code) => code !== null);
  const responses = responsesTo(course);
  return {
    fields: course.fields,
    main_field: course.mainField,
    worry_category: worries,
    isolation_level: random.weighted<string>(
      course.fields.includes('loneliness')
        ? { often: 58, sometimes: 30, unknown: 12 }
        : { sometimes: 34, none: 22, often: 14, unknown: 30 },
    ),
    suicide_risk: course.risk,
    abuse_flag: [abuseOf(random, caller, course)],
    urgency: course.urgency,
    responses,
    main_response: mainResponse(random, responses),
    emergency_action: [course.emergency ?? 'none'],
    ...consentAnswers(course),
    referral_needed: course.tsunagi,
  };
}

function responsesTo({ handover, advised, emergency, tsunagi, interviewed }: Course): string[] {
  const coordinated = handover !== null && handover !== 'number_given';
  return [
    'listening',
    ...(advised || tsunagi !== 'none' ? ['info_advice'] : []),
    ...(interviewed ? ['interview'] : []),
    ...(handover === 'accompanied' ? ['accompaniment'] : []),
    ...(coordinated || emergency === 'agency' ? ['coordination'] : []),
  ];
}

function mainResponse(random: Random, responses: readonly string[]): string {
  if (responses.includes('accompaniment')) return 'accompaniment';
  if (responses.includes('coordination')) return random.chance(0.7) ? 'coordination' : 'listening';
  return responses.includes('info_advice') && random.chance(0.4) ? 'info_advice' : 'listening';
}

function abuseOf(random: Random, caller: Caller, { fields }: Course): string {
  if (fields.includes('women_dv')) return random.chance(0.8) ? 'dv' : 'sexual_violence';
  if (!fields.includes('abuse')) return random.chance(0.85) ? 'none' : 'unknown';
  if (caller.subject.age <= 18) return 'child_abuse';
  return caller.subject.age >= 65 ? 'elder_abuse' : 'dv';
}

/** Asked when something about the person leaves the room; without consent only on a stated ground (domain rule 49). */
function consentAnswers({ tsunagi, emergency }: Course): Answers {
  if (tsunagi === 'accepted') return { consent: 'given' };
  if (emergency !== null) return { consent: 'not_obtainable', no_consent_basis: 'life_body' };
  return tsunagi === 'declined' ? { consent: 'refused' } : {};
}
