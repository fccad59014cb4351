import type { DemandAssumptions } from './assumptions';
import { type CallHistory, slotName } from './call-history';
import { LIVE_CHANNELS, type LiveChannel } from './demand-slot';
import { redialShare } from './forecast-demand';

/** What the earlier periods said, saved with the plan: how much it rests on data and how much on assumptions. */
export interface MeasuredHistory {
  /** Attempts that reached a queue. */
  readonly calls: number;
  /** Attempts outside the opening hours or fields of their period; not counted. */
  readonly leftOut: number;
  readonly lost: number;
  readonly redials: { readonly lost: number; readonly again: number; readonly share: number };
  readonly channels: readonly {
    readonly channel: LiveChannel;
    readonly conversations: number;
    readonly gaveUp: number;
    readonly sheets: number;
  }[];
}

export function measureHistory(history: CallHistory, assumptions: DemandAssumptions): MeasuredHistory {
  const open = new Set(history.open.map(slotName));
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const { redials, cells, wrapUps } = history;
  return {
    calls: sum(cells.map(({ calls }) => calls)),
    leftOut: sum(cells.filter((cell) => !open.has(slotName(cell))).map(({ calls }) => calls)),
    lost: sum(cells.map(({ abandoned, busy }) => abandoned + busy)),
    redials: { ...redials, share: redialShare(redials, assumptions.redialShare) },
    channels: LIVE_CHANNELS.flatMap((channel) => {
      const own = cells.filter((cell) => cell.channel === channel);
      if (own.length === 0) return [];
      return [
        {
          channel,
          conversations: sum(own.map(({ answered }) => answered)),
          gaveUp: sum(own.map(({ abandoned }) => abandoned)),
          sheets: wrapUps.find((sample) => sample.channel === channel)?.sheets ?? 0,
        },
      ];
    }),
  };
}

/** In the words of the people who plan: what the plan was made from. */
export function describeBasis(measured: MeasuredHistory): string[] {
  if (measured.calls === 0) return ['過去の呼データがないため、仮定の値だけで計算しました。'];
  const { redials, leftOut } = measured;
  const percent = `${Math.round(redials.share * 1_000) / 10}%`;
  const notes = [
    `過去の期の着信${measured.calls.toLocaleString('ja-JP')}件（うちつながらなかったもの${measured.lost.toLocaleString('ja-JP')}件）から計算しました。`,
    redials.lost >= 30
      ? `つながらなかった人の${percent}が2時間以内にかけ直していました（匿名照合キーのある${redials.lost.toLocaleString('ja-JP')}件）。かけ直しは1人として数えています。`
      : `かけ直しの割合は数えられなかったため、仮定（${percent}）を使いました。`,
    ...measured.channels
      .filter(({ sheets }) => sheets < 20)
      .map(({ channel }) => `${CHANNEL_WORDS[channel]}の記録作成時間は、実績が足りないため仮定の値です。`),
  ];
  if (leftOut > 0)
    notes.push(`受付時間または分野の外の${leftOut.toLocaleString('ja-JP')}件は含めていません。`);
  return notes;
}

export const CHANNEL_WORDS: Readonly<Record<LiveChannel, string>> = {
  phone: '電話',
  chat: 'チャット',
  sns: 'SNS',
  metaverse: 'メタバース',
};
