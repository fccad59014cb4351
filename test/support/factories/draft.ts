import type { TestAccount, TestApp } from '../test-app';

export const CONSULTATIONS = '/api/v1/consultations';

/** Writes one state of a draft; without a tag the first. */
export function putDraft(app: TestApp, who: TestAccount, id: string, tag: string | null, content: object) {
  const put = app.as(who).put(`${CONSULTATIONS}/${id}/draft`);
  return (tag === null ? put : put.set('If-Match', tag)).send(content);
}

/** The contents of all refused writes under an id, as this account sees them. */
export async function conflictCopies(app: TestApp, who: TestAccount, id: string): Promise<unknown[]> {
  const copies: unknown[] = [];
  for (let cursor = ''; ;) {
    const path = `${CONSULTATIONS}/${id}/conflicts?limit=200${cursor}`;
    const { body } = await app.as(who).get(path).expect(200);
    copies.push(...(body.items as { content: unknown }[]).map(({ content }) => content));
    if (body.nextCursor === null) return copies;
    cursor = `&cursor=${body.nextCursor}`;
  }
}
