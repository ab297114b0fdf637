import type { Random } from '../../../lib/base/clock';
import { textsOf } from './blocks';
import { pick } from './random';

/** Changes quotes, dashes, ellipses, spaces and hyphenation, as an editor or another renderer would. No word changes. */
export function retypeset(blocks: readonly Element[], random: Random): void {
  for (const block of blocks) {
    for (const text of textsOf(block)) {
      text.data = text.data
        .replace(/['\u2018\u2019]/gu, () => pick(random, ["'", '\u2019']))
        .replace(/["\u201c\u201d]/gu, () => pick(random, ['"', '\u201c', '\u201d']))
        .replace(/[-\u2013\u2014]/gu, () => pick(random, ['-', '\u2013', '\u2014', '--']))
        .replace(/\.\.\.|\u2026/gu, () => pick(random, ['...', '\u2026']))
        .replace(/ /gu, () => pick(random, [' ', ' ', ' ', '\u00a0', '  ', '\n']))
        .replace(/(\p{L}{4})(?=\p{L}{3})/gu, (start) => (random() < 0.3 ? `${start}\u00ad` : start));
    }
  }
}
