import { guideBlocks } from './guide-blocks';

describe('guideBlocks', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['a paragraph of two lines', '聴く。\n急がない。', ['text 聴く。\n急がない。']],
    ['paragraphs', '聴く。\r\n\r\n急がない。', ['text 聴く。', 'text 急がない。']],
    [
      'headings close what stands before',
      '前\n# 姿勢\n聴く\n### 細目 ',
      ['text 前', 'heading 姿勢', 'text 聴く', 'heading 細目'],
    ],
    ['items', '- 一\n * 二\n三', ['text ・一\n・二\n三']],
    ['no heading without a blank, nor deeper ones', '#タグ\n#### 深い', ['text #タグ\n#### 深い']],
  ])('%s', (_, body, blocks) => {
    expect(guideBlocks(body).map(({ kind, text }) => `${kind} ${text}`)).toEqual(blocks);
  });
});
