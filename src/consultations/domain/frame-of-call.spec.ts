import { indexForm } from '../../forms/domain/index-form';
import type { FormField } from '../../forms/domain/form-definition';
import { knownAnswers, receptionOf } from './frame-of-call';

const at = (text: string): Date => new Date(`2027-01-01T${text}:00+09:00`);
const call = { dialledAt: at('00:00'), queuedAt: at('00:01'), answeredAt: at('00:02'), fieldCode: 'suicide' };
const form = (...fields: FormField[]) => indexForm({ sections: [{ code: 's', label: 's', fields }] });
const menu: FormField = {
  code: 'ivr_field',
  label: 'メニュー選択',
  type: 'single',
  options: [{ code: 'suicide', label: '死にたいほどつらい' }],
};

describe('the frame of a call', () => {
  it.each([
    ['when it was answered', call, '00:02'],
    ['else when it began to wait', { ...call, answeredAt: null }, '00:01'],
    ['else when it came', { ...call, answeredAt: null, queuedAt: null }, '00:00'],
  ])('starts %s', (_, given, expected) => {
    expect(receptionOf(given)).toEqual(at(expected));
  });

  it.each([
    ['what the caller chose', form(menu), call, { ivr_field: 'suicide' }],
    ['nothing without a choice', form(menu), { ...call, fieldCode: null }, {}],
    ['nothing that the form does not offer', form(menu), { ...call, fieldCode: 'women' }, {}],
    ['nothing that the form does not ask', form(), call, {}],
  ])('knows %s', (_, index, given, expected) => {
    expect(knownAnswers(index, given)).toEqual(expected);
  });
});
