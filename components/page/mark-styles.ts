import { CLAIM_TYPES, type ClaimType } from '../../lib/claims/claim';
import { type Color, parseColor } from './color';
import { focusName, lineName, ownName, SLOTS, tintName, type Weight } from './mark-names';
import { PALETTE_NAMES, PALETTES, type PaletteName } from './palette';

/** Colour is never alone: each type has its own line. */
const LINE: Record<ClaimType, { style: string; thickness: string }> = {
  FQ: { style: 'solid', thickness: '1.5px' },
  IN: { style: 'dashed', thickness: '1.5px' },
  CB: { style: 'dotted', thickness: '2px' },
  VV: { style: 'double', thickness: '1px' },
};
const WEIGHTS: Weight[] = ['pencil', 'faint'];

const rgb = (css: string, alpha: number) => {
  const { r, g, b } = parseColor(css) as Color;
  return `rgb(${r} ${g} ${b} / ${alpha})`;
};
const selector = (names: string[]) => names.map((name) => `::highlight(${name})`).join(',\n');
const rule = (names: string[], ...declarations: string[]) =>
  `${selector(names)} {\n${declarations.map((line) => `  ${line};\n`).join('')}}\n`;

const slots = [...Array(SLOTS).keys()];
const linesOf = (palette: PaletteName, type: ClaimType, weight: Weight) =>
  slots.map((slot) => lineName(palette, type, weight, slot));

/**
 * The style sheet of all marks, as it stands in entrypoints/page-marks.css (a test compares them). A file of its own,
 * because only the background can give a page styles without touching its document.
 */
export function markStyles(): string {
  // The overlay shows itself only while this sheet is in the page (mount.tsx).
  const rules = ['[data-cruxlight] {\n  --cruxlight-is-here: visible;\n}\n'];
  for (const type of CLAIM_TYPES)
    rules.push(
      rule(
        PALETTE_NAMES.flatMap((palette) => WEIGHTS.flatMap((weight) => linesOf(palette, type, weight))),
        `text-decoration: underline ${LINE[type].style} ${LINE[type].thickness}`,
        'text-decoration-skip-ink: none',
      ),
    );
  for (const slot of slots)
    rules.push(
      rule(
        PALETTE_NAMES.flatMap((palette) =>
          CLAIM_TYPES.flatMap((type) => WEIGHTS.map((weight) => lineName(palette, type, weight, slot))),
        ),
        `text-underline-offset: ${3 + slot * 4}px`,
      ),
    );
  for (const palette of PALETTE_NAMES) {
    const { lines, tint, own, focus } = PALETTES[palette];
    for (const type of CLAIM_TYPES) {
      rules.push(rule(linesOf(palette, type, 'pencil'), `text-decoration-color: ${lines[type]}`));
      rules.push(rule(linesOf(palette, type, 'faint'), `text-decoration-color: ${rgb(lines[type], 0.5)}`));
      rules.push(rule([tintName(palette, type)], `background-color: ${rgb(lines[type], tint)}`));
    }
    rules.push(rule([ownName(palette)], `background-color: ${own}`));
    rules.push(rule([focusName(palette)], `background-color: ${focus}`));
  }
  const allLines = PALETTE_NAMES.flatMap((palette) =>
    CLAIM_TYPES.flatMap((type) => WEIGHTS.flatMap((weight) => linesOf(palette, type, weight))),
  );
  const allGrounds = PALETTE_NAMES.flatMap((palette) => [
    ...CLAIM_TYPES.map((type) => tintName(palette, type)),
    ownName(palette),
    focusName(palette),
  ]);
  // Under forced colours a mark is a line, and only the passage that keys act on is painted like a selection. Chromium 156
  // paints every highlight so whatever is written here (readable, but loud): it heeds `forced-color-adjust` only on the
  // page's own elements (tried 2026-11-28), where it would undo the reader's colours. It is right once that is mended there.
  const focuses = PALETTE_NAMES.map(focusName);
  const plain = [...allLines, ...allGrounds.filter((name) => !focuses.includes(name))];
  rules.push(
    `@media (forced-colors: active) {\n${rule(
      plain,
      'color: CanvasText',
      'background-color: transparent',
      'text-decoration-color: CanvasText',
    )}${rule(focuses, 'color: HighlightText', 'background-color: Highlight')}}\n`,
  );
  rules.push(
    `@media print {\n${rule(allLines, 'text-decoration: none')}${rule(allGrounds, 'background-color: transparent')}}\n`,
  );
  return `/* Written by components/page/mark-styles.ts; change it there. */\n${rules.join('')}`;
}
