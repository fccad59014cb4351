/** Who may import whom. One row per module; `npm run check:boundaries` and a test that plants violations keep it true. */
const MODULES = {
  shared: [],
  platform: ['shared'],
  audit: ['shared', 'platform'],
  auth: ['shared', 'platform', 'audit'],
  organisations: ['shared', 'platform', 'audit', 'auth'],
  periods: ['shared', 'platform', 'audit', 'organisations'],
  optimiser: ['shared'],
  staffing: ['shared', 'platform', 'audit', 'organisations', 'periods'],
  guides: ['shared', 'platform', 'audit', 'organisations', 'periods'],
  demand: ['shared', 'platform', 'audit', 'organisations', 'periods', 'contacts'],
  rosters: [
    'shared',
    'platform',
    'audit',
    'organisations',
    'periods',
    'staffing',
    'guides',
    'demand',
    'optimiser',
  ],
  allotments: ['shared', 'platform', 'audit', 'organisations', 'periods', 'demand', 'rosters'],
  coverage: ['shared', 'platform', 'audit', 'organisations', 'periods', 'demand', 'rosters', 'allotments'],
  duties: ['shared', 'platform', 'audit', 'organisations', 'periods', 'staffing', 'rosters'],
  contacts: ['shared', 'platform', 'audit', 'organisations', 'periods'],
  forms: ['shared', 'platform', 'audit', 'organisations'],
  consultations: ['shared', 'platform', 'audit', 'organisations', 'periods', 'rosters', 'contacts', 'forms'],
  urgency: ['shared', 'platform', 'audit', 'consultations'],
  unmet: ['shared', 'platform', 'audit', 'periods', 'consultations'],
  safeguards: ['shared', 'platform', 'audit', 'consultations'],
  directory: ['shared', 'platform', 'audit', 'organisations', 'periods'],
  finder: ['shared', 'platform', 'audit', 'organisations', 'periods', 'directory'],
  referrals: ['shared', 'platform', 'audit', 'organisations', 'periods', 'consultations', 'directory'],
  accompaniment: ['shared', 'platform', 'audit', 'organisations', 'periods', 'consultations', 'referrals'],
  honoraria: [
    'shared',
    'platform',
    'audit',
    'organisations',
    'periods',
    'rosters',
    'consultations',
    'accompaniment',
  ],
  analysis: ['shared', 'platform', 'audit'],
};

/** Besides its own SQL, analysis may use the pure rules of the others. */
const DOMAIN_ONLY = {
  analysis: [
    'organisations',
    'periods',
    'rosters',
    'contacts',
    'forms',
    'consultations',
    'referrals',
    'honoraria',
  ],
};

const either = (names) => `(${names.join('|')})`;

const moduleRules = Object.entries(MODULES).map(([name, allowed]) => ({
  name: `module-${name}`,
  comment: `src/${name} may import ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${name}/`, pathNot: '\\.spec\\.ts$' },
  to: {
    path: '^src/',
    pathNot: [
      `^src/${either([name, ...allowed])}/`,
      ...(DOMAIN_ONLY[name] ? [`^src/${either(DOMAIN_ONLY[name])}/domain/`] : []),
    ],
  },
}));

/** Conscious writes across modules: owner → caller → services of the owner that it calls with its own transaction. */
const WRITES = {
  // An accepted block of seats becomes a shift; a swap or a filled gap makes a version of the roster.
  rosters: { allotments: ['allotted-shifts.service'], duties: ['roster-changes.service'] },
  // A visit to which the person came moves its referrals.
  referrals: { accompaniment: ['referrals.service'] },
  // A receiver that answers for its own entry has verified it.
  directory: { referrals: ['services/services.service'] },
};

/** The roster engine is no Nest module: it shows a question, an answer and a way to ask. */
const SHOWN = { optimiser: 'problem|roster-build|start-build|explain-shortage' };

/** What a module shows to others: wiring, readers, entities, rules. Controllers, DTOs and queries are its own. */
const visible = (name) => `^src/${name}/(${SHOWN[name] ?? 'domain/.+|[^/]+\\.(module|reader|entity)'})\\.ts$`;

const surfaceRules = Object.keys(MODULES)
  .filter((name) => !['shared', 'platform', 'audit'].includes(name))
  .map((name) => ({
    name: `surface-${name}`,
    comment: `outside src/${name}, only its module, readers, entities and domain are visible`,
    severity: 'error',
    from: {
      path: '^src/',
      pathNot: [
        `^src/${name}/`,
        '^src/[^/]+\\.ts$',
        ...Object.keys(WRITES[name] ?? {}).map((caller) => `^src/${caller}/`),
      ],
    },
    to: { path: `^src/${name}/`, pathNot: [visible(name)] },
  }));

const writeRules = Object.entries(WRITES).flatMap(([name, callers]) =>
  Object.entries(callers).map(([caller, services]) => ({
    name: `surface-${name}-from-${caller}`,
    comment: `src/${caller} may call ${services.join(', ')} of src/${name}`,
    severity: 'error',
    from: { path: `^src/${caller}/` },
    to: { path: `^src/${name}/`, pathNot: [visible(name), `^src/${name}/${either(services)}\\.ts$`] },
  })),
);

module.exports = {
  forbidden: [
    ...moduleRules,
    ...surfaceRules,
    ...writeRules,
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'a rule over an import that does not resolve would be silently dead',
      severity: 'error',
      from: {},
      // What was built may not be there yet.
      to: { couldNotResolve: true, pathNot: '/dist/src/' },
    },
    {
      name: 'pure-domain',
      comment: 'rules know no framework, no database, no clock and no environment',
      severity: 'error',
      from: { path: '^src/([^/]+/domain|shared)/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^src/[^/]+/domain/', '^src/shared/', '^src/optimiser/(problem|roster-build)\\.ts$'] },
    },
    {
      name: 'excel-behind-one-door',
      severity: 'error',
      from: { pathNot: '^src/platform/excel/' },
      to: { path: 'node_modules/exceljs' },
    },
    {
      name: 'pdf-behind-one-door',
      severity: 'error',
      from: { pathNot: '^src/platform/pdf/' },
      to: { path: 'node_modules/(pdfmake|@expo-google-fonts)' },
    },
    {
      name: 'csv-behind-one-door',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/csv/' },
      to: { path: 'node_modules/(csv-parse|iconv-lite)' },
    },
    {
      name: 'no-test-in-production',
      severity: 'error',
      from: { path: '^(src|migrations|seeds)/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^test/', '\\.spec\\.ts$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
