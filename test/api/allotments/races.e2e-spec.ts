import { randomUUID } from 'node:crypto';
import { openPeriod } from '../../support/factories/period';
import { type TestAccount, TestApp } from '../../support/test-app';
import { whileLocked } from '../../support/while-locked';
import { Allotting, type Block } from './offered-block';

const AT_ONCE = 50;

describe('seat allotments at the same moment', () => {
  let app: TestApp;
  let contractor: TestAccount;
  let coordinator: TestAccount;
  let other: TestAccount;
  let allotting: Allotting;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.app.listen(0, '127.0.0.1');
    contractor = await app.account('contractor');
    coordinator = await app.account('coordinator');
    other = await app.account('coordinator');
    const periodId = await openPeriod(app, [coordinator.organisationId, other.organisationId]);
    allotting = new Allotting(app, contractor, periodId);
  });
  afterAll(() => app.stop());

  const tally = (answers: readonly { status: number }[]) => {
    const counts: Record<number, number> = {};
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };
  const together = (send: (index: number) => PromiseLike<{ status: number; body: unknown }>) =>
    Promise.all(Array.from({ length: AT_ONCE }, (_, index) => send(index)));
  const shiftsOf = (block: Block) =>
    app.sql<{ seats: number }>(`SELECT seats FROM shift WHERE allotment_id = $1`, [block.id]);

  it('accept a block once and make one shift of it', async () => {
    const block = await allotting.offer(coordinator.organisationId);
    expect(tally(await together(() => allotting.move(coordinator, block, 'acceptance')))).toEqual({
      201: 1,
      412: AT_ONCE - 1,
    });
    expect(await shiftsOf(block)).toEqual([{ seats: 3 }]);
  }, 30_000);

  it('let one of acceptance, refusal and change win, whichever', async () => {
    for (let round = 0; round < 10; round += 1) {
      const block = await allotting.offer(coordinator.organisationId);
      const answers = await together((index) => {
        if (index % 3 === 0) return allotting.move(coordinator, block, 'acceptance');
        if (index % 3 === 1) return allotting.move(coordinator, block, 'refusal', { reason: '人がいない' });
        return allotting.change(block, { seats: index });
      });
      const { 200: changed = 0, 201: answered = 0, 412: stale = 0 } = tally(answers);
      expect([changed + answered, stale]).toEqual([1, AT_ONCE - 1]);
      const [kept] = await app.sql<{ status: string; seats: number }>(
        `SELECT status, seats FROM seat_allotment WHERE id = $1`,
        [block.id],
      );
      expect(await shiftsOf(block)).toEqual(kept?.status === 'accepted' ? [{ seats: 3 }] : []);
    }
  }, 60_000);

  it('offer returned seats once, while more of them come back and others sit down', async () => {
    const block = await allotting.offer(coordinator.organisationId, { seats: 20 });
    const accepted: Block = (
      await allotting.move(coordinator, block, 'acceptance', { seats: 15, reason: '一部' }).expect(201)
    ).body;
    const people = await Promise.all(
      Array.from({ length: AT_ONCE }, () => app.person(coordinator.organisationId)),
    );
    const answers = await together((index) => {
      if (index % 5 === 0) {
        return app
          .as(contractor)
          .post(allotting.path)
          .send({ blocks: [allotting.block(other.organisationId, { seats: 2, offeredFrom: block.id })] });
      }
      if (index % 5 === 1)
        return allotting.move(coordinator, accepted, 'give-back', { seats: 5, reason: '急病' });
      return app.as(coordinator).put(`/api/v1/shifts/${accepted.shiftId}/assignments/${people[index]}`);
    });
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const { offered, held, free, least } = await allotting.balance();
    expect(held + free).toBe(offered);
    expect(least).toBe(0);
    const [shift] = await app.sql<{ seats: number; taken: number; block: number }>(
      `SELECT s.seats, b.seats AS block, (SELECT count(*)::integer FROM shift_assignment AS sa WHERE sa.shift_id = s.id) AS taken
       FROM shift AS s JOIN seat_allotment AS b ON b.id = s.allotment_id WHERE b.id = $1`,
      [block.id],
    );
    expect(shift?.seats).toBe(shift?.block);
    expect(shift?.taken).toBeLessThanOrEqual(shift?.seats ?? -1);
  }, 60_000);

  it('flow back once, though everybody presses', async () => {
    const blocks = await Promise.all(
      Array.from({ length: 5 }, () => allotting.offer(coordinator.organisationId)),
    );
    await allotting.expire(...blocks.map(({ id }) => id));
    const answers = await together(() => app.as(contractor).post(`${allotting.path}/returns`).send({}));
    expect(tally(answers)).toEqual({ 200: AT_ONCE });
    const events = await app.sql(
      `SELECT allotment_id FROM seat_allotment_event WHERE allotment_id = ANY ($1) AND move = 'flowed_back'`,
      [blocks.map(({ id }) => id)],
    );
    expect(events).toHaveLength(5);
  }, 30_000);

  it('flow back with the shifts locked in the order in which everybody else locks them', async () => {
    const id = (start: string) => `${start}${randomUUID().slice(1)}`;
    const [first, second] = [
      await allotting.offer(coordinator.organisationId, { id: id('0') }),
      await allotting.offer(coordinator.organisationId, { id: id('f') }),
    ];
    // The block that comes later has the shift that comes earlier.
    const accept = async (block: Block): Promise<Block> =>
      (await allotting.move(coordinator, block, 'acceptance').expect(201)).body;
    const earlier = await accept(second);
    const later = await accept(first);
    await allotting.expire(first.id, second.id);
    const lock = `SELECT FROM shift AS s WHERE s.id = $1 FOR NO KEY UPDATE`;
    const answer = await whileLocked(app, {
      first: [lock, [earlier.shiftId]],
      meanwhile: () =>
        app
          .as(contractor)
          .post(`${allotting.path}/returns`)
          .send({ allotmentIds: [first.id, second.id] }),
      then: [lock, [later.shiftId]],
    });
    expect([answer.status, answer.body.items.length]).toEqual([200, 2]);
  });
});
