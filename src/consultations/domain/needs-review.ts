/** Of sheets that nothing points at, one in twenty is read by a supervisor all the same. */
const REVIEW_SHARE_PERCENT = 5;

interface RiskCodes {
  readonly suicideRisk: string;
  readonly urgency: string;
}

const GRAVE_RISKS: readonly string[] = ['danger', 'notice'];

/**
 * Must a supervisor read this sheet? Every urgent one, and a sample that depends on the id alone: who asks again gets the
 * same answer, and a correction does not draw anew.
 */
export function needsReview(
  id: string,
  { suicideRisk, urgency }: RiskCodes,
  sharePercent = REVIEW_SHARE_PERCENT,
): boolean {
  if (urgency === 'urgent' || GRAVE_RISKS.includes(suicideRisk)) return true;
  return spread(id.toLowerCase()) % 10_000 < sharePercent * 100;
}

/** FNV-1a with a final mix, since ids made in one night share their beginning. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
