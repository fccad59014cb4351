import { choiceTable } from './choice-table';

export const responsesTable = choiceTable({
  table: 'T10',
  title: { ja: '対応の種類別', en: 'Kinds of response' },
  multi: 'responses',
  main: 'main_response',
  noMain: '主たる対応の記入なし',
});
