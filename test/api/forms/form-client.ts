import type { TestAccount, TestApp } from '../../support/test-app';

/** A form with its versions, as an administrator handles them. */
export class FormClient {
  private constructor(
    private readonly app: TestApp,
    private readonly admin: TestAccount,
    readonly path: string,
  ) {}

  static async create(app: TestApp, admin: TestAccount, code: string): Promise<FormClient> {
    const created = await app.as(admin).post('/api/v1/forms').send({ code, title: '試験票' }).expect(201);
    return new FormClient(app, admin, `/api/v1/forms/${created.body.id}`);
  }

  draft(definition: object) {
    return this.app.as(this.admin).post(`${this.path}/versions`).send({ definition });
  }

  revise(number: number, etag: string, definition: object) {
    return this.app
      .as(this.admin)
      .put(`${this.path}/versions/${number}`)
      .set('If-Match', etag)
      .send({ definition });
  }

  map(number: number, etag: string, fields: object) {
    return this.app
      .as(this.admin)
      .put(`${this.path}/versions/${number}/mapping`)
      .set('If-Match', etag)
      .send({ fields });
  }

  publish(number: number, inForceFrom: string) {
    return this.app.as(this.admin).post(`${this.path}/versions/${number}/publication`).send({ inForceFrom });
  }

  get(rest: string, who: TestAccount = this.admin) {
    return this.app.as(who).get(`${this.path}/versions/${rest}`);
  }
}

/** `<pointer> <code>` of each fault. */
export function faultsOf(answer: { body: { errors: { pointer: string; code: string }[] } }): string[] {
  return answer.body.errors.map((fault) => `${fault.pointer} ${fault.code}`);
}

export function formOf(...fields: readonly object[]): object {
  return { sections: [{ code: 'main', label: '本体', fields }] };
}

export function choice(code: string, codes: readonly string[], rest: object = {}): object {
  const options = codes.map((option) => ({ code: option, label: `選択肢 ${option}` }));
  return { code, label: `項目 ${code}`, type: 'single', options, ...rest };
}
