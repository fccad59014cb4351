/** Expected answered calls per hour with n seats: a birth-death chain of n servers with impatient waiting callers. */
export function answeredPerHour(
  calls: number,
  seats: number,
  handlingMinutes: number,
  patienceMinutes: number,
): number {
  if (calls === 0 || seats === 0) return 0;
  const serve = 60 / handlingMinutes;
  const leave = 60 / patienceMinutes;
  let below = 0;
  let weight = 1;
  let waiting = 0;
  for (let state = seats; state >= 1 && weight > 1e-14; state--) {
    weight *= (state * serve) / calls;
    below += weight;
  }
  let above = 1;
  weight = 1;
  for (let queue = 1; weight > 1e-14 && queue < 5000; queue++) {
    weight *= calls / (seats * serve + queue * leave);
    above += weight;
    waiting += queue * weight;
  }
  return calls - (leave * waiting) / (below + above);
}
