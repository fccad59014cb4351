import { choiceTable } from './choice-table';

/** 相談分野 is the counsellor's judgement; what the caller pressed is T05 (domain rule 25). */
export const fieldsTable = choiceTable({
  table: 'T09',
  title: { ja: '相談分野別', en: 'Fields of consultation' },
  multi: 'fields',
  main: 'main_field',
  noMain: '主たる分野の記入なし',
});
