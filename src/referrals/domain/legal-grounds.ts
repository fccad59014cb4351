interface LegalGround {
  readonly label: string;
  readonly source: string;
}

/**
 * On what a person's data may go to a receiver without consent. 個人情報保護法第27条第1項第5号–第7号 are about research and are
 * no ground for a referral. The duties to report name the body that is told, and yield no consent to anything beyond.
 */
export const LEGAL_GROUNDS = {
  by_law: {
    label: '法令に基づく場合',
    source: '個人情報の保護に関する法律第27条第1項第1号',
  },
  life_body_property: {
    label: '人の生命・身体・財産の保護に必要で、本人の同意を得ることが困難',
    source: '個人情報の保護に関する法律第27条第1項第2号',
  },
  suicide_imminent: {
    label: '自殺の危険が切迫し、本人の同意を得ることが困難',
    source: '個人情報の保護に関する法律第27条第1項第2号（生命の保護）',
  },
  child_health: {
    label: '公衆衛生の向上・児童の健全な育成に特に必要で、本人の同意を得ることが困難',
    source: '個人情報の保護に関する法律第27条第1項第3号',
  },
  public_duty: {
    label: '国・自治体等の法令上の事務への協力で、同意を求めると支障のおそれ',
    source: '個人情報の保護に関する法律第27条第1項第4号',
  },
  child_abuse: {
    label: '児童虐待を受けたと思われる児童の通告',
    source: '児童虐待の防止等に関する法律第6条',
  },
  child_protection: { label: '要保護児童の通告', source: '児童福祉法第25条' },
  elder_abuse: {
    label: '養護者による高齢者虐待の通報',
    source: '高齢者虐待の防止、高齢者の養護者に対する支援等に関する法律第7条',
  },
  disability_abuse: {
    label: '養護者による障害者虐待の通報',
    source: '障害者虐待の防止、障害者の養護者に対する支援等に関する法律第7条',
  },
  spousal_violence: {
    label: '配偶者からの暴力の通報（被害者の意思を尊重する）',
    source: '配偶者からの暴力の防止及び被害者の保護等に関する法律第6条',
  },
} as const satisfies Record<string, LegalGround>;

export type LegalGroundCode = keyof typeof LEGAL_GROUNDS;
export const LEGAL_GROUND_CODES = Object.keys(LEGAL_GROUNDS) as LegalGroundCode[];

const DAY_MS = 86_400_000;
/** No text sets it; a week is soon enough that those who decided still remember why. */
const REVIEW_AFTER_DAYS = 7;

export function overrideReviewDue(confirmedAt: Date): Date {
  return new Date(confirmedAt.getTime() + REVIEW_AFTER_DAYS * DAY_MS);
}

export const REVIEW_RESULTS = ['justified', 'not_justified', 'needs_follow_up'] as const;
export type ReviewResult = (typeof REVIEW_RESULTS)[number];
