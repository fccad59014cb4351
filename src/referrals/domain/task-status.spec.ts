import { REFERRAL_STATUSES } from './referral-moves';
import { statusOfTask, TASK_STATES } from './task-status';

describe('task status of FHIR', () => {
  it('goes there and back for every status, no two alike', () => {
    expect(REFERRAL_STATUSES.map((status) => statusOfTask(TASK_STATES[status]))).toEqual(REFERRAL_STATUSES);
    const pairs = Object.values(TASK_STATES).map((state) => `${state.status}/${state.businessStatus}`);
    expect(new Set(pairs).size).toBe(REFERRAL_STATUSES.length);
  });

  it('knows no other pair', () => {
    expect(statusOfTask({ status: 'completed', businessStatus: 'sent' })).toBeNull();
  });
});
