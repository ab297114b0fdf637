import { describe, expect, it } from 'vitest';
import type { ClaimType, Tag } from '../../../lib/claims/claim';
import { CLAIM_TYPES } from '../../../lib/claims/claim';
import {
  applyTastes,
  correctionOf,
  EMPTY_PERSONAL,
  learn,
  type Personal,
  personalSchema,
  tastesOf,
  unlearn,
} from '../../../lib/claims/personal';
import { seeded } from '../../../scripts/train/solver';

const thresholds = { list: [0.5, 0.5, 0.5, 0.5], sure: [0.7, 0.7, 0.7, 0.7] };

const SUBJECTS: Record<ClaimType, string[]> = {
  FQ: ['feedback', 'metrics', 'benchmarks', 'rewards'],
  IN: ['profit', 'funding', 'careers', 'reputation'],
  CB: ['insight', 'paradigms', 'taste', 'theories'],
  VV: ['audits', 'proofs', 'monitoring', 'replication'],
};
const FILLER =
  'people often discuss whether research about these systems will matter over coming years when several groups publish results'.split(
    ' ',
  );

/** Passages about one subject each, with the base's probability, which is calibrated. */
function passages(
  count: number,
  seed: number,
): { id: string; text: string; type: ClaimType; subject: string; tag: Tag; claim: boolean }[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return Array.from({ length: count }, (_, i) => {
    const type = pick(CLAIM_TYPES);
    const subject = pick(SUBJECTS[type]);
    const p = 0.05 + 0.9 * random();
    const claim = random() < p;
    const text = `${Array.from({ length: 12 }, () => pick(FILLER)).join(' ')} ${subject}`;
    const scores = { FQ: 0.05, IN: 0.05, CB: 0.05, VV: 0.05, [type]: p };
    const tag: Tag = {
      id: `${seed}-${i}`,
      claims: p >= 0.5 ? [{ type, position: 0.5, positionConfidence: 0.6, confidence: p }] : [],
      topics: ['other'],
      voice: 'a',
      rating: null,
      scores,
    };
    return { id: `${seed}-${i}`, text, type, subject, tag, claim };
  });
}

type Reader = (passage: ReturnType<typeof passages>[number]) => boolean;

/** Three tastes: calls talk of careers no claim; takes every mention of benchmarks as one; is strict about VV. */
const READERS: Record<string, { type: ClaimType; is: Reader }> = {
  'careers are no claim': { type: 'IN', is: ({ subject, claim }) => subject !== 'careers' && claim },
  'benchmarks always are': { type: 'FQ', is: ({ subject, claim }) => subject === 'benchmarks' || claim },
  'strict about VV': { type: 'VV', is: () => false },
};

function right(list: ReturnType<typeof passages>, personal: Personal, type: ClaimType, is: Reader): number {
  const tastes = tastesOf(personal);
  const mine = list.filter((p) => p.type === type);
  const good = mine.filter((p) => {
    const tag = applyTastes(p.tag, p.text, tastes, thresholds);
    return tag.claims.some((claim) => claim.type === type) === is(p);
  });
  return good.length / mine.length;
}

function taught(type: ClaimType, is: Reader, count: number): Personal {
  const list = passages(400, 1)
    .filter((p) => p.type === type)
    .slice(0, count);
  return list.reduce((personal, p) => learn(personal, correctionOf(p.id, type, is(p), p.text, p.tag)), EMPTY_PERSONAL);
}

describe('the personal layer', () => {
  it.each(Object.entries(READERS))('helps a reader for whom %s, after 20 corrections', (_, { type, is }) => {
    const unseen = passages(3_000, 2);
    const before = right(unseen, EMPTY_PERSONAL, type, is);
    const after = right(unseen, taught(type, is, 20), type, is);
    expect(after).toBeGreaterThan(before + 0.03);
  });

  it.each(Object.entries(READERS))('leaves the other types alone (%s)', (_, { type, is }) => {
    const tastes = tastesOf(taught(type, is, 20));
    for (const p of passages(300, 3)) {
      if (p.type === type) continue;
      const tag = applyTastes(p.tag, p.text, tastes, thresholds);
      expect(tag.claims.filter((claim) => claim.type !== type)).toEqual(
        p.tag.claims.filter((claim) => claim.type !== type),
      );
    }
  });

  it('hardly moves a reader who agrees with the base', () => {
    const agree: Reader = ({ claim }) => claim;
    const unseen = passages(3_000, 2);
    const before = right(unseen, EMPTY_PERSONAL, 'FQ', agree);
    expect(right(unseen, taught('FQ', agree, 20), 'FQ', agree)).toBeGreaterThan(before - 0.03);
  });

  it('is capped: a flood of corrections does not overturn a plain case', () => {
    const flood = Array.from({ length: 600 }, (_, i) =>
      correctionOf(`x${i}`, 'FQ', false, 'talk of feedback again', { scores: { FQ: 0.5, IN: 0, CB: 0, VV: 0 } }),
    );
    const personal = flood.reduce(learn, EMPTY_PERSONAL);
    expect(personal.corrections.length).toBeLessThanOrEqual(500);
    const plain: Tag = { ...passages(1, 5)[0]!.tag, claims: [], scores: { FQ: 0.97, IN: 0, CB: 0, VV: 0 } };
    const tag = applyTastes(plain, 'talk of feedback again', tastesOf(personal), thresholds);
    expect(tag.scores.FQ).toBeGreaterThan(0.8);
  });

  it('undoes, and survives export and import', () => {
    const personal = taught('FQ', READERS['benchmarks always are']!.is, 6);
    expect(personalSchema.parse(JSON.parse(JSON.stringify(personal)))).toEqual(personal);
    const undone = personal.corrections.reduce((p, c) => unlearn(p, c.id, c.type), personal);
    expect(undone).toEqual(EMPTY_PERSONAL);
  });

  it('does not depend on the order of corrections', () => {
    const personal = taught('FQ', READERS['benchmarks always are']!.is, 12);
    const turned: Personal = { version: 1, corrections: [...personal.corrections].reverse() };
    const text = passages(1, 9)[0]!.text;
    const tag = passages(1, 9)[0]!.tag;
    expect(applyTastes(tag, text, tastesOf(turned), thresholds)).toEqual(
      applyTastes(tag, text, tastesOf(personal), thresholds),
    );
  });
});
