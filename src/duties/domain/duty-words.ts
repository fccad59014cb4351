const CHANNEL_WORDS: Readonly<Record<string, string>> = {
  phone: '電話',
  chat: 'チャット',
  mail: 'メール',
  sns: 'SNS',
  metaverse: 'メタバース',
  other: 'その他',
};

export function channelWord(code: string): string {
  return CHANNEL_WORDS[code] ?? code;
}
