import { ROSTER_RULES } from './rules/roster-rules';
import type { ParameterValues, RosterRule, Strength } from './rules/rule';

/** What a period or an organisation says of one rule. */
export interface RuleSetting {
  readonly code: string;
  /** Null: every organisation of the period. */
  readonly organisationId: string | null;
  readonly strength: Strength;
  readonly weight: number;
  readonly parameters: ParameterValues;
  readonly basis: string;
}

export interface RuleInForce {
  readonly rule: RosterRule;
  readonly strength: Strength;
  readonly weight: number;
  readonly parameters: ParameterValues;
  readonly basis: string;
  readonly setBy: 'default' | 'period' | 'organisation';
}

/** The organisation's word comes before the period's, the period's before the default. */
export function rulesInForce(settings: readonly RuleSetting[], organisationId: string | null): RuleInForce[] {
  return ROSTER_RULES.map((rule) => {
    const own = settings.find((row) => row.code === rule.code && row.organisationId === organisationId);
    const common = settings.find((row) => row.code === rule.code && row.organisationId === null);
    const setting = own ?? common;
    const defaults = defaultsOf(rule);
    if (!setting) {
      const { strength, weight, basis } = rule;
      return { rule, strength, weight, basis, parameters: defaults, setBy: 'default' };
    }
    const { strength, weight, basis } = setting;
    const setBy = setting.organisationId === null ? 'period' : 'organisation';
    return {
      rule,
      strength: rule.fixed ? 'hard' : strength,
      weight,
      basis: basis === '' ? rule.basis : basis,
      // A parameter that came later has its default in older settings.
      parameters: { ...defaults, ...setting.parameters },
      setBy,
    };
  });
}

function defaultsOf(rule: RosterRule): ParameterValues {
  return Object.fromEntries(rule.parameters.map((parameter) => [parameter.name, parameter.default]));
}
