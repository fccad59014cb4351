const CHANNEL_WORDS: Readonly<Record<string, string>> = {
  phone: '電話',
  chat: 'チャット',
  mail: 'メール',
  sns: 'SNS',
  metaverse: 'メタバース',
  other: 'その他',
};

const ROLE_WORDS: Readonly<Record<string, string>> = {
  counsellor: '相談',
  adviser: '助言',
  coordinator: '調整',
  interpreter: '通訳',
  standby: '待機',
};

export function channelWord(code: string): string {
  return CHANNEL_WORDS[code] ?? code;
}

export function roleWord(code: string): string {
  return ROLE_WORDS[code] ?? code;
}
