import type { TestAccount, TestApp } from '../test-app';
import { tokyo } from './published-roster';
import { agreed } from './referrals';

export const VISITS = '/api/v1/visits';

/** A visit on the morning of 2 January 2027, Asia/Tokyo. */
export function visitPlan(companions: readonly TestAccount[], change: object = {}): object {
  return {
    companionIds: companions.map(({ personId }) => personId),
    plannedFrom: tokyo('01-02T10:00'),
    plannedUntil: tokyo('01-02T13:00'),
    destinationKind: 'welfare_office',
    meetingPlace: '見本駅の北口',
    destination: '見本市福祉事務所',
    safetyContact: '090-0000-0000',
    ...change,
  };
}

/** An attempt that the receiver has said yes to. */
export async function acceptedReferral(
  app: TestApp,
  staff: TestAccount,
  consultationId: string,
  worryCategory = 'W01',
): Promise<string> {
  const referrals = '/api/v1/referrals';
  const receiver = { receiverName: '見本市福祉事務所', receiverKind: 'welfare_office' };
  const { body } = await app
    .as(staff)
    .post(referrals)
    .send({ consultationId, worryCategory, handoverMethod: 'accompanied', ...receiver })
    .expect(201);
  const id = body.id as string;
  const steps = [['consent', agreed()] as const, ['dispatch', {}] as const, ['acceptance', {}] as const];
  for (const [index, [step, content]] of steps.entries()) {
    await app
      .as(staff)
      .post(`${referrals}/${id}/${step}`)
      .set('If-Match', `"v${index + 1}"`)
      .send(content)
      .expect(201);
  }
  return id;
}

/** The ways in to visits, as one of their people. */
export function visitsOf(app: TestApp) {
  const check = (id: string, who: TestAccount, content: object) =>
    app.as(who).post(`${VISITS}/${id}/checks`).send(content);
  const step = (id: string, name: string, version: number, who: TestAccount, content: object = {}) =>
    app.as(who).post(`${VISITS}/${id}/${name}`).set('If-Match', `"v${version}"`).send(content);
  const detail = async (id: string, who: TestAccount) =>
    (await app.as(who).get(`${VISITS}/${id}`).expect(200)).body;
  return { check, step, detail };
}
