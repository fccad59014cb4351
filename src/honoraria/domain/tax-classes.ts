/** How tax is taken from one payment. */
export type WithholdingMethod = 'TWO_RATES' | 'SCRIVENER' | 'NON_RESIDENT' | 'NONE';

interface ClassRule {
  readonly method: WithholdingMethod;
  /** Japanese sentence for the payee: why tax is or is not taken. */
  readonly reason: string;
}

/**
 * 所得税法204条 is a closed list, so the class is a person's dated decision with evidence and never inferred.
 * Sources: 所得税法204条1項1号・2号, 205条2号, 212条; 所基通204-1.
 */
export const TAX_CLASSES = {
  ART204_1: { method: 'TWO_RATES', reason: '所得税法204条1項1号（講演料・指導料など）の報酬' },
  ART204_2: { method: 'TWO_RATES', reason: '所得税法204条1項2号（弁護士・社会保険労務士など）の報酬' },
  ART204_2_SHIHO: { method: 'SCRIVENER', reason: '司法書士等の報酬（1回の支払ごとに10,000円を控除）' },
  NOT_WITHHELD: { method: 'NONE', reason: '所得税法204条に列挙されていない業務のため源泉徴収なし' },
  REIMB_ONLY: { method: 'NONE', reason: '実費弁償のみのため源泉徴収なし' },
  CORP: { method: 'NONE', reason: '法人への支払のため源泉徴収なし' },
  UNINC_PROVEN: { method: 'NONE', reason: '団体であることを確認した任意団体への支払のため源泉徴収なし' },
  NONRES_DOMESTIC: { method: 'NON_RESIDENT', reason: '非居住者の国内源泉所得' },
} as const satisfies Record<string, ClassRule>;

export type TaxClass = keyof typeof TAX_CLASSES;

/** Employment: the wage tables belong to payroll and are not computed here. */
export const PAYROLL_CLASSES: readonly string[] = ['SALARY_KO', 'SALARY_OTSU', 'SALARY_HEI'];

export function isTaxClass(text: string): text is TaxClass {
  return Object.hasOwn(TAX_CLASSES, text);
}
