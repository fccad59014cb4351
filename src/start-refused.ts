/** A reason not to start that the operator can act on, in one sentence that names the setting. */
export class StartRefused extends Error {}
