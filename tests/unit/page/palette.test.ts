import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Color, contrast, luminance, over, parseColor } from '../../../components/page/color';
import { lineName } from '../../../components/page/mark-names';
import { markStyles } from '../../../components/page/mark-styles';
import { choosePalette, PALETTE_NAMES, PALETTES, weakestContrast } from '../../../components/page/palette';
import { CLAIM_TYPES } from '../../../lib/claims/claim';

const color = (css: string) => parseColor(css) as Color;

describe('colours', () => {
  test('are read as browsers compute them', () => {
    expect(parseColor('rgb(255, 103, 25)')).toEqual({ r: 255, g: 103, b: 25, a: 1 });
    expect(parseColor('rgba(0, 0, 0, 0)')?.a).toBe(0);
    expect(parseColor('rgb(10 20 30 / 50%)')).toEqual({ r: 10, g: 20, b: 30, a: 0.5 });
    expect(parseColor('color(srgb 1 0.5 0)')).toEqual({ r: 255, g: 127.5, b: 0, a: 1 });
    expect(parseColor('oklch(0.7 0.1 200)')).toBe(null);
  });

  test('have the contrast that WCAG gives them', () => {
    expect(contrast(color('#ffffff'), color('#000000'))).toBeCloseTo(21, 5);
    expect(contrast(color('#777777'), color('#ffffff'))).toBeCloseTo(4.48, 2);
    expect(over({ r: 0, g: 0, b: 0, a: 0.5 }, color('#ffffff'))).toEqual({ r: 127.5, g: 127.5, b: 127.5, a: 1 });
  });
});

describe('the palette', () => {
  const PAPERS: [string, string, (typeof PALETTE_NAMES)[number]][] = [
    ['white', '#ffffff', 'light'],
    ['LessWrong’s cream', '#f8f4ee', 'light'],
    ['LessWrong’s grey', '#f0f0f0', 'light'],
    ['LessWrong’s dark', '#262626', 'dark'],
    ['black', '#000000', 'dark'],
    ['a publication’s orange', '#ff6719', 'deep'],
    ['a publication’s pink', '#ff9bb3', 'deep'],
  ];
  test.each(PAPERS)('on %s keeps every line at 3:1', (_name, paper, palette) => {
    expect(choosePalette(color(paper))).toBe(palette);
    expect(weakestContrast(palette, color(paper))).toBeGreaterThanOrEqual(3);
  });

  test('is the best there is on any background', () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(channel, channel, channel, (r, g, b) => {
        const paper = { r, g, b, a: 1 };
        const chosen = weakestContrast(choosePalette(paper), paper);
        const best = Math.max(...PALETTE_NAMES.map((name) => weakestContrast(name, paper)));
        expect(chosen >= 4 || chosen === best).toBe(true);
      }),
    );
  });

  test('leaves words readable on the tint of a confirmed claim', () => {
    const inked = (paper: string, name: (typeof PALETTE_NAMES)[number], words: string) =>
      CLAIM_TYPES.map((type) => {
        const ground = over({ ...color(PALETTES[name].lines[type]), a: PALETTES[name].tint }, color(paper));
        return contrast(color(words), ground);
      });
    expect(Math.min(...inked('#ffffff', 'light', '#222222'))).toBeGreaterThan(7);
    expect(Math.min(...inked('#262626', 'dark', '#dddddd'))).toBeGreaterThan(4.5);
    expect(luminance(color('#262626'))).toBeLessThan(0.18);
  });
});

describe('the style sheet of the marks', () => {
  const file = fileURLToPath(new URL('../../../entrypoints/page-marks.css', import.meta.url));
  const folded = (css: string) => css.replace(/\s+/gu, ' ').trim();

  test('stands in its file as it is written here', () => {
    expect(folded(readFileSync(file, 'utf8'))).toBe(folded(markStyles()));
  });

  test('gives each type a line of its own form, and names nothing that is not ours', () => {
    const styles = CLAIM_TYPES.map((type) => {
      const at = markStyles().indexOf(`::highlight(${lineName('light', type, 'pencil', 0)})`);
      return /underline (\w+)/u.exec(markStyles().slice(at))?.[1];
    });
    expect(styles).toEqual(['solid', 'dashed', 'dotted', 'double']);
    const names = [...markStyles().matchAll(/::highlight\(([^)]+)\)/gu)].map((match) => match[1]);
    expect(names.filter((name) => !name?.startsWith('cruxlight-'))).toEqual([]);
  });
});
