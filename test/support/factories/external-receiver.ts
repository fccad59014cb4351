import type { TestAccount, TestApp } from '../test-app';
import { addSheet, agreed } from './referrals';

export const COOKIE = '__Secure-tsunagi-referral';
export const PERSON = { name: '見本 桜子', contact: '090-0000-0000', address: '架空市見本町1-2-3' };

export interface SentReferral {
  readonly id: string;
  readonly needId: string;
  readonly version: number;
}

interface Sending {
  readonly receiver?: object;
  readonly consent?: object;
  readonly identity?: boolean;
}

/** Sent to a receiver that is to answer; without consent to the name unless said. */
export async function sentReferral(
  app: TestApp,
  staff: TestAccount,
  periodId: string,
  { receiver, consent = {}, identity = true }: Sending = {},
): Promise<SentReferral> {
  const consultationId = await addSheet(app, periodId, staff, { prefectureCode: '13', ageBand: 'a30s' });
  const { body } = await app
    .as(staff)
    .post('/api/v1/referrals')
    .send({
      consultationId,
      worryCategory: 'W02',
      handoverMethod: 'agency_contacted',
      ...(receiver ?? { receiverName: '架空市 福祉課', receiverKind: 'municipal_office' }),
    })
    .expect(201);
  if (identity)
    await app
      .as(staff)
      .put(`/api/v1/referral-needs/${body.needId}/identity`)
      .set('If-Match', '"v1"')
      .send(PERSON)
      .expect(200);
  await move(app, staff, { id: body.id, version: 1 }, 'consent', agreed(consent));
  await move(app, staff, { id: body.id, version: 2 }, 'dispatch');
  return { id: body.id, needId: body.needId, version: 3 };
}

export async function move(
  app: TestApp,
  staff: TestAccount,
  { id, version }: { readonly id: string; readonly version: number },
  name: string,
  body: object = {},
): Promise<void> {
  await app
    .as(staff)
    .post(`/api/v1/referrals/${id}/${name}`)
    .set('If-Match', `"v${version}"`)
    .send(body)
    .expect(201);
}

export interface Link {
  readonly id: string;
  readonly token: string;
  readonly path: string;
  readonly pin: string;
}

export async function newLink(
  app: TestApp,
  staff: TestAccount,
  { id, version }: SentReferral,
): Promise<Link> {
  const { body } = await app
    .as(staff)
    .post(`/api/v1/referrals/${id}/external-links`)
    .set('If-Match', `"v${version}"`)
    .send({})
    .expect(201);
  return body;
}

/** A browser at an office that has the link in hand. */
export class Receiver {
  private cookie = '';

  constructor(
    private readonly app: TestApp,
    private readonly path: string,
  ) {}

  get(under = '') {
    return this.app.http.get(`${this.path}${under}`).set('Cookie', this.cookie);
  }

  post(under: string, form: object) {
    return this.app.http.post(`${this.path}/${under}`).set('Cookie', this.cookie).type('form').send(form);
  }

  async enter(pin: string): Promise<this> {
    const answer = await this.post('session', { pin }).expect(303);
    this.cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    return this;
  }

  /** Takes over what another browser has. */
  withCookieOf(other: Receiver): this {
    this.cookie = other.cookie;
    return this;
  }
}

export function wrongPin(pin: string): string {
  return pin === '00000000' ? '00000001' : '00000000';
}
