import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textDirective, textFragmentUrl } from '../../../lib/export/text-fragment';
import { nasty } from './view';

describe('textDirective', () => {
  it('encodes what separates its parts', () => {
    expect(textDirective({ exact: 'R&D - a, b' })).toBe('text=R%26D%20%2D%20a%2C%20b');
  });

  it('names a long quote by its first and last words, between whole words of its context', () => {
    const exact = 'one two three four five six seven eight nine ten eleven twelve thirteen';
    expect(textDirective({ exact, prefix: 'lf before the quote ', suffix: ' after it come oth' })).toBe(
      'text=before%20the%20quote-,one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen,-after%20it%20come',
    );
  });

  it('can be read back: at most four parts, each the words it was made of', () => {
    fc.assert(
      fc.property(nasty(200), nasty(64), nasty(64), (exact, prefix, suffix) => {
        const directive = textDirective({ exact: `x${exact}`, prefix, suffix });
        const parts = directive.slice('text='.length).split(',');
        const middle = parts.filter((part) => !part.endsWith('-') && !part.startsWith('-'));
        expect(directive).not.toMatch(/[\s&#()<>"]/);
        expect(middle.length === 1 || middle.length === 2).toBe(true);
        const words = `x${exact}`.toWellFormed().split(/\s+/u).filter(Boolean).join(' ');
        expect(words.startsWith(decodeURIComponent(middle[0]!))).toBe(true);
        expect(words.endsWith(decodeURIComponent(middle.at(-1)!))).toBe(true);
      }),
    );
  });
});

describe('textFragmentUrl', () => {
  it('keeps a fragment that is there, and replaces a directive', () => {
    expect(textFragmentUrl('https://a.example/p#s', { exact: 'word' })).toBe('https://a.example/p#s:~:text=word');
    expect(textFragmentUrl('https://a.example/p#:~:text=old', { exact: 'new' })).toBe(
      'https://a.example/p#:~:text=new',
    );
    expect(textFragmentUrl('https://a.example/p', { exact: 'new' })).toBe('https://a.example/p#:~:text=new');
  });
});
