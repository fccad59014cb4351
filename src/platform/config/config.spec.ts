import { ConfigError, readConfig } from './config';

const URL_OK = 'postgresql://owner:pw@db:5432/tsunagi';

describe('readConfig', () => {
  it('starts embedded with the demo when nothing is set', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3000, database: null, demo: true });
  });

  it("leaves the demo out of a user's own database unless asked", () => {
    expect(readConfig({ DATABASE_URL: URL_OK }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL: URL_OK, TSUNAGI_DEMO: '1' }).demo).toBe(true);
  });

  it.each([
    ['PORT', { PORT: '80a' }],
    ['PORT', { PORT: '70000' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x/y' }],
    ['DATABASE_URL', { DATABASE_APP_URL: URL_OK }],
    ['TSUNAGI_DEMO', { TSUNAGI_DEMO: 'yes' }],
    ['TSUNAGI_DEMO_PASSWORD', { TSUNAGI_DEMO_PASSWORD: 'short' }],
    ['TSUNAGI_DATADIR', { TSUNAGI_DATADIR: '/x' }],
  ])('names %s in one sentence', (name, env) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(new RegExp(`^${name}: [^\\n]+\\.$`));
  });
});
