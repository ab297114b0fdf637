import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it } from 'vitest';
import { CLAIM_TYPES, type TagInput, tagSchema } from '../../../lib/claims/claim';
import { createEmbeddedEngine, type Model, readModel, tagPost } from '../../../lib/claims/embedded';
import { standFrom } from '../../../lib/claims/embedded/decide';
import { isAsked } from '../../../lib/claims/structure/speech';

const root = join(import.meta.dirname, '../../..');
const file = new Uint8Array(readFileSync(join(root, 'assets/model/claims.bin')));
let model: Model;
beforeAll(() => {
  const read = readModel(file);
  if (!read.ok) throw new Error(read.error);
  model = read.value;
});

const input = (id: string, text: string, more: Partial<TagInput> = {}): TagInput => ({
  id,
  text,
  heading: [],
  ...more,
});

const SENTENCES = [
  'Labs have little incentive to spend money on safety while the race goes on.',
  'We have no reliable way to verify that a model is aligned before it is deployed.',
  'The feedback loop is short, so researchers learn quickly whether an idea works.',
  'What limits the field is new ideas and research taste, not compute or engineering.',
  'Thanks to everyone who read a draft of this post.',
  'Benchmarks are a poor proxy: once they are a target, models learn to game them.',
];
const post = SENTENCES.map((text, i) =>
  input(`p${i}`, text, { title: 'Notes on research', previous: SENTENCES[i - 1] ?? null }),
);

const anyText = fc.oneof(
  fc.string({ maxLength: 400, unit: 'binary' }),
  fc
    .array(fc.constantFrom(...SENTENCES.join(' ').split(' '), '\u0000', '<script>', '3/5', '“', '𝔘', '\n'), {
      maxLength: 60,
    })
    .map((words) => words.join(' ')),
);

describe('the embedded tagger', () => {
  it('finds the claims in plain sentences of its own, and none in thanks', () => {
    const tags = tagPost(model, post);
    const types = tags.map((tag) => tag.claims.map((claim) => claim.type));
    expect(types[0]).toContain('IN');
    expect(types[1]).toContain('VV');
    expect(types[2]).toContain('FQ');
    expect(types[3]).toContain('CB');
    expect(types[4]).toEqual([]);
    expect(types[5]).toContain('FQ');
    const position = (i: number, type: string) => tags[i]?.claims.find((claim) => claim.type === type)?.position ?? 0;
    expect(position(1, 'VV')).toBeLessThan(0);
    expect(position(5, 'FQ')).toBeLessThan(0);
    expect(position(2, 'FQ')).toBeGreaterThan(0);
  });

  it('gives valid tags for any text: probabilities in range, offsets inside the text, thresholds kept', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), (texts) => {
        const passages = texts.map((text, i) => input(`x${i}`, text));
        const tags = tagPost(model, passages);
        expect(tags.map(({ id }) => id)).toEqual(passages.map(({ id }) => id));
        tags.forEach((tag, i) => {
          tagSchema.parse(tag);
          for (const claim of tag.claims) {
            expect(claim.confidence).toBe(tag.scores[claim.type]);
            const t = CLAIM_TYPES.indexOf(claim.type);
            expect(claim.confidence).toBeGreaterThanOrEqual(model.header.thresholds.list[t] ?? 1);
            expect(claim.sure).toBe(claim.confidence >= (model.header.thresholds.sure[t] ?? 1));
            for (const { start, end } of claim.reasons ?? []) {
              if (start === undefined || end === undefined) continue;
              expect(start).toBeLessThan(end);
              expect(end).toBeLessThanOrEqual(texts[i]?.length ?? 0);
            }
          }
        });
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same tags again, from another copy of the file, and whatever was tagged before', () => {
    const first = JSON.stringify(tagPost(model, post));
    tagPost(model, [input('other', 'Something quite different about incentives.')]);
    expect(JSON.stringify(tagPost(model, post))).toBe(first);
    const copy = readModel(file.slice().buffer);
    expect(copy.ok && JSON.stringify(tagPost(copy.value, post))).toBe(first);
  });

  it('names words of the passage as reasons', () => {
    const [, tag] = tagPost(model, post);
    const claim = tag?.claims.find(({ type }) => type === 'VV');
    const words = (claim?.reasons ?? [])
      .filter(({ start }) => start !== undefined)
      .map(({ start, end }) => SENTENCES[1]?.slice(start, end).toLowerCase());
    expect(words.some((word) => word?.includes('verify'))).toBe(true);
  });

  it('hears who speaks', () => {
    const voice = (text: string, more: Partial<TagInput> = {}) => tagPost(model, [input('v', text, more)])[0]?.voice;
    expect(voice('Verification will always lag behind.', { block: 'quote' })).toBe('q');
    expect(voice('Critics argue that audits can never establish safety.')).toBe('o');
    expect(voice('I think audits can never establish safety.')).toBe('a');
  });

  it('marks a condition', () => {
    expect(tagPost(model, [input('c', 'If labs were liable, they would invest in safety.')])[0]?.conditional).toBe(
      true,
    );
    expect(tagPost(model, [input('c', 'Labs invest in safety.')])[0]?.conditional).toBeUndefined();
  });

  it('takes what is only asked under a name for no claim, whatever words it asks with', () => {
    const claims = (text: string) => tagPost(model, [input('a', text)])[0]!.claims.map(({ type }) => type);
    const asked = 'Incentive: how much incentive labs have to spend money on safety while the race goes on';
    expect(claims(asked)).toEqual([]);
    expect(claims(`${asked}?`)).toEqual([]);
    expect(claims(asked.replace('how much', 'whether there is any'))).toEqual([]);
    // An answer, or a rating, makes it one; so does a sentence that merely begins like it.
    expect(claims(`${asked}. They have little.`)).toContain('IN');
    expect(claims(`Incentive (1/5): how much incentive labs have to spend money on safety`)).toContain('IN');
    for (const answer of [
      'Labs show it: however much they talk, they have little incentive to spend on safety',
      'My view: whether or not labs want it, they have little incentive to spend money on safety',
      'One thing is clear: how little incentive labs have to spend money on safety while they race',
    ])
      expect(claims(answer), answer).toContain('IN');
    expect(isAsked('Verification: how easy it is to check, which is very easy for proofs')).toBe(false);
    expect(isAsked('Feedback quality: to what extent results, once published, are judged')).toBe(true);
  });

  it('lets a written rating outweigh the words beside it', () => {
    const [tag] = tagPost(model, [
      input('r', 'Feedback Quality (1/5): great, fast, reliable, excellent feedback', { heading: ['Evals'] }),
    ]);
    const claim = tag?.claims.find(({ type }) => type === 'FQ');
    expect(claim).toMatchObject({ position: -1, sure: true });
    expect(tag?.rating).toEqual({ value: 1, max: 5, item: 'Evals', factor: 'Feedback Quality' });
  });

  it('holds every rating of a passage, with a claim for each type and the field that its item names', () => {
    const [tag, plain] = tagPost(model, [
      input('r', 'Interpretability – Feedback quality: 2/5, incentive: 4/5', { heading: ['A scorecard'] }),
      input('s', 'Thanks to everyone who read a draft of this post.'),
    ]);
    const item = 'Interpretability';
    expect(tag?.ratings).toEqual([
      { value: 2, max: 5, item, factor: 'Feedback quality', type: 'FQ' },
      { value: 4, max: 5, item, factor: 'incentive', type: 'IN' },
    ]);
    expect(tag?.rating).toEqual({ value: 2, max: 5, item, factor: 'Feedback quality' });
    expect(tag?.topics).toEqual(['interp']);
    const position = (type: string) => tag?.claims.find((claim) => claim.type === type)?.position;
    expect([position('FQ'), position('IN')]).toEqual([-0.5, 0.5]);
    expect(plain).not.toHaveProperty('ratings');
  });

  it('takes a field that is put first in words for a claim, not for a rating', () => {
    const [tag] = tagPost(model, [input('r', 'Control has the best feedback of any safety field that I know.')]);
    expect(tag?.claims.find(({ type }) => type === 'FQ')).toMatchObject({ position: 0.8, positionConfidence: 0.9 });
    expect(tag?.topics).toEqual(['control']);
    expect(tag?.rating).toBeNull();
  });
});

describe('a model file', () => {
  it('is refused with a reason when any part of it is changed or cut', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, flip, cut) => {
        const bad = cut ? file.slice(0, at) : file.slice();
        if (!cut) bad[at] = (bad[at] ?? 0) ^ flip;
        const read = readModel(bad);
        expect(read.ok).toBe(false);
        if (!read.ok) expect(read.error.length).toBeGreaterThan(5);
      }),
      { numRuns: 40 },
    );
    expect(createEmbeddedEngine(new Uint8Array(0)).ok).toBe(false);
    expect(createEmbeddedEngine(new TextEncoder().encode('<html>not found</html>')).ok).toBe(false);
  });

  it('keeps to its size', () => {
    expect(file.length).toBeLessThan(2_000_000);
  });
});

const seed = join(root, '../shared/seeds/lesswrong-fields.html');
describe('ratings of a real post', () => {
  it.skipIf(!existsSync(seed))(
    'come out as written: ten fields, two factors each (skipped without ../shared/seeds)',
    () => {
      const document = new JSDOM(readFileSync(seed, 'utf8')).window.document;
      const passages: TagInput[] = [];
      for (const item of document.querySelectorAll('#postContent li > p')) {
        const field = item
          .closest('li')
          ?.parentElement?.closest('li')
          ?.querySelector(':scope > p')
          ?.textContent?.trim();
        if (field) passages.push(input(`p${passages.length}`, item.textContent ?? '', { heading: [field] }));
      }
      const table = new Map<string, string[]>();
      for (const { rating } of tagPost(model, passages)) {
        if (rating)
          table.set(rating.item ?? '', [
            ...(table.get(rating.item ?? '') ?? []),
            `${rating.factor?.toLowerCase()} ${rating.value}/${rating.max}`,
          ]);
      }
      expect([...table.values()]).toEqual(
        ['35', '54', '34', '42', '33', '24', '32', '12', '12', '11'].map(([fq, inc]) => [
          `feedback quality ${fq}/5`,
          `economic incentive ${inc}/5`,
        ]),
      );
    },
  );
});

describe('a position', () => {
  const logOdds = fc.double({ min: -30, max: 30, noNaN: true });

  it('rounds to its side and is hedged in size alone, so that however it is read it stays what was said', () =>
    fc.assert(
      fc.property(logOdds, logOdds, fc.double({ min: 0, max: 1, noNaN: true }), (sign, both, hedge) => {
        const { position, confidence } = standFrom(sign, both, hedge);
        const plain = standFrom(sign, both, 1);
        expect(Math.round(Math.abs(position))).toBe(plain.position === 0 ? 0 : 1);
        expect(Math.sign(position)).toBe(Math.sign(plain.position));
        expect(Math.abs(position)).toBeLessThanOrEqual(Math.abs(plain.position));
        expect(confidence).toBe(plain.confidence);
      }),
    ));

  it('says no side where both are likeliest, and else the likelier one', () => {
    expect(standFrom(3, 2, 1).position).toBe(0);
    expect(standFrom(3, -2, 1).position).toBeGreaterThan(0.5);
    expect(standFrom(-3, -2, 0).position).toBeLessThan(-0.5);
  });
});
