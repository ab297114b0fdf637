import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { anchorAll } from '../../../lib/passages/anchor';
import { describe as describeSpan } from '../../../lib/passages/describe';
import { buildTextIndex, type TextIndex } from '../../../lib/passages/text-index';
import { foreignQuotes } from '../../tools/mutate/measure';
import { openSubject } from '../../tools/mutate/outside';
import { makePost, makeVocabulary } from '../../tools/mutate/pages';
import { seeded } from '../../tools/mutate/random';

const vocabulary = makeVocabulary(seeded(5), 4_000);
const FOOTER =
  '<p>The Standing Newsletter is a free weekly letter with news, jobs, conversations and happenings from our community of readers.</p>' +
  '<p>If you have feedback, or items that you would like to see here next week, feel free to reach out to us at any time.</p>';

function indexOf(html: string): TextIndex {
  const { body } = new JSDOM(html).window.document;
  return buildTextIndex([body], () => false);
}
const issue = (seed: number) => indexOf(makePost(seeded(seed), vocabulary, 60) + FOOTER);

describe('two issues of one newsletter', () => {
  it.each([40, 80, 160])('share words that are no reason to place quotes of %i characters of the other', (length) => {
    const [one, other] = [issue(1), issue(2)];
    const at = one.text.indexOf('The Standing Newsletter');
    const quotes = [
      ...foreignQuotes(one, length, 57, seeded(length)),
      ...[0, 9, 20].map((offset) => describeSpan(one, at + offset, at + offset + length)),
    ];
    const bareQuotes = quotes.map(({ quote: { exact } }) => ({ quote: { exact, prefix: '', suffix: '' } }));
    for (const asked of [quotes, bareQuotes]) {
      expect(anchorAll(other, asked).filter((outcome) => outcome.found)).toEqual([]);
    }
  });
});

describe('a page that has little of what was stored', () => {
  const whole = issue(3);
  const lines = [...whole.text.matchAll(/[^\n]+/g)].map((line) =>
    describeSpan(whole, line.index, line.index + line[0].length),
  );

  it('still has what stands where it stood: the free beginning of a post', () => {
    const begin = lines.slice(0, 5).map(({ quote }) => `<p>${quote.exact}</p>`);
    const found = anchorAll(indexOf(begin.join('')), lines).map((outcome) => outcome.found);
    expect(lines.length).toBeGreaterThan(40);
    // The last line's context went with the rest.
    expect(found.slice(0, 4)).toEqual([true, true, true, true]);
    expect(found.slice(5)).not.toContain(true);
  });

  it('is asked for few passages as it always was: they are no sign of another text', () => {
    const moved = `<p>Something new comes before.</p><p>${lines[7]?.quote.exact}</p><p>${lines[8]?.quote.exact}</p>`;
    const outcomes = anchorAll(indexOf(moved), lines.slice(2, 12));
    expect(outcomes.filter((outcome) => outcome.found)).toHaveLength(2);
  });
});

/** Two real issues of one newsletter, whose footers and standing lines are the same. */
const PAGES = fileURLToPath(new URL('../../../../shared/pages/', import.meta.url));
const ISSUES = ['substack-23.html', 'substack-28.html'];
const have = ISSUES.every((name) => existsSync(PAGES + name));

describe.skipIf(!have)('two saved issues of a newsletter', () => {
  const open = (name: string) => {
    const expected = JSON.parse(readFileSync(`${PAGES}expected.json`, 'utf8')) as Record<string, { url: string }>;
    return openSubject({ name, html: readFileSync(PAGES + name, 'utf8'), url: expected[name]?.url ?? '' }).index;
  };
  it.each([40, 80, 160, 320])('place no quotes of %i characters of each other', (length) => {
    const [one, other] = ISSUES.map(open) as [TextIndex, TextIndex];
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const quotes = foreignQuotes(from, length, 60, seeded(length));
      const bareQuotes = quotes.map(({ quote: { exact } }) => ({ quote: { exact, prefix: '', suffix: '' } }));
      for (const asked of [quotes, bareQuotes]) {
        expect(anchorAll(to, asked).filter((outcome) => outcome.found)).toEqual([]);
      }
    }
  });
});
