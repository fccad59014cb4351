import type { TestAccount, TestApp } from '../test-app';

const DIRECTORY = '/api/v1/directory';
let names = 0;

/** A body that is good by itself; `change` is merged over it. */
export function bodyInput(change: object = {}): object {
  return { name: `見本町の団体${(names += 1)}`, kind: 'local_support', ...change };
}

/** Open on weekdays from nine to five, shut on holidays and from 29 December to 3 January. */
export function serviceInput(bodyId: string, change: object = {}) {
  return {
    bodyId,
    name: `窓口${(names += 1)}`,
    worries: ['W12'],
    fields: ['loneliness'],
    languages: ['ja'],
    accompaniment: 'yes',
    nightContact: false,
    source: '電話で確認',
    validFrom: '2020-01-01',
    reverifyEveryDays: 90,
    areas: ['13'],
    schedules: [{ weekdays: [1, 2, 3, 4, 5], opensAt: '09:00', closesAt: '17:00', closedOnHolidays: true }],
    exceptions: [{ from: '12-29', until: '01-04', opensAt: null, closesAt: null }],
    phones: [{ kind: 'voice', number: '03-0000-0001', note: null }],
    locationIds: [] as string[],
    ...change,
  };
}

export function locationInput(bodyId: string, change: object = {}) {
  return {
    bodyId,
    name: '相談室',
    postalCode: '100-0000',
    municipalityCode: '131016',
    address: '見本町1-2-3',
    isConfidential: false,
    ...change,
  };
}

export async function newBody(app: TestApp, editor: TestAccount, change: object = {}): Promise<string> {
  const { body } = await app.as(editor).post(`${DIRECTORY}/bodies`).send(bodyInput(change)).expect(201);
  return body.id;
}

export async function newService(
  app: TestApp,
  editor: TestAccount,
  bodyId: string,
  change: object = {},
): Promise<string> {
  const input = serviceInput(bodyId, change);
  const { body } = await app.as(editor).post(`${DIRECTORY}/services`).send(input).expect(201);
  return body.id;
}

/** What must be read nowhere. */
export const SECRET = {
  name: '秘密の家',
  address: '隠れ里8-8-8',
  access: '裏の橋を渡る',
  postalCode: '999-8888',
};

/** A shelter, entered by `owner`, and the service that is offered there. */
export async function newSecretPlace(app: TestApp, owner: TestAccount) {
  const bodyId = await newBody(app, owner);
  const input = locationInput(bodyId, { ...SECRET, isConfidential: true });
  const { body } = await app.as(owner).post(`${DIRECTORY}/locations`).send(input).expect(201);
  const locationId: string = body.id;
  const serviceId = await newService(app, owner, bodyId, { locationIds: [locationId], areas: ['JP'] });
  return { bodyId, locationId, serviceId };
}
