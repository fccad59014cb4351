import type { Stored } from '../stored';
import { marksOf } from '../history';
import { judgeKeys, type KeyVerdict } from './judge-keys';
import { isAcknowledged, isRefused, type Testimony, type Told } from './told';
import { lostTyping, type Losses } from './lost-typing';
import type { Death } from '../fleet';

/** Each kind of broken promise, with what broke it. All empty is green. */
export interface Verdict extends KeyVerdict {
  readonly acknowledgedButGone: readonly string[];
  readonly refusedAndNotKept: readonly string[];
  readonly versionsGone: readonly string[];
  readonly otherTextFiled: readonly string[];
  readonly versionsBack: readonly string[];
  readonly oneVersionTwoTexts: readonly string[];
  readonly textsNobodySent: readonly string[];
  readonly sheetsTwice: readonly string[];
  readonly halfSubmitted: readonly string[];
  readonly audits: readonly string[];
  readonly numbersWithGaps: readonly string[];
  readonly typingLost: readonly string[];
  readonly surprises: readonly string[];
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly losses: Losses;
}

/** Holds what the clients know for certain against what is stored. */
export function judge(heard: Testimony, stored: Stored, deaths: readonly Death[]): Judgement {
  const here = marksHere(stored);
  const losses = lostTyping(heard, deaths, (mark, sheet) => here.get(sheet)?.has(mark) ?? false);
  return {
    losses,
    verdict: {
      acknowledgedButGone: missingTexts(heard, here, isAcknowledged),
      refusedAndNotKept: missingTexts(heard, here, isRefused),
      versionsGone: versionsGone(heard, stored),
      otherTextFiled: otherTextFiled(heard, stored),
      versionsBack: versionsBack(heard),
      oneVersionTwoTexts: oneVersionTwoTexts(heard),
      textsNobodySent: textsNobodySent(heard, stored),
      sheetsTwice: sheetsTwice(heard, here),
      halfSubmitted: halfSubmitted(heard, stored),
      ...judgeKeys(heard.asked, stored.referrals),
      audits: wrongAudits(stored),
      numbersWithGaps: stored.numbersWithGaps.map((gap) => JSON.stringify(gap)),
      typingLost: losses.beyondBound,
      surprises: heard.surprises,
    },
  };
}

export function isGreen(verdict: Verdict): boolean {
  return Object.values(verdict).every((broken: readonly string[]) => broken.length === 0);
}

/** Sheet → all marks in its draft, revisions and copies. */
function marksHere({ drafts, sheets, copies }: Stored): Map<string, Set<string>> {
  const here = new Map<string, Set<string>>();
  const add = (id: string, text: string): void => {
    const marks = here.get(id) ?? new Set();
    for (const mark of marksOf(text)) marks.add(mark);
    here.set(id, marks);
  };
  for (const [id, { text }] of drafts) add(id, text);
  for (const [id, { revisions }] of sheets) for (const { text } of revisions) add(id, text);
  for (const [id, texts] of copies) for (const text of texts) add(id, text);
  return here;
}

function missingTexts(
  { told, erased }: Testimony,
  here: ReadonlyMap<string, ReadonlySet<string>>,
  which: (one: Told) => boolean,
): string[] {
  return told.filter(which).flatMap(({ sheet, text, deed, request }) => {
    const missing = marksOf(text).filter((mark) => !erased.has(mark) && !here.get(sheet)?.has(mark));
    return missing.length === 0 ? [] : [`${request} ${deed} of ${sheet}: ${missing.length} pieces`];
  });
}

/** A version that was acknowledged, and the stored one is older or says something else. */
function versionsGone({ told }: Testimony, { drafts, sheets }: Stored): string[] {
  return told.filter(isAcknowledged).flatMap(({ deed, sheet, answer, text, request }) => {
    const version = answer?.version ?? 0;
    if (deed === 'draft') {
      const draft = drafts.get(sheet);
      const same = draft !== undefined && (draft.version > version || draft.text === text);
      return same && draft.version >= version ? [] : [`${request}: draft ${sheet} v${version}`];
    }
    const present = sheets.get(sheet);
    return present && present.version >= version ? [] : [`${request}: ${deed} ${sheet} v${version}`];
  });
}

/** What was acknowledged as filed is the first revision, what was acknowledged as a correction the one the answer named. */
function otherTextFiled({ told }: Testimony, { sheets }: Stored): string[] {
  return told.filter(isAcknowledged).flatMap(({ deed, sheet, answer, text, request }) => {
    if (deed === 'draft') return [];
    const named = deed === 'amendment' ? answer?.version : 1;
    const filed = sheets.get(sheet)?.revisions.find(({ number }) => number === named);
    return filed && filed.text !== text ? [`${request}: ${deed} ${sheet}, revision ${filed.number}`] : [];
  });
}

/** Of two writes one after the other, the later one has the higher version, unless it said the same again. */
function versionsBack({ told }: Testimony): string[] {
  const back: string[] = [];
  for (const writes of bySheet(told.filter((one) => isAcknowledged(one) && one.deed === 'draft')).values()) {
    const inOrder = writes.toSorted((a, b) => (a.answer?.at ?? 0) - (b.answer?.at ?? 0));
    for (const later of inOrder) {
      const before = inOrder.filter(({ answer }) => (answer?.at ?? 0) < later.at);
      const highest = Math.max(0, ...before.map(({ answer }) => answer?.version ?? 0));
      const reached = later.answer?.version ?? 0;
      const again = before.some(({ answer, text }) => answer?.version === reached && text === later.text);
      if (reached < highest || (reached === highest && !again)) back.push(`${later.request} v${reached}`);
    }
  }
  return back;
}

function oneVersionTwoTexts({ told }: Testimony): string[] {
  const texts = new Map<string, string>();
  return told
    .filter((one) => isAcknowledged(one) && (one.deed === 'draft' || one.deed === 'amendment'))
    .flatMap(({ deed, sheet, answer, text }) => {
      const key = `${deed} ${sheet} v${answer?.version ?? 0}`;
      if ((texts.get(key) ?? text) !== text) return [key];
      texts.set(key, text);
      return [];
    });
}

/** Every stored text is one that somebody sent, whole. */
function textsNobodySent({ told, begun }: Testimony, { drafts, sheets, copies }: Stored): string[] {
  const sent = new Map(
    [...bySheet(told)].map(([id, writes]) => [id, new Set(writes.map(({ text }) => text))]),
  );
  const check = (id: string, text: string, what: string): string[] =>
    begun.has(id) && sent.get(id)?.has(text) ? [] : [`${what} ${id}`];
  return [
    ...[...drafts].flatMap(([id, { text }]) => check(id, text, 'draft')),
    ...[...sheets].flatMap(([id, { version, revisions }]) => [
      ...revisions.flatMap(({ text, number }) => check(id, text, `revision ${number} of`)),
      ...(revisions.every(({ number }, i) => number === i + 1) && version === revisions.length
        ? []
        : [`revisions of ${id} are not 1 to ${version}`]),
    ]),
    ...[...copies].flatMap(([id, texts]) => texts.flatMap((text) => check(id, text, 'copy for'))),
  ];
}

function sheetsTwice({ told }: Testimony, here: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const twice: string[] = [];
  for (const [id, writes] of bySheet(told)) {
    for (const deeds of [['draft'], ['submission', 'sheet']]) {
      const made = writes.filter(({ deed, answer, basis }) => {
        const creates = deed !== 'draft' || basis === null;
        return deeds.includes(deed) && creates && answer?.status === 201;
      });
      if (made.length > 1) twice.push(`${deeds.join('/')} ${id} was made ${made.length} times`);
    }
  }
  const owner = new Map<string, string>();
  for (const [id, marks] of here) {
    for (const mark of marks) {
      const first = owner.get(mark) ?? id;
      if (first !== id) twice.push(`${mark} is in ${first} and in ${id}`);
      owner.set(mark, first);
    }
  }
  return twice;
}

/** A draft says that it became a sheet exactly when there is one. */
function halfSubmitted({ told }: Testimony, { drafts, sheets }: Stored): string[] {
  const filed = new Set(
    told.filter((one) => isAcknowledged(one) && one.deed !== 'draft').map(({ sheet }) => sheet),
  );
  return [
    ...[...drafts].flatMap(([id, { submitted }]) =>
      submitted === sheets.has(id) ? [] : [`draft ${id} ${submitted ? 'without' : 'beside'} its sheet`],
    ),
    ...[...filed].flatMap((id) => (sheets.has(id) ? [] : [`sheet ${id} was acknowledged`])),
  ];
}

function wrongAudits({ drafts, sheets, copies, referrals, audits }: Stored): string[] {
  const expected = new Map<string, number>();
  for (const id of drafts.keys()) expected.set(`consultation.draft_begun ${id}`, 1);
  for (const [id, { revisions }] of sheets) {
    expected.set(`consultation.filed ${id}`, 1);
    if (revisions.length > 1) expected.set(`consultation.amended ${id}`, revisions.length - 1);
  }
  for (const [id, texts] of copies) expected.set(`consultation.conflict_kept ${id}`, texts.length);
  for (const { id } of referrals) expected.set(`referral.proposed ${id}`, 1);
  const changes = /^(consultation\.(draft_begun|filed|amended|conflict_kept)|referral\.proposed) /;
  const found = new Map([...audits].filter(([key]) => changes.test(key)));
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key) =>
    expected.get(key) === found.get(key)
      ? []
      : [`${key}: ${found.get(key) ?? 0} for ${expected.get(key) ?? 0}`],
  );
}

function bySheet(told: readonly Told[]): Map<string, Told[]> {
  const grouped = new Map<string, Told[]>();
  for (const one of told) grouped.set(one.sheet, [...(grouped.get(one.sheet) ?? []), one]);
  return grouped;
}
