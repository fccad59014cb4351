/** At least so many at once throughout the span, set by a person and not by a forecast. Half-open. */
export interface ManualNeed {
  readonly id: string;
  readonly channel: string;
  /** Null: across all fields of the channel together. */
  readonly fieldCode: string | null;
  readonly role: 'counsellor' | 'adviser' | 'coordinator' | 'interpreter' | 'standby';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly minSeats: number;
  readonly minSupervisors: number;
  /** Each of the `minSeats` speaks it (code of `person_skill`); null: any. */
  readonly language: string | null;
  readonly gender: string | null;
  readonly strength: 'hard' | 'weighted';
  /** What each missing seat costs a roster, where the need is weighted; 0 for a hard one. */
  readonly weight: number;
  readonly reason: string;
  readonly version: number;
}
