import type { Match } from '../directory/domain/match-services';
import { isRoundTheClock } from '../directory/domain/service-hours';
import { numbersToCall, spokenNumber } from './domain/plain-words';

/** In plain words, numbers in groups with a pause between, as they are read out. */
export function presentMatch({ service, ageFit, staleness }: Match) {
  const phones = numbersToCall(service).map(({ number }) => number);
  const isUnverified = staleness === 'stale' || staleness === 'never';
  const { id, name, bodyName, fee } = service;
  return {
    id,
    name,
    bodyName,
    phones,
    fee,
    asksAge: ageFit === 'partly',
    isUnverified,
    spoken: [
      `${name}です。`,
      ...phones.slice(0, 1).map((number) => `電話番号は、${spokenNumber(number)}。`),
      isRoundTheClock(service) ? '24時間受け付けています。' : '今、受け付けています。',
      ...(fee === null ? [] : [`費用は、${fee}。`]),
      ...(isUnverified ? ['番号や時間が変わっているかもしれません。'] : []),
    ].join(''),
  };
}
