interface Starting {
  readonly inForceFrom: Date;
}

/** The published version in force at an instant: the last one that had started; null before the first. */
export function chooseVersion<Version extends Starting>(
  published: readonly Version[],
  at: Date,
): Version | null {
  let chosen: Version | null = null;
  for (const version of published) {
    const started = version.inForceFrom <= at;
    if (started && (chosen === null || version.inForceFrom > chosen.inForceFrom)) chosen = version;
  }
  return chosen;
}
