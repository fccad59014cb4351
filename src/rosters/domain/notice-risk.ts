/** A person who has not confirmed for so long is chased. */
export const AT_RISK_AFTER_HOURS = 24;
/** A duty that begins this soon is at risk at once. */
export const NEAR_HOURS = 24;
