import type { TestAccount, TestApp } from '../test-app';
import { tokyo } from './published-roster';
import { addSheet, agreed } from './referrals';

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

/** Everybody came and left; the version is what the visit is at. */
export async function finishedVisit(
  app: TestApp,
  periodId: string,
  referrer: TestAccount,
  people: readonly TestAccount[],
) {
  const referralId = await acceptedReferral(
    app,
    referrer,
    await addSheet(app, periodId, people[0] ?? referrer),
  );
  const { body } = await app
    .as(referrer)
    .post(`/api/v1/referrals/${referralId}/visits`)
    .send(visitPlan(people))
    .expect(201);
  const id = body.id as string;
  for (const [kind, at] of [['check_in', '10:00'] as const, ['check_out', '11:30'] as const]) {
    for (const who of people)
      await visitsOf(app)
        .check(id, who, { kind, occurredAt: tokyo(`01-02T${at}`) })
        .expect(201);
  }
  return { id, referralId, version: 1 + 2 * people.length };
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
