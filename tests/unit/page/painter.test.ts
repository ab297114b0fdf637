import { describe, expect, test } from 'vitest';
import { type Paint, Painter } from '../../../components/page/painter';

const range = {} as AbstractRange;
const paint = (more: Partial<Paint>): Paint => ({
  ranges: [range],
  type: 'FQ',
  slot: 0,
  faint: false,
  ink: false,
  ...more,
});

/** A registry as the page has it: with a name of the site's own in it. */
function setUp() {
  const registry = new Map<string, Highlight>([['code-hl-keyword', {} as Highlight]]);
  const painter = new Painter(registry as never, (ranges) => ({ size: ranges.length }) as Highlight);
  return { registry, painter, names: () => [...registry.keys()].filter((name) => name !== 'code-hl-keyword').sort() };
}

describe('the painter', () => {
  test('puts each mark under the name of its palette, type, weight and line', () => {
    const { painter, names, registry } = setUp();
    painter.paint([
      paint({}),
      paint({}),
      paint({ type: 'VV', slot: 1, ink: true }),
      paint({ type: 'CB', faint: true }),
      paint({ type: null }),
    ]);
    expect(names()).toEqual([
      'cruxlight-light-cb-faint-0',
      'cruxlight-light-fq-pencil-0',
      'cruxlight-light-own',
      'cruxlight-light-vv-ink',
      'cruxlight-light-vv-pencil-1',
    ]);
    expect(registry.get('cruxlight-light-fq-pencil-0')?.size).toBe(2);
  });

  test('replaces what it painted before, and never touches the site’s names', () => {
    const { painter, names, registry } = setUp();
    painter.paint([paint({}), paint({ type: 'IN' })]);
    painter.paint([paint({ type: 'IN' })]);
    expect(names()).toEqual(['cruxlight-light-in-pencil-0']);
    painter.clear();
    expect(names()).toEqual([]);
    expect(registry.has('code-hl-keyword')).toBe(true);
  });

  test('moves all marks and the focus to another palette', () => {
    const { painter, names } = setUp();
    painter.paint([paint({})]);
    painter.focus([range]);
    painter.use('dark');
    expect(names()).toEqual(['cruxlight-dark-focus', 'cruxlight-dark-fq-pencil-0']);
    painter.focus([]);
    expect(names()).toEqual(['cruxlight-dark-fq-pencil-0']);
  });
});
