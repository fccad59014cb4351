import type { ClientEvent, Deed } from '../history';
import type { Stored, StoredDraft, StoredReferral, StoredSheet } from '../stored';
import { isGreen, judge } from './judge';
import { gather } from './told';

const [A, B, C] = ['〔b·1〕あ', '〔b·2〕い', '〔b·3〕う'];

const typed = (at: number, piece: string, sheet = 's'): ClientEvent => {
  return { kind: 'typed', at, sheet, mark: piece.slice(0, 5) };
};

/** A request sent at `at` and answered ten milliseconds later. */
function wrote(at: number, deed: Deed, [basis, text]: [number | null, string], answer?: [number, number]) {
  const request = `r${at}`;
  const sent: ClientEvent = { kind: 'sending', at, request, deed, sheet: 's', basis, text };
  if (!answer) return [sent];
  const [status, version] = answer;
  return [sent, { kind: 'answered', at: at + 10, request, status, version } satisfies ClientEvent];
}

/** A referral asked for under a key; `answer` is its status and its id. */
function asked(at: number, key: string, answer?: [number, string]): ClientEvent[] {
  const request = `a${at}`;
  const asking: ClientEvent = { kind: 'asking', at, request, key, sheet: 's' };
  if (!answer) return [asking];
  const [status, id] = answer;
  return [asking, { kind: 'made', at: at + 10, request, status, id }];
}

const HEARD: ClientEvent[] = [
  { kind: 'begun', at: 0, sheet: 's', tab: 0 },
  typed(1, A),
  ...wrote(100, 'draft', [null, A], [201, 1]),
  typed(150, B),
  ...wrote(200, 'draft', [1, A + B], [200, 2]),
  ...wrote(300, 'submission', [2, A + B], [201, 1]),
  ...asked(350, 'k', [201, 'r']),
];

interface Sight {
  draft?: StoredDraft | null;
  sheet?: StoredSheet | null;
  copies?: readonly string[];
  referrals?: readonly StoredReferral[];
  audits?: readonly [string, number][];
}

const DRAFT = { version: 2, submitted: true, text: A + B };
const REFERRAL = { id: 'r', sheet: 's', key: 'k' };
const SHEET = { version: 1, revisions: [{ number: 1, text: A + B }] };

function seen({
  draft = DRAFT,
  sheet = SHEET,
  copies = [],
  referrals = [REFERRAL],
  audits = [],
}: Sight = {}): Stored {
  const known: [string, number][] = [
    ['consultation.draft_begun s', draft ? 1 : 0],
    ['consultation.filed s', sheet ? 1 : 0],
    ['consultation.conflict_kept s', copies.length],
    ...referrals.map(({ id }): [string, number] => [`referral.proposed ${id}`, 1]),
    ...audits,
  ];
  return {
    drafts: new Map(draft ? [['s', draft]] : []),
    sheets: new Map(sheet ? [['s', sheet]] : []),
    copies: new Map(copies.length > 0 ? [['s', copies]] : []),
    referrals,
    audits: new Map([...new Map(known)].filter(([, times]) => times > 0)),
    numbersWithGaps: [],
  };
}

function broken(
  events: readonly ClientEvent[],
  stored: Stored,
  deaths: { browser: string; at: number }[] = [],
) {
  const { verdict } = judge(gather(new Map([['b', events]])), stored, deaths);
  return Object.entries(verdict).flatMap(([promise, faults]: [string, readonly string[]]) =>
    faults.length > 0 ? [promise] : [],
  );
}

describe('the oracle', () => {
  it('is green when everything is there', () => {
    expect(isGreen(judge(gather(new Map([['b', HEARD]])), seen(), []).verdict)).toBe(true);
  });

  it.each<[string, ClientEvent[], Sight, string[]]>([
    [
      'acknowledged words are gone',
      [],
      { draft: { ...DRAFT, text: A }, sheet: { ...SHEET, revisions: [{ number: 1, text: A }] } },
      ['acknowledgedButGone', 'versionsGone', 'otherTextFiled', 'typingLost'],
    ],
    ['a sheet is gone', [], { sheet: null }, ['versionsGone', 'halfSubmitted']],
    [
      'a sheet was filed with an older text than was acknowledged',
      [],
      { sheet: { ...SHEET, revisions: [{ number: 1, text: A }] } },
      ['otherTextFiled'],
    ],
    [
      'a correction says what stood there before',
      wrote(400, 'amendment', [1, B], [201, 2]),
      {
        sheet: {
          version: 2,
          revisions: [
            { number: 1, text: A + B },
            { number: 2, text: A + B },
          ],
        },
        audits: [['consultation.amended s', 1]],
      },
      ['otherTextFiled'],
    ],
    ['a version is gone', [], { draft: { ...DRAFT, version: 1 } }, ['versionsGone']],
    ['a draft does not know of its sheet', [], { draft: { ...DRAFT, submitted: false } }, ['halfSubmitted']],
    [
      'two texts were told one version',
      wrote(205, 'draft', [1, B], [200, 2]),
      {},
      ['versionsGone', 'oneVersionTwoTexts'],
    ],
    ['versions go back', wrote(280, 'draft', [0, A], [200, 1]), {}, ['versionsBack']],
    ['a sheet is made twice', wrote(320, 'submission', [2, A + B], [201, 1]), {}, ['sheetsTwice']],
    [
      'a refused text is nowhere',
      [typed(290, C), ...wrote(295, 'draft', [1, A + C], [412, 2])],
      {},
      ['refusedAndNotKept', 'typingLost'],
    ],
    [
      'a stored text was sent by nobody',
      [],
      { draft: { ...DRAFT, version: 3, text: A + B + C } },
      ['textsNobodySent'],
    ],
    ['a change has two audit rows', [], { audits: [['consultation.filed s', 2]] }, ['audits']],
    ['a change has no audit row', [], { audits: [['consultation.draft_begun s', 0]] }, ['audits']],
    [
      'one key made two referrals',
      asked(360, 'k'),
      { referrals: [REFERRAL, { ...REFERRAL, id: 'q' }] },
      ['madeTwice'],
    ],
    ['one key was answered with two', asked(360, 'k', [201, 'q']), {}, ['madeTwice', 'madeAndGone']],
    ['a referral is gone', [], { referrals: [] }, ['madeAndGone']],
    [
      'a referral was asked for by nobody',
      [],
      { referrals: [REFERRAL, { ...REFERRAL, id: 'q', key: 'j' }] },
      ['madeUnasked'],
    ],
    ['a referral has two audit rows', [], { audits: [['referral.proposed r', 2]] }, ['audits']],
    ['typing is missing and nobody died', [typed(250, C)], {}, ['typingLost']],
    ['an answer fits nothing', [{ kind: 'surprise', at: 9, words: '500' }], {}, ['surprises']],
  ])('is red when %s', (_, more, sight, promises) => {
    expect(broken([...HEARD, ...more], seen(sight))).toEqual(promises);
  });

  it('keeps the refused text of a copy', () => {
    const more = [typed(290, C), ...wrote(295, 'draft', [1, A + C], [412, 2])];
    expect(broken([...HEARD, ...more], seen({ copies: [A + C] }))).toEqual([]);
  });

  it.each([
    [5_000, []],
    [5_001, ['typingLost']],
  ])('blames a death %s ms after the typing: %j', (later, promises) => {
    const death = { browser: 'b', at: 400 + later };
    expect(broken([...HEARD, typed(400, C)], seen(), [death])).toEqual(promises);
  });

  it('does not miss what its writer erased', () => {
    const erased: ClientEvent = { kind: 'erased', at: 410, sheet: 's', mark: C.slice(0, 5) };
    expect(broken([...HEARD, typed(400, C), erased], seen())).toEqual([]);
  });
});
