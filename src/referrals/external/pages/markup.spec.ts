import { markup } from './markup';

describe('markup', () => {
  it('escapes every value but what it made itself', () => {
    const inner = markup`<b>${'<&">'}</b>`;
    expect(markup`<p title="${`"'`}">${inner}${[inner, inner]}${null}${3}</p>`.written).toBe(
      '<p title="&quot;&#39;"><b>&lt;&amp;&quot;&gt;</b><b>&lt;&amp;&quot;&gt;</b><b>&lt;&amp;&quot;&gt;</b>3</p>',
    );
  });
});
