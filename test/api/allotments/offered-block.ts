import type { TestAccount, TestApp } from '../../support/test-app';

export const NIGHT = { startsAt: '2026-12-31T22:00:00+09:00', endsAt: '2027-01-01T06:00:00+09:00' };

export interface Block {
  readonly id: string;
  readonly organisationId: string;
  readonly startsAt: string;
  readonly seats: number;
  readonly status: string;
  readonly version: number;
  readonly shiftId: string | null;
  readonly freeSeats: number | null;
}

/** Steps around blocks that several tests take. */
export class Allotting {
  constructor(
    readonly app: TestApp,
    readonly contractor: TestAccount,
    readonly periodId: string,
  ) {}

  get path(): string {
    return `/api/v1/periods/${this.periodId}/seat-allotments`;
  }

  block(organisationId: string, change: object = {}) {
    return {
      organisationId,
      channel: 'phone',
      role: 'counsellor',
      seats: 3,
      fillBy: '2026-12-30T17:00:00+09:00',
      ...NIGHT,
      ...change,
    };
  }

  async offer(organisationId: string, change: object = {}): Promise<Block> {
    const sent = { blocks: [this.block(organisationId, change)] };
    const { body } = await this.app.as(this.contractor).post(this.path).send(sent).expect(201);
    return body.items[0];
  }

  move(account: TestAccount, block: Pick<Block, 'id' | 'version'>, move: string, input: object = {}) {
    const url = `${this.path}/${block.id}/${move}`;
    return this.app.as(account).post(url).set('If-Match', `"v${block.version}"`).send(input);
  }

  change(block: Pick<Block, 'id' | 'version'>, input: object) {
    const request = this.app.as(this.contractor).patch(`${this.path}/${block.id}`);
    return request.set('If-Match', `"v${block.version}"`).send(input);
  }

  /** As if the deadline had been an hour ago. */
  async expire(...ids: string[]): Promise<void> {
    await this.app.sql(`UPDATE seat_allotment SET fill_by = now() - interval '1 hour' WHERE id = ANY ($1)`, [
      ids,
    ]);
  }

  /** Every seat the contractor ever offered anew is in a block or free: none appears, none is lost. */
  async balance(): Promise<{ offered: number; held: number; free: number; least: number }> {
    const [sum] = await this.app.sql<{ offered: number; held: number }>(
      `SELECT coalesce(sum(e.seats_after - e.seats_before), 0)::integer AS offered,
              (SELECT coalesce(sum(b.seats), 0)::integer FROM seat_allotment AS b WHERE b.period_id = $1) AS held
       FROM seat_allotment_event AS e JOIN seat_allotment AS b ON b.id = e.allotment_id
       WHERE b.period_id = $1 AND b.offered_from IS NULL AND e.move IN ('offered', 'changed')`,
      [this.periodId],
    );
    const { body } = await this.app.as(this.contractor).get(`${this.path}?limit=200`).expect(200);
    const free = (body.items as Block[]).map(({ freeSeats }) => freeSeats ?? 0);
    return {
      offered: sum?.offered ?? 0,
      held: sum?.held ?? 0,
      free: free.reduce((total, each) => total + each, 0),
      least: Math.min(...free),
    };
  }
}
