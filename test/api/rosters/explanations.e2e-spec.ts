import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { addShift, addWishes, type ShiftPlan } from '../../support/factories/roster';
import { type TestAccount, TestApp } from '../../support/test-app';

describe('explanations', () => {
  let app: TestApp;
  let coordinator: TestAccount;
  let periodId: string;
  let people: string[];

  beforeAll(async () => {
    app = await TestApp.start();
    coordinator = await app.account('coordinator');
    periodId = await openPeriod(app, [coordinator.organisationId]);
    people = [coordinator.personId ?? ''];
    for (let i = 0; i < 3; i += 1) people.push(await app.person(coordinator.organisationId));
    const { organisationId, accountId } = coordinator;
    const wishes = ['cannot', 'reluctant', 'can', 'want'] as const;
    for (const [index, wish] of wishes.entries()) {
      const spans = [{ wish, from: '2026-12-31T00:00', until: '2027-01-01T00:00' }];
      await addWishes(app, { periodId, organisationId, accountId, personId: people[index] ?? '', spans });
    }
  });
  afterAll(() => app.stop());

  const shift = (from: string, until: string, more: Partial<ShiftPlan> = {}) =>
    addShift(app, { periodId, organisationId: coordinator.organisationId, from, until, ...more });
  const put = (shiftId: string, personId = '') =>
    app.as(coordinator).put(`/api/v1/shifts/${shiftId}/assignments/${personId}`).expect(201);
  const get = (shiftId: string, what: string, account = coordinator) =>
    app.as(account).get(`/api/v1/shifts/${shiftId}/${what}`);

  it('rank everybody, the legal first, and say in words what blocks the others', async () => {
    const desk = await shift('2026-12-31T10:00', '2026-12-31T18:00');
    const { body } = await get(desk, 'candidates').expect(200);
    expect(body.items.map((each: { personId: string }) => people.indexOf(each.personId))).toEqual([
      3, 2, 1, 0,
    ]);
    expect(body.items[0]).toMatchObject({
      legal: true,
      wish: 'want',
      cost: 0,
      violations: [],
      reason: '規則に反しない。本人が希望している。この期の勤務は計0時間、夜勤0回。',
    });
    expect(body.items[3]).toMatchObject({
      legal: false,
      violations: [{ rule: 'cannot', message: '12月31日 10:00〜18:00は本人が勤務できないとしています。' }],
    });
    const first = await get(desk, 'candidates?limit=3').expect(200);
    const second = await get(desk, `candidates?limit=3&cursor=${first.body.nextCursor}`).expect(200);
    expect([...first.body.items, ...second.body.items]).toEqual(body.items);
    expect(second.body.nextCursor).toBeNull();
  });

  it('say why this person, who would have been next, and whom which rule kept out', async () => {
    const desk = await shift('2026-12-31T10:00', '2026-12-31T18:00');
    await put(desk, people[3]);
    const { body } = await get(desk, 'explanation').expect(200);
    expect(body).toMatchObject({
      shiftId: desk,
      assigned: [
        {
          personId: people[3],
          familyName: '試験',
          reason: expect.stringContaining('本人が希望している'),
          origin: 'manual',
          isPinned: false,
          next: { personId: people[2] },
        },
      ],
      blocked: [{ rule: 'cannot', people: 1 }],
      empty: null,
    });
  });

  it('name the fewest rules that keep everybody out of an empty seat', async () => {
    const lonely = await shift('2026-12-31T10:00', '2026-12-31T18:00', { fieldCode: 'suicide' });
    const { body } = await get(lonely, 'explanation').expect(200);
    expect(body.empty).toEqual({
      seats: 1,
      best: null,
      because: [{ rule: 'field_skill', label: '分野の担当資格', people: 4 }],
    });
    const open = await shift('2026-12-31T18:00', '2026-12-31T22:00');
    expect((await get(open, 'explanation').expect(200)).body.empty).toMatchObject({
      seats: 1,
      best: { legal: true },
      because: [],
    });
  });

  it('are for planners who see the shift', async () => {
    const desk = await shift('2026-12-31T10:00', '2026-12-31T18:00');
    const stranger = await app.account('coordinator');
    const counsellor = await app.account('counsellor', coordinator.organisationId);
    for (const what of ['explanation', 'candidates']) {
      await get(desk, what, stranger).expect(404);
      await get(desk, what, counsellor).expect(403);
      await get(randomUUID(), what).expect(404);
    }
    await get(desk, 'candidates?limit=0').expect(400);
  });
});
