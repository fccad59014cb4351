import type { FieldFault } from '../../shared/domain-error';
import type { DemandAssumptions } from './assumptions';

/** What single fields cannot tell: that profiles are whole and shares are shares of one. */
export function checkAssumptions(assumptions: DemandAssumptions, menu: readonly string[]): FieldFault[] {
  const faults: FieldFault[] = [];
  const { hourProfile, fieldShares, dayProfile } = assumptions;
  if (hourProfile.length !== 24 || hourProfile.every((weight) => weight === 0)) {
    faults.push(fault('hourProfile', 'hours', '0時台から23時台までの24個の値を指定してください。'));
  }
  if (Object.values(dayProfile).every((weight) => weight === 0)) {
    faults.push(fault('dayProfile', 'days', '少なくとも1種類の日に0より大きい値を指定してください。'));
  }
  if (Object.keys(fieldShares).some((code) => !menu.includes(code))) {
    faults.push(fault('fieldShares', 'not_offered', 'この期のガイダンスにない分野が含まれています。'));
  }
  if (Object.values(fieldShares).reduce((sum, share) => sum + share, 0) > 1 + 1e-9) {
    faults.push(fault('fieldShares', 'above_one', '分野の割合の合計は1以下にしてください。'));
  }
  return faults;
}

function fault(field: string, code: string, message: string): FieldFault {
  return { pointer: `/assumptions/${field}`, code, message };
}
