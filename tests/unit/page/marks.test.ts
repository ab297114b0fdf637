import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emphasisOf, sentencesOf } from '../../../components/page/emphasis';
import { marksOf, shownClaims } from '../../../components/page/paints';
import { quoteOf } from '../../../components/page/quote';
import type { PageClaim } from '../../../components/page/view';
import { CLAIM_TYPES, type ClaimType } from '../../../lib/claims/claim';

const claim = (type: ClaimType, more: Partial<PageClaim> = {}): PageClaim => ({
  type,
  position: 0.5,
  confidence: 0.9,
  topics: [],
  status: 'proposed',
  sure: true,
  note: '',
  ...more,
});
const all = { types: [...CLAIM_TYPES], density: 'all' as const };
const sure = { types: [...CLAIM_TYPES], density: 'sure' as const };

const TEXT =
  'The first sentence is about boats on a river and says nothing. Feedback in this field is slow and misleading. ' +
  'Nobody pays for audits, since competition is fierce. The last one says nothing either.';
const at = (words: string, weight = 1) => {
  const start = TEXT.indexOf(words);
  return { label: words, start, end: start + words.length, weight };
};

describe('what is shown', () => {
  test('is what the density and the filter let through, in the types’ order; what the reader decided always is', () => {
    const claims = [
      claim('VV', { sure: false }),
      claim('CB', { sure: false, status: 'corrected' }),
      claim('IN'),
      claim('FQ', { status: 'rejected' }),
    ];
    expect(shownClaims(claims, sure).map((one) => one.type)).toEqual(['IN', 'CB']);
    expect(shownClaims(claims, all).map((one) => one.type)).toEqual(['IN', 'CB', 'VV']);
    expect(shownClaims(claims, { ...all, types: ['VV'] }).map((one) => one.type)).toEqual(['VV']);
  });

  test('is pencil when proposed, ink when decided, faint when not sure', () => {
    const marks = marksOf('Short.', [
      claim('FQ'),
      claim('IN', { status: 'accepted', sure: false }),
      claim('CB', { sure: false }),
    ]);
    expect(marks.map(({ ink, faint }) => ({ ink, faint }))).toEqual([
      { ink: false, faint: false },
      { ink: true, faint: false },
      { ink: false, faint: true },
    ]);
  });

  test('has a line of its own wherever marks share words, and the first line where they do not', () => {
    const apart = marksOf(TEXT, [
      claim('FQ', { reasons: [at('Feedback')] }),
      claim('IN', { reasons: [at('competition')] }),
    ]);
    expect(apart.map((mark) => mark.slot)).toEqual([0, 0]);
    const together = marksOf(TEXT, [
      claim('FQ', { reasons: [at('Feedback')] }),
      claim('CB', { reasons: [at('misleading')] }),
      claim('VV'),
    ]);
    expect(together.map((mark) => mark.slot)).toEqual([0, 1, 2]);
  });
});

describe('emphasis', () => {
  test('is the sentence whose words decided the claim', () => {
    const span = emphasisOf(TEXT, [at('boats', 0.2), at('slow', 1), at('misleading', 0.8), at('Nobody', -3)]);
    expect(TEXT.slice(span.start, span.end)).toBe('Feedback in this field is slow and misleading.');
  });

  test('is the whole passage where no words are known, or it is short', () => {
    expect(emphasisOf(TEXT, [])).toEqual({ start: 0, end: TEXT.length });
    expect(emphasisOf(TEXT, [{ label: 'rating', weight: 2 }])).toEqual({ start: 0, end: TEXT.length });
    expect(emphasisOf('One. Two.', [{ label: 'One', start: 0, end: 3, weight: 1 }])).toEqual({ start: 0, end: 9 });
  });

  test('always lies within the text and is never empty', () => {
    const reason = fc.record({
      label: fc.string(),
      start: fc.nat(400),
      end: fc.nat(400),
      weight: fc.double({ min: -5, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 400 }), fc.array(reason, { maxLength: 8 }), (text, reasons) => {
        const { start, end } = emphasisOf(text, reasons);
        expect(start >= 0 && start < end && end <= text.length).toBe(true);
      }),
    );
  });

  test('does not take an abbreviation for a sentence’s end', () => {
    const text = 'Proxies, e.g. citations, mislead us. Nobody minds.';
    expect(sentencesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Proxies, e.g. citations, mislead us.',
      'Nobody minds.',
    ]);
  });
});

describe('the quote in the card', () => {
  const said = (parts: ReturnType<typeof quoteOf>) => parts.map((part) => part.text).join('');

  test('is the marked sentence with the deciding words heavy', () => {
    const parts = quoteOf(TEXT, [at('slow')]);
    expect(said(parts)).toBe('… Feedback in this field is slow and misleading. …');
    expect(parts.filter((part) => part.heavy).map((part) => part.text)).toEqual(['slow']);
  });

  test('stays short, and says only what the passage says', () => {
    const long = `${'word '.repeat(200)}signal ${'more '.repeat(200)}`;
    const start = long.indexOf('signal');
    const parts = quoteOf(long, [{ label: 'signal', start, end: start + 6, weight: 1 }]);
    expect(said(parts).length).toBeLessThan(280);
    expect(parts.find((part) => part.heavy)?.text).toBe('signal');
    expect(long).toContain(said(parts).replace(/^… | …$/gu, ''));
  });

  test('takes text that looks like HTML as text', () => {
    expect(said(quoteOf('<img src=x onerror=alert(1)>', []))).toBe('<img src=x onerror=alert(1)>');
  });
});
