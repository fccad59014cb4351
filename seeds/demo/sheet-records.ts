import { contentDigest, type SheetPlace } from '../../src/consultations/content-digest';
import { prepareSheet, type SheetContent } from '../../src/consultations/domain/prepare-sheet';
import type { NewSheet, SheetRevision } from '../../src/consultations/sheet-store';
import type { FormDefinition } from '../../src/forms/domain/form-definition';
import { indexForm } from '../../src/forms/domain/index-form';
import { HOUR_MS } from '../../src/shared/tokyo-time';
import standardV1 from '../forms/standard/v1.json';
import { fixedId } from '../reference/load-public-forms';
import { contactId } from './contact-rows';
import { DEMO_PERIOD_ID } from './demo-ids';
import { organisationId } from './people';
import { Random } from './random';
import { rowId } from './row-ids';
import type { Sheet } from './sheets';

/** A sheet's first revision, and the correction that followed, if any. */
export interface SheetRecord {
  readonly writtenAt: Date;
  readonly first: NewSheet;
  readonly correction: { readonly at: Date; readonly revision: SheetRevision } | null;
}

export const STANDARD_FORM = indexForm(standardV1.definition as FormDefinition);
const FORM_VERSION_ID = fixedId('form/standard/1');

const CORRECTED = 0.24;
const REVIEWED = 0.3;
const REASONS = [
  '年代を聞き取っていたため補いました。',
  '引き継ぎのメモを見て年代を書き加えました。',
  '年代の記入漏れに気づいたため。',
] as const;

export function sheetId(sheet: Sheet): string {
  const { duty, startedAt } = sheet;
  return rowId(startedAt, `consultation/${duty.personId}/${startedAt.toISOString()}`);
}

/** Sheets as the application stores them. `accounts` are the logins of the counsellors who have one. */
export function sheetRecords(
  seed: number,
  sheets: readonly Sheet[],
  accounts: ReadonlyMap<string | null, string>,
): SheetRecord[] {
  const random = Random.stream(seed, 'sheet-records');
  const numbers = new Map<string, number>();
  const inWritingOrder = sheets.toSorted((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime());
  return inWritingOrder.map((sheet) => {
    const { organisation } = sheet.duty.desk;
    const recordNo = (numbers.get(organisation) ?? 0) + 1;
    numbers.set(organisation, recordNo);
    const frame = { recordNo, writtenBy: accounts.get(sheet.duty.personId) ?? null };
    const corrected = isCorrected(random, sheet);
    const reviewed = random.chance(REVIEWED) && !corrected;
    const answers = corrected ? { ...sheet.answers, age_band: 'unknown' } : sheet.answers;
    return {
      writtenAt: sheet.writtenAt,
      first: { ...newSheet(sheet, answers, frame), status: reviewed ? 'reviewed' : 'submitted' },
      correction: corrected ? correctionOf(random, sheet, frame.writtenBy) : null,
    };
  });
}

/** Corrections are about an age band that was left open at first. */
function isCorrected(random: Random, { answers }: Sheet): boolean {
  const hasBand = answers['age_years'] === undefined && answers['age_band'] !== 'unknown';
  return hasBand && random.chance(CORRECTED);
}

function newSheet(
  sheet: Sheet,
  answers: Sheet['answers'],
  frame: { readonly recordNo: number; readonly writtenBy: string | null },
): NewSheet {
  return {
    ...revisionOf(sheet, answers),
    revisionNo: 1,
    reason: '',
    writtenBy: frame.writtenBy,
    recordNo: frame.recordNo,
    sourceNo: null,
    origin: sheet.leg === null ? 'manual' : 'call',
  };
}

function correctionOf(
  random: Random,
  sheet: Sheet,
  writtenBy: string | null,
): NonNullable<SheetRecord['correction']> {
  return {
    at: new Date(sheet.writtenAt.getTime() + random.whole(1, 40) * HOUR_MS),
    revision: { ...revisionOf(sheet, sheet.answers), revisionNo: 2, reason: random.pick(REASONS), writtenBy },
  };
}

type Common = Omit<SheetRevision, 'revisionNo' | 'reason' | 'writtenBy'>;

function revisionOf(sheet: Sheet, answers: Sheet['answers']): Common {
  const place = placeOf(sheet);
  const content = contentOf(sheet, answers);
  return {
    id: sheetId(sheet),
    place,
    status: 'submitted',
    formVersionId: FORM_VERSION_ID,
    sheet: prepareSheet(STANDARD_FORM, content),
    digest: contentDigest(place, content),
  };
}

function placeOf(sheet: Sheet): SheetPlace {
  return { periodId: DEMO_PERIOD_ID, organisationId: organisationId(sheet.duty.desk.organisation) };
}

function contentOf(sheet: Sheet, answers: Sheet['answers']): SheetContent {
  const { leg, duty, startedAt, endedAt } = sheet;
  return {
    channel: leg?.arrival.channel ?? 'phone',
    startedAt,
    endedAt,
    talkSeconds: leg === null || leg.answeredAt === null ? null : (leg.endedAt - leg.answeredAt) / 1_000,
    contactId: leg && contactId(leg),
    counsellorId: duty.personId,
    answers,
  };
}
