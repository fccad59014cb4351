import type { FieldFault } from '../../shared/domain-error';
import type { SkillKind } from './skill';

/** Codes of the closed kinds with what a screen shows. Fields come from the table of fields; documents name themselves. */
export const SKILL_CODES = {
  role: {
    counsellor: '相談員',
    adviser: '専門員',
    coordinator: 'コーディネーター',
    interpreter: '通訳',
    standby: '待機',
    supervisor: 'スーパーバイザー',
  },
  gender: { female: '女性', male: '男性', other: 'その他', undisclosed: '回答しない' },
  qualification: {
    certified_psychologist: '公認心理師',
    clinical_psychologist: '臨床心理士',
    psychiatric_social_worker: '精神保健福祉士',
    social_worker: '社会福祉士',
    public_health_nurse: '保健師',
    nurse: '看護師',
    career_consultant: 'キャリアコンサルタント',
    industrial_counsellor: '産業カウンセラー',
    attorney: '弁護士',
    judicial_scrivener: '司法書士',
    hotline_training: '電話相談員養成研修修了',
    supervisor_training: 'スーパーバイザー研修修了',
  },
} as const satisfies Partial<Record<SkillKind, Readonly<Record<string, string>>>>;

/** ISO 639-1, or 639-3 where that is all there is, as for Japanese Sign Language (jsl). */
const LANGUAGE = /^[a-z]{2,3}$/;
/** The name of a document and its edition, e.g. `guideline-2026`. */
const DOCUMENT = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** `fields`: the codes of the lines, from the database. */
export function checkSkillCode(kind: SkillKind, code: string, fields: readonly string[]): FieldFault[] {
  if (isKnown(kind, code, fields)) return [];
  return [{ pointer: '/code', code: 'unknown', message: 'この種類では使えないコードです。' }];
}

function isKnown(kind: SkillKind, code: string, fields: readonly string[]): boolean {
  switch (kind) {
    case 'field':
      return fields.includes(code);
    case 'language':
      return LANGUAGE.test(code);
    case 'guidance':
    case 'pledge':
      return DOCUMENT.test(code);
    default:
      return Object.hasOwn(SKILL_CODES[kind], code);
  }
}
