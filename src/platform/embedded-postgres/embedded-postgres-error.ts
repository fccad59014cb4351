/** Carries one sentence in English and one in Japanese, fit to be printed as it is; details are in `cause`. */
export class EmbeddedPostgresError extends Error {
  constructor(english: string, japanese: string, cause?: unknown) {
    super(`${english} / ${japanese}`, { cause });
    this.name = 'EmbeddedPostgresError';
  }
}
