/**
 * Environment of the PostgreSQL programs: no PG* variable of the caller may redirect them and no secret of the
 * application is handed on. LC_ALL=C keeps their messages in English, which failures are recognised by.
 */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const passedOn = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  const inherited = passedOn.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(inherited), LC_ALL: 'C' };
}
