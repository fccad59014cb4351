import { canonicalJson } from '../../shared/canonical-json';
import type { Answers } from '../../forms/domain/form-definition';
import type { FormIndex } from '../../forms/domain/index-form';
import { answersReader, type SheetCells } from './read-answers';
import type { SheetRow } from './read-sheet-row';
import { answerWriter } from './write-answers';

/** A sheet as it stands, in the terms of a file. */
export interface StandingSheet {
  readonly organisationId: string;
  readonly counsellorId: string | null;
  readonly channel: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly talkSeconds: number | null;
  readonly callNo: string | null;
  /** Of the version it was written in. */
  readonly form: FormIndex;
  readonly answers: Answers;
}

/**
 * Does a row that was exported say what the sheet says? A column that the file lacks says nothing, and nor does a blank call
 * number: the call may have been found since.
 */
export function saysTheSame(standing: StandingSheet, row: SheetRow, cells: SheetCells): boolean {
  const { content } = row;
  return (
    row.organisationId === standing.organisationId &&
    content.startedAt.getTime() === standing.startedAt.getTime() &&
    (!cells.has('channel') || content.channel === standing.channel) &&
    (!cells.has('staff_code') || content.counsellorId === standing.counsellorId) &&
    (!cells.has('ended_at') || content.endedAt?.getTime() === standing.endedAt?.getTime()) &&
    (!cells.has('talk_seconds') || content.talkSeconds === standing.talkSeconds) &&
    (row.callNo === null || row.callNo === standing.callNo) &&
    sameAnswers(standing, cells)
  );
}

/** By the form of the sheet, both sides read from cells, so that nothing is lost on one side only. */
function sameAnswers({ form, answers }: StandingSheet, cells: SheetCells): boolean {
  const cellOf = (code: string): string => {
    const entry = form.fields.get(code);
    return entry === undefined || !cells.has(code) ? '' : answerWriter(entry)(answers[code]);
  };
  const read = answersReader(form);
  const [given, standing] = [read(cells), read({ cell: cellOf, has: cells.has.bind(cells) })];
  return canonicalJson(given) === canonicalJson(standing);
}
