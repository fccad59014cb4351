import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** A text that was sent and whose answer is not known yet: it is sent again as it was, until it is. */
export interface Unanswered {
  readonly text: string;
  readonly basis: number | null;
}

/** What a tab must remember beyond its own death. In a browser this is one encrypted record of IndexedDB. */
export interface Note {
  readonly sheet: string;
  readonly startedAt: string;
  readonly stage: 'draft' | 'whole' | 'submitting' | 'amending' | 'referring';
  /** As it stands on the screen. */
  readonly text: string;
  /** As the server is known to have it. */
  readonly stored: string | null;
  readonly version: number | null;
  readonly unanswered: Unanswered | null;
  readonly typed: readonly string[];
  readonly erased: readonly string[];
  /** How many pieces are still to be typed. */
  readonly left: number;
  /** Of the referral that is being asked for. */
  readonly key: string | null;
  /** The first submission names a code that does not exist. */
  readonly wrong: boolean;
}

/** One file per tab, replaced whole. */
export class Journal {
  constructor(private readonly path: string) {}

  read(): Note | null {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as Note;
    } catch {
      return null;
    }
  }

  write(note: Note): void {
    writeFileSync(`${this.path}.new`, JSON.stringify(note));
    renameSync(`${this.path}.new`, this.path);
  }

  clear(): void {
    rmSync(this.path, { force: true });
  }
}
