import { createApp } from '../../../src/app.setup';
import { DOCS_PATH, serveOpenApi } from '../../../src/openapi';
import { newTestDatabase } from '../../support/test-database';

describe('the page that describes the API', () => {
  it('is served to everybody, with the headers that every answer has', async () => {
    const database = await newTestDatabase();
    const target = { url: database.appUrl, role: null };
    const app = await createApp({ app: target, statistics: target });
    serveOpenApi(app);
    await app.init();
    for (const path of [
      '/api/openapi.json',
      DOCS_PATH,
      `${DOCS_PATH}/swagger-ui.css`,
      `${DOCS_PATH}/swagger-ui-init.js`,
    ]) {
      const answer = await app.inject({ method: 'GET', url: path });
      expect([path, answer.statusCode, answer.headers['cache-control'], answer.headers['etag']]).toEqual([
        path,
        200,
        'no-store',
        undefined,
      ]);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
    const missing = await app.inject({ method: 'GET', url: `${DOCS_PATH}/../../../package.json` });
    expect(missing.statusCode).toBe(404);
    expect(missing.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    await app.close();
    await database.drop();
  });
});
