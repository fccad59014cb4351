interface UrgentStep {
  readonly code: string;
  readonly label: string;
  readonly help: string;
  readonly kind: 'act' | 'contact';
  /** Counted from the opening of the case. */
  readonly minutes: number;
}

/** What is done when a life is in danger on the line; order and minutes are a proposal for the office to revise. */
export const URGENT_STEPS: readonly UrgentStep[] = [
  {
    code: 'supervisor_joined',
    label: 'スーパーバイザーが加わった',
    help: '一人で抱えない。通話を聞ける人を呼ぶ。',
    kind: 'act',
    minutes: 2,
  },
  {
    code: 'place_asked',
    label: '居場所を尋ねた',
    help: '言えるところまででよい。目印、建物、階、一人かどうか。',
    kind: 'act',
    minutes: 5,
  },
  {
    code: 'line_kept',
    label: '電話をつないだまま、通報を別の人が引き受けた',
    help: '話している人は通報しない。切れたときのかけ直し方を決める。',
    kind: 'act',
    minutes: 5,
  },
  {
    code: 'police_called',
    label: '警察（110番）へ連絡した',
    help: '応対した部署と人、受理番号、伝えた内容を残す。',
    kind: 'contact',
    minutes: 10,
  },
  {
    code: 'ambulance_called',
    label: '消防・救急（119番）へ連絡した',
    help: '応対した部署と人、伝えた内容を残す。',
    kind: 'contact',
    minutes: 10,
  },
  {
    code: 'office_told',
    label: '児童相談所など担当の機関へ連絡した',
    help: '子ども、高齢者、障害のある人への虐待が疑われるときは通告・通報する。',
    kind: 'contact',
    minutes: 30,
  },
  {
    code: 'arrival_confirmed',
    label: '到着・引き継ぎを確かめた',
    help: 'だれが、いつ、どこで会えたか。会えなければそのことを残す。',
    kind: 'act',
    minutes: 60,
  },
  {
    code: 'contractor_told',
    label: '事務局へ報告した',
    help: '起きたことと時刻だけを伝える。氏名は要らない。',
    kind: 'act',
    minutes: 60,
  },
  {
    code: 'counsellor_cared',
    label: '応対した相談員が休み、話を聞いてもらった',
    help: '次の電話を取る前に。',
    kind: 'act',
    minutes: 120,
  },
];
