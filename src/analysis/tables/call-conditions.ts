/** SQL over `statistics.contact AS c`: the calls T02, T03 and T05 count, so that they cannot drift apart. */
export const PHONE_CALLS = `c.period_id = $1 AND c.in_period AND c.channel = 'phone'`;

export const ANSWERED = `c.result IN ('answered', 'transferred')`;

/** 呼出: rang at a desk or waited for one. Reads the result, since not every carrier writes when waiting began. */
export const OFFERED = `(${ANSWERED} OR c.result = 'abandoned_queue' OR c.result = 'busy' AND c.reached_queue)`;
