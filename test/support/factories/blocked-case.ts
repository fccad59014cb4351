import { CONSULTATIONS } from './draft';
import { openPeriod } from './period';
import type { TestAccount, TestApp } from '../test-app';

export const FEARED = '夫が同じ団体で働いている';

type People = Record<'counsellor' | 'related' | 'supervisor' | 'coordinator' | 'stranger', TestAccount>;

/** A sheet somebody filed, people around it, and one of them whom the caller fears. */
export class BlockedCase {
  private constructor(
    private readonly app: TestApp,
    readonly people: People,
    readonly periodId: string,
  ) {}

  static async around(app: TestApp): Promise<BlockedCase> {
    const counsellor = await app.account('counsellor');
    const { organisationId } = counsellor;
    const people = {
      counsellor,
      related: await app.account('supervisor', organisationId),
      supervisor: await app.account('supervisor', organisationId),
      coordinator: await app.account('coordinator', organisationId),
      stranger: await app.account('supervisor'),
    };
    return new BlockedCase(app, people, await openPeriod(app, [organisationId]));
  }

  content(summary = '相談の内容') {
    return {
      periodId: this.periodId,
      channel: 'phone',
      startedAt: '2027-01-01T01:00:00+09:00',
      answers: { contact_result: 'talk', summary },
    };
  }

  async filed(rest: object = {}): Promise<string> {
    const { body } = await this.app
      .as(this.people.counsellor)
      .post(CONSULTATIONS)
      .send({ ...this.content(), ...rest })
      .expect(201);
    return body.id as string;
  }

  block(id: string, target: object, who = this.people.counsellor) {
    return this.app
      .as(who)
      .post(`${CONSULTATIONS}/${id}/blocks`)
      .send({ kind: 'person', reason: FEARED, ...target });
  }

  /** Id of the block against `related`. */
  async closed(id: string): Promise<string> {
    return (await this.block(id, { personId: this.people.related.personId }).expect(201)).body.id as string;
  }

  async sees(id: string, who: TestAccount): Promise<number> {
    return (await this.app.as(who).get(`${CONSULTATIONS}/${id}`)).status;
  }

  /** Of what each item of a list tells: its case, or itself. */
  async listed(path: string, who: TestAccount): Promise<string[]> {
    const { body } = await this.app.as(who).get(path).expect(200);
    const items = body.items as { id: string; consultationId?: string }[];
    return items.map((item) => item.consultationId ?? item.id);
  }
}
