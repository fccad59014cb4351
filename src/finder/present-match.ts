import type { Match } from '../directory/domain/match-services';
import { isRoundTheClock } from '../directory/domain/service-hours';
import {
  GO_THERE,
  NO_VOICE,
  numbersToCall,
  otherWays,
  type OtherWay,
  spokenNumber,
} from './domain/plain-words';

/** In plain words, numbers in groups with a pause between, as they are read out. */
export function presentMatch(match: Match) {
  const { service, ageFit, staleness, isOpen } = match;
  const phones = numbersToCall(match).map(({ number }) => number);
  const ways = otherWays(match);
  const isUnverified = staleness === 'stale' || staleness === 'never';
  const { id, name, bodyName, fee } = service;
  return {
    id,
    name,
    bodyName,
    phones,
    otherWays: ways,
    fee,
    asksAge: ageFit === 'partly',
    isUnverified,
    spoken: [
      `${name}です。`,
      howToReach(phones, ways),
      isRoundTheClock(service)
        ? '24時間受け付けています。'
        : `今、受け付けて${isOpen ? 'います' : 'いません'}。`,
      ...(fee === null ? [] : [`費用は、${fee}。`]),
      ...(isUnverified ? ['番号や時間が変わっているかもしれません。'] : []),
    ].join(''),
  };
}

function howToReach([first]: readonly string[], ways: readonly OtherWay[]): string {
  if (first !== undefined) return `電話番号は、${spokenNumber(first)}。`;
  const labels = [...new Set(ways.map(({ label }) => label))].join('、');
  return `${NO_VOICE}${labels === '' ? GO_THERE : `${labels}で連絡できます。`}`;
}
