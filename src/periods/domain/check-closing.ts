import { DomainError } from '../../shared/domain-error';

/** Drafts of one organisation that nobody has submitted or set aside. */
export interface OpenDrafts {
  readonly organisationName: string;
  readonly drafts: number;
}

/** What the office says it knows when it closes a period over open drafts. */
interface Acknowledgement {
  readonly count: number;
  readonly reason: string;
}

/** What stays on record of a closing: how many drafts it left open, and why. */
export interface Closing {
  readonly draftsLeft: number | null;
  readonly draftsLeftReason: string | null;
}

/**
 * After the closing nothing can be submitted any more: whoever closes over open drafts says that they know how many there
 * are, and why. More of them than were known refuse it again.
 */
export function checkClosing(open: readonly OpenDrafts[], known: Acknowledgement | undefined): Closing {
  const drafts = open.reduce((sum, each) => sum + each.drafts, 0);
  if (drafts === 0) return { draftsLeft: null, draftsLeftReason: null };
  if (known !== undefined && known.count >= drafts) {
    return { draftsLeft: drafts, draftsLeftReason: known.reason };
  }
  throw new DomainError(
    'conflict',
    'open_drafts',
    `提出されていない下書きが${drafts}件あります。終了すると提出できなくなります。提出するか見送るか、draftsLeft に件数と理由を付けて終了してください。`,
    open.map((each) => ({
      pointer: '/draftsLeft',
      code: 'open_drafts',
      message: `${each.organisationName}：${each.drafts}件`,
    })),
  );
}
