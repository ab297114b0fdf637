import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { anchor } from '../../../lib/passages/anchor';
import { describe } from '../../../lib/passages/describe';
import { buildTextIndex } from '../../../lib/passages/text-index';

/* Short words, so that many of them stand in a context: it then reaches far beyond the page's edge. */
const OTHERS = [
  'We got up at six to go out on the ice, for it was to be a dry day, or so he had it in a log of his.',
  'No one of us had a map, so it was up to me to say if we go on or do as an old man at an inn bid us do.',
  'On we go, up to an elm by a bog, as a cow or an ox at it is a bad omen, or so I am led to say by Al.',
];
const SOUGHT = 'Every map of the old canals leaves out the branch that once led past the tannery to the sea.';
const EDITED = 'Each map of our old canals leaves out the narrow branch that once led past the tannery to the sea.';

function read(paragraphs: readonly string[]) {
  const { document } = new JSDOM(`<article>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article>`).window;
  return buildTextIndex([document.body], () => false);
}

it.each([
  ['the end', 'the start', [...OTHERS, SOUGHT], [EDITED, ...OTHERS]],
  ['the middle', 'the start', [OTHERS[0] as string, SOUGHT, ...OTHERS.slice(1)], [EDITED, ...OTHERS]],
  ['the start', 'the end', [SOUGHT, ...OTHERS], [...OTHERS, EDITED]],
  ['the middle', 'the end', [OTHERS[0] as string, SOUGHT, ...OTHERS.slice(1)], [...OTHERS, EDITED]],
])('an edited passage that went from %s of the page to %s is found, edge to edge', (_from, _to, before, after) => {
  const stored = read(before);
  const start = stored.text.indexOf(SOUGHT);
  const outcome = anchor(read(after), describe(stored, start, start + SOUGHT.length));
  expect(outcome).toMatchObject({ found: true, state: 'edited', text: EDITED });
});

it.each([
  ['first', 0],
  ['last', 1],
])('the %s passage is found on a page that holds nothing else', (_name, at) => {
  const before = at === 0 ? [SOUGHT, ...OTHERS] : [...OTHERS, SOUGHT];
  const stored = read(before);
  const start = stored.text.indexOf(SOUGHT);
  expect(anchor(read([EDITED]), describe(stored, start, start + SOUGHT.length))).toMatchObject({ text: EDITED });
});
