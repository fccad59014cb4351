import { attachment } from './content-disposition';

describe('attachment', () => {
  it.each([
    ['集計.xlsx', '%E9%9B%86%E8%A8%88.xlsx'],
    ["a'b(c)*.xlsx", 'a%27b%28c%29%2A.xlsx'],
    ['a"\r\nSet-Cookie: x', 'a%22%0D%0ASet-Cookie%3A%20x'],
    ['\ud800.xlsx', '%EF%BF%BD.xlsx'],
  ])('encodes %j', (name, encoded) => {
    expect(attachment(name, 'analysis.xlsx')).toBe(
      `attachment; filename="analysis.xlsx"; filename*=UTF-8''${encoded}`,
    );
  });
});
