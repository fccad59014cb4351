import { DomainError } from '../../shared/domain-error';

/** Lets a few through at a time and a few wait; the rest are told to come back, so that a flood stalls nobody else. */
export class Turnstile {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly places: number,
    private readonly seats: number,
    /** What those hear for whom there is not even a seat; the message is Japanese. */
    private readonly refusal: { readonly code: string; readonly message: string },
  ) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.inside < this.places) {
      this.inside += 1;
      return;
    }
    if (this.waiting.length >= this.seats) {
      throw new DomainError('unavailable', this.refusal.code, this.refusal.message);
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** The place passes straight to who waits longest. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.inside -= 1;
  }
}
