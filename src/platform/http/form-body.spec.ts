import { readForm } from './form-body';

const read = (text: string): unknown => readForm(Buffer.from(text, 'latin1'));

describe('readForm', () => {
  it.each([
    ['', {}],
    ['note=a+b%0D%0Ac&version=3', { note: 'a b\r\nc', version: '3' }],
    ['note=%E5%8F%97%E4%BB%98&x', { note: '受付', x: '' }],
    ['a=b=c', { a: 'b=c' }],
  ])('reads %j', (text, fields) => {
    expect(read(text)).toEqual(fields);
  });

  it.each(['a=1&a=2', '__proto__=1', 'a=%ff', 'a=%', 'a=%00', 'a=\u00e9'])('refuses %j', (text) => {
    expect(() => read(text)).toThrow('入力内容を確認してください。');
  });

  it('refuses more fields than a page has', () => {
    expect(() => read(Array.from({ length: 51 }, (_, n) => `f${n}=1`).join('&'))).toThrow(
      '入力内容を確認してください。',
    );
  });
});
