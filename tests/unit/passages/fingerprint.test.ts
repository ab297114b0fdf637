import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, NEAR_DUPLICATE, similarity } from '../../../lib/passages/fingerprint';

const word = fc.stringMatching(/^[a-z]{3,9}$/);
const text = fc.array(word, { minLength: 60, maxLength: 400 });

/** Every n-th word replaced by one that is nowhere else. */
const edited = (words: string[], every: number) => words.map((old, at) => (at % every === every - 1 ? `zz${at}` : old));

describe('a fingerprint', () => {
  it('has at most 64 numbers of 32 bits, and none for a text too short to tell', () => {
    fc.assert(
      fc.property(text, (words) => {
        const print = fingerprint([words.join(' ')]);
        expect(print).toHaveLength(64);
        expect(print.every((value) => Number.isInteger(value) && value >= 0 && value <= 0xffffffff)).toBe(true);
      }),
    );
    expect(fingerprint(['Too short to tell.'])).toEqual([]);
    expect(fingerprint([])).toEqual([]);
  });

  it('does not change with case, punctuation, white space, hyphenation or apostrophes', () => {
    fc.assert(
      fc.property(text, (words) => {
        const dressed = words.map((plain, at) =>
          at % 7 === 0 ? `“${plain.slice(0, 2)}\u00ad${plain.slice(2).toUpperCase()}”,` : plain,
        );
        expect(fingerprint([dressed.join('\u00a0 ')])).toEqual(fingerprint([words.join(' ')]));
      }),
    );
    const long = Array.from({ length: 40 }, (_, at) => `isn’t${at}`).join(' ');
    expect(fingerprint([long])).toEqual(fingerprint([long.replaceAll('’', "'")]));
  });

  it('does not depend on the order of the passages', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (texts) => {
        const passages = texts.map((words) => words.join(' '));
        expect(fingerprint([...passages].reverse())).toEqual(fingerprint(passages));
      }),
    );
  });
});

describe('similarity', () => {
  it('is 1 for the same text, symmetric, and 0 without a fingerprint', () => {
    fc.assert(
      fc.property(text, text, (one, two) => {
        const a = fingerprint([one.join(' ')]);
        const b = fingerprint([two.join(' ')]);
        expect(similarity(a, a)).toBe(1);
        expect(similarity(a, b)).toBe(similarity(b, a));
        expect(similarity(a, [])).toBe(0);
        expect(similarity([], [])).toBe(0);
      }),
    );
  });

  const essay = Array.from({ length: 3_000 }, (_, at) => `word${(at * 7919) % 1_531}`);
  const other = Array.from({ length: 3_000 }, (_, at) => `word${(at * 104_729) % 1_523}`);
  const print = (words: string[]) => fingerprint([words.join(' ')]);

  it.each([50, 20, 12])('recognises a copy with every %i-th word changed', (every) => {
    expect(similarity(print(essay), print(edited(essay, every)))).toBeGreaterThanOrEqual(NEAR_DUPLICATE);
  });

  it('does not take a rewritten text, another text, or one that quotes a third of this one, for a copy', () => {
    expect(similarity(print(essay), print(edited(essay, 3)))).toBeLessThan(NEAR_DUPLICATE);
    expect(similarity(print(essay), print(other))).toBeLessThan(NEAR_DUPLICATE);
    const quoting = [...other.slice(0, 2_000).map((old) => `q${old}`), ...essay.slice(0, 1_000)];
    expect(similarity(print(essay), print(quoting))).toBeLessThan(NEAR_DUPLICATE);
  });

  it('estimates the share of shingles in both within four standard errors', () => {
    const unique = Array.from({ length: 2_000 }, (_, at) => `w${at}`);
    const half = [...unique.slice(0, 1_000), ...unique.slice(1_000).map((old) => `x${old}`)];
    const jaccard = 998 / (1_998 * 2 - 998);
    expect(Math.abs(similarity(print(unique), print(half)) - jaccard)).toBeLessThan(
      4 * Math.sqrt((jaccard * (1 - jaccard)) / 64),
    );
  });
});
