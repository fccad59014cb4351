import { randomUUID } from 'node:crypto';
import type { TestAccount, TestApp } from '../test-app';

export const GUIDES = '/api/v1/guides';

export interface GuidePlan {
  readonly kind?: 'policy' | 'manual' | 'script' | 'pledge';
  readonly title?: string;
  readonly roles?: readonly string[];
  readonly fields?: readonly string[];
  readonly organisationIds?: readonly string[];
}

export interface PublishedGuide {
  readonly id: string;
  readonly digest: string;
}

export function newGuide({ kind = 'policy', title = '相談対応の基本方針', ...audience }: GuidePlan = {}) {
  return {
    code: `guide-${randomUUID()}`,
    kind,
    language: 'ja',
    title,
    body: '# 姿勢\nまず聴く。\n\n- 急がない',
    roles: [],
    fields: [],
    organisationIds: [],
    ...audience,
  };
}

/** A document whose first version is published and asked for from now on. */
export async function publishGuide(
  app: TestApp,
  office: TestAccount,
  plan: GuidePlan = {},
): Promise<PublishedGuide> {
  const created = await app.as(office).post(GUIDES).send(newGuide(plan)).expect(201);
  return { id: created.body.id, digest: await publishDraft(app, office, created.body.id, 1) };
}

/** Publishes a draft and answers the digest of its text. */
export async function publishDraft(
  app: TestApp,
  office: TestAccount,
  id: string,
  number: number,
  publication: object = { change: 'major' },
): Promise<string> {
  const path = `${GUIDES}/${id}/versions/${number}`;
  const draft = await app.as(office).get(path).expect(200);
  const published = await app
    .as(office)
    .post(`${path}/publication`)
    .set('If-Match', draft.headers['etag'] ?? '')
    .send(publication)
    .expect(200);
  return published.body.digest;
}
