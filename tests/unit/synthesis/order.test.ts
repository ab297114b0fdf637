import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLAIM_TYPES, TOPICS } from '../../../lib/claims/claim';
import { synthesize } from '../../../lib/synthesis';
import type { ClaimLine } from '../../../lib/synthesis/synthesis';

const words = ['signal', 'loop', 'proof', 'race', 'idea', 'audit', 'proxy', 'lab', 'metric', 'taste'];

const line: fc.Arbitrary<ClaimLine> = fc
  .record({
    id: fc.integer({ min: 0, max: 30 }).map(String),
    post: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
    title: fc.constantFrom('One', 'Two', null),
    author: fc.constantFrom('Ada L', 'ada_l', 'Bo', 'Cy & Bo', 'Bo & Cy', null),
    publishedAt: fc.constantFrom('2026-01-01', '2025-01-01', null),
    text: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 30 }).map((list) => list.join(' ')),
    claims: fc.uniqueArray(
      fc.record({
        type: fc.constantFrom(...CLAIM_TYPES),
        position: fc.option(fc.constantFrom(-1, -0.4, 0, 0.3, 1)),
        confidence: fc.constantFrom(0.4, 0.8, 1),
      }),
      { maxLength: 2, selector: (claim) => claim.type },
    ),
    topics: fc.subarray(TOPICS.slice(0, 4), { maxLength: 2 }),
    voice: fc.constantFrom('a' as const, 'a' as const, 'o' as const),
    rating: fc.option(
      fc.record({ value: fc.integer({ min: 1, max: 5 }), max: fc.constant(5), item: fc.constantFrom('Evals', null) }),
    ),
    kind: fc.constantFrom('post' as const, 'comment' as const),
    order: fc.nat({ max: 5 }),
  })
  .map((l) => l as ClaimLine);

const lists = fc.array(line, { maxLength: 40 });

describe('synthesize', () => {
  it('does not depend on the order of the lines', () => {
    fc.assert(
      fc.property(
        lists.chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }))),
        ([lines, shuffled]) => {
          expect(synthesize(shuffled)).toEqual(synthesize(lines));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is not changed by the same lines given twice', () => {
    fc.assert(
      fc.property(lists, (lines) => {
        const strip = (s: ReturnType<typeof synthesize>) =>
          s.cells.map((cell) => [
            cell.type,
            cell.topic,
            cell.verdict,
            cell.sureness,
            cell.positions.map((p) => p.position),
          ]);
        const alone = lines.filter((l, i) => lines.findIndex((m) => m.text === l.text && m.author === l.author) === i);
        expect(strip(synthesize([...alone, ...alone]))).toEqual(strip(synthesize(alone)));
      }),
    );
  });

  it('keeps every number in its range, and every position with its evidence', () => {
    fc.assert(
      fc.property(lists, (lines) => {
        for (const cell of synthesize(lines).cells) {
          expect(cell.sureness).toBeGreaterThanOrEqual(0);
          expect(cell.sureness).toBeLessThanOrEqual(1);
          for (const p of cell.positions) {
            expect(p.evidence.length).toBeGreaterThan(0);
            expect(p.weight).toBeCloseTo(p.evidence.reduce((sum, e) => sum + e.weight, 0));
            if (p.position !== null) expect(Math.abs(p.position)).toBeLessThanOrEqual(1);
            expect(p.yes! + p.no!).toBeLessThanOrEqual(1 + 1e-9);
          }
        }
      }),
    );
  });

  it('never says more than certain, whatever the sums round to', () => {
    const line = (text: string, position: number, confidence: number): ClaimLine => ({
      id: text,
      post: 'p1',
      author: 'Ada L',
      text,
      claims: [{ type: 'IN', position, confidence }],
      topics: ['alignment'],
      voice: 'a',
    });
    const { cells } = synthesize([line('signal', 0, 1), line('lab', 0.3, 0.4)]);
    expect(cells[0]?.sureness).toBeLessThanOrEqual(1);
  });

  it('leaves its input alone', () => {
    fc.assert(
      fc.property(lists, (lines) => {
        const before = structuredClone(lines);
        synthesize(lines);
        expect(lines).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });
});
