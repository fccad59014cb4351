import type { FieldFault } from '../../shared/domain-error';
import { type AreaCode, isArea } from './service-area';
import type { ServiceContent } from './service-content';
import { minutes, type ServiceException, type ServiceSchedule } from './service-hours';

/** The codes that an entry may name. */
export interface ServiceLists {
  readonly worries: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
}

const DAY_MINUTES = 1440;

/** Everything that is wrong with an entry, by its place. */
export function checkService(content: ServiceContent, lists: ServiceLists): FieldFault[] {
  return [
    ...checkCodes('worries', content.worries, lists.worries),
    ...checkCodes('fields', content.fields, lists.fields),
    ...required('worries', content.worries, '悩みの分類を1つ以上選んでください。'),
    ...required('areas', content.areas, '対象地域を1つ以上入力してください。'),
    ...required('languages', content.languages, '対応言語を1つ以上入力してください。'),
    ...checkAges(content),
    ...checkDates(content),
    ...content.areas.flatMap((area, at) => checkArea(area, at)),
    ...content.schedules.flatMap((line, at) => checkSchedule(line, at)),
    ...content.exceptions.flatMap((exception, at) => checkException(exception, at)),
  ];
}

function checkCodes(field: string, codes: readonly string[], known: ReadonlySet<string>): FieldFault[] {
  return codes.flatMap((code, at) => {
    if (!known.has(code)) return fault(`/${field}/${at}`, 'unknown', 'このコードはありません。');
    return codes.indexOf(code) < at ? fault(`/${field}/${at}`, 'duplicate', '二度書かれています。') : [];
  });
}

function required(field: string, list: readonly string[], message: string): FieldFault[] {
  return list.length === 0 ? fault(`/${field}`, 'required', message) : [];
}

function checkAges({ minAge, maxAge }: ServiceContent): FieldFault[] {
  if (minAge === null || maxAge === null || minAge <= maxAge) return [];
  return fault('/maxAge', 'span', '年齢の上限は下限以上にしてください。');
}

function checkDates({ validFrom, validUntil }: ServiceContent): FieldFault[] {
  if (validUntil === null || validUntil > validFrom) return [];
  return fault('/validUntil', 'span', '終了日は開始日より後にしてください。');
}

function checkArea(area: AreaCode, at: number): FieldFault[] {
  if (isArea(area)) return [];
  return fault(
    `/areas/${at}`,
    'area',
    '全国は JP、都道府県は2桁、市区町村は5桁の地方公共団体コードで入力してください。',
  );
}

function checkSchedule(line: ServiceSchedule, at: number): FieldFault[] {
  const place = `/schedules/${at}`;
  if (line.weekdays.length === 0 || new Set(line.weekdays).size < line.weekdays.length)
    return fault(`${place}/weekdays`, 'weekdays', '曜日を重ならないように1つ以上指定してください。');
  return checkClock(line.opensAt, line.closesAt, place);
}

function checkException({ from, until, opensAt, closesAt }: ServiceException, at: number): FieldFault[] {
  const place = `/exceptions/${at}`;
  if (from.length !== until.length)
    return fault(
      `${place}/until`,
      'kind',
      '毎年の日（12-29）と年のある日（2025-12-29）を混ぜずに入力してください。',
    );
  if (from === until || (from.length === 10 && until < from))
    return fault(`${place}/until`, 'span', '終わりは、最後の日の翌日を入力してください。');
  if ((opensAt === null) !== (closesAt === null))
    return fault(`${place}/closesAt`, 'span', '開始と終了の時刻は両方入力するか、両方空にしてください。');
  return opensAt === null || closesAt === null ? [] : checkClock(opensAt, closesAt, place);
}

function checkClock(opensAt: string, closesAt: string, place: string): FieldFault[] {
  const [opens, closes] = [minutes(opensAt), minutes(closesAt)];
  if (opens < DAY_MINUTES && opens < closes && closes - opens <= DAY_MINUTES) return [];
  return fault(
    `${place}/closesAt`,
    'span',
    '終了は開始より後、24時間以内にしてください。翌日に終わるときは 29:00 のように入力します。',
  );
}

function fault(pointer: string, code: string, message: string): FieldFault[] {
  return [{ pointer, code, message }];
}
