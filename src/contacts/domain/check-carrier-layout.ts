import type { FieldFault } from '../../shared/domain-error';
import { type CallCodes, nameKey, type Names } from './call-codes';
import { CALL_COLUMNS, columnTitle } from './call-columns';
import { type CarrierLayout, isRequiredColumn, isTimeColumn, type WordList } from './carrier-layout';

/** Everything that would make a layout unreadable or ambiguous, each by its place. */
export function checkCarrierLayout(layout: CarrierLayout, codes: CallCodes): FieldFault[] {
  return [...checkColumns(layout), ...checkMissing(layout), ...checkWords(layout, codes)];
}

function checkColumns({ columns }: CarrierLayout): FieldFault[] {
  const titles = new Set<string>();
  const taken = new Set<string>();
  return columns.flatMap(({ column, title, timeTitle }, at) => {
    const faults: FieldFault[] = [];
    if (taken.has(column))
      faults.push(fault(`/columns/${at}/column`, 'doubled', '同じ列が二度指定されています。'));
    taken.add(column);
    for (const [key, text] of [['title', title] as const, ['timeTitle', timeTitle] as const]) {
      if (text === undefined) continue;
      if (titles.has(nameKey(text)))
        faults.push(fault(`/columns/${at}/${key}`, 'doubled', '同じ見出しが二度使われています。'));
      titles.add(nameKey(text));
    }
    if (timeTitle !== undefined && !isTimeColumn(column))
      faults.push(fault(`/columns/${at}/timeTitle`, 'no_instant', '日時の列にだけ指定できます。'));
    return faults;
  });
}

function checkMissing({ columns }: CarrierLayout): FieldFault[] {
  const there = new Set(columns.map(({ column }) => column));
  return CALL_COLUMNS.filter(({ key }) => isRequiredColumn(key) && !there.has(key)).map(({ key }) =>
    fault('/columns', 'missing', `「${columnTitle(key)}」に当たる列を指定してください。`),
  );
}

function checkWords({ words }: CarrierLayout, codes: CallCodes): FieldFault[] {
  const known: Readonly<Record<WordList, Names>> = {
    channel: codes.channels,
    result: codes.results,
    origin: codes.origins,
    organisation: codes.organisations,
    endedBy: codes.endings,
  };
  const seen = new Set<string>();
  return words.flatMap(({ list, word, code }, at) => {
    const faults: FieldFault[] = [];
    const key = `${list}/${nameKey(word)}`;
    if (seen.has(key)) faults.push(fault(`/words/${at}/word`, 'doubled', '同じ語が二度指定されています。'));
    seen.add(key);
    if (!known[list].has(nameKey(code)))
      faults.push(fault(`/words/${at}/code`, 'unknown', '登録されているコードではありません。'));
    return faults;
  });
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
