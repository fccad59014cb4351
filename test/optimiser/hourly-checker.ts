import type { Hotline } from '../../bench/roster/hotline-problem';
import type { Assignment } from '../../src/optimiser/problem';

/** Hard rules of the generated line, counted hour by hour from its own document: slow, plain and apart from the engine. */
export function hardRulesBroken(hotline: Hotline, roster: readonly Assignment[]): string[] {
  const broken: string[] = [];
  const perDay = hotline.templates.length;
  const work = roster.map(({ person, shift, field }) => {
    const template = hotline.templates[shift % perDay]!;
    const day = Math.floor(shift / perDay);
    return {
      person,
      shift,
      field,
      day,
      template,
      start: day * 24 + template.s,
      end: day * 24 + template.s + template.l,
    };
  });
  for (const [person, one] of hotline.counsellors.entries()) {
    const own = work.filter((duty) => duty.person === person).toSorted((a, b) => a.start - b.start);
    const say = (rule: string): number => broken.push(`${one.id}: ${rule}`);
    for (const { shift, field } of own) {
      if (one.avail[shift] === '0') say('not offered');
      if (!one.fields.includes(field)) say('field');
    }
    for (let at = 1; at < own.length; at++) {
      if (own[at]!.day === own[at - 1]!.day) say('two shifts a day');
      if (own[at]!.start - own[at - 1]!.end < hotline.minRestH) say('rest');
    }
    const days = Array.from({ length: hotline.D }, (_, day) => own.some((duty) => duty.day === day));
    for (let day = one.maxConsec; day < hotline.D; day++) {
      if (days.slice(day - one.maxConsec, day + 1).every(Boolean)) say('days in a row');
    }
    const hours = (duties: typeof own): number => duties.reduce((sum, { template }) => sum + template.l, 0);
    for (let week = 0; week * 7 < hotline.D; week++) {
      if (hours(own.filter(({ day }) => Math.floor(day / 7) === week)) > one.maxWeekH) say('week hours');
    }
    if (hours(own) > one.maxH) say('hours');
    if (own.filter(({ template }) => template.night === 1).length > one.maxNights) say('nights');
  }
  for (const [org, { id, seatCap, rate, maxHours, budget }] of hotline.orgs.entries()) {
    const own = work.filter(({ person }) => hotline.counsellors[person]!.org === org);
    for (let hour = 0; hour < hotline.H + 24; hour++) {
      if (own.filter(({ start, end }) => start <= hour && hour < end).length > seatCap)
        broken.push(`${id}: seats`);
    }
    const paid = own.map(
      ({ template }) => template.l * rate * (template.night === 1 ? hotline.nightPremium : 1),
    );
    if (own.reduce((sum, { template }) => sum + template.l, 0) > maxHours) broken.push(`${id}: hours`);
    if (paid.reduce((sum, yen) => sum + yen, 0) > budget + 1e-6) broken.push(`${id}: budget`);
  }
  return broken;
}
