import { CLAIM_TYPES, type Claim, type Tag, type TagInput } from '../claim';
import { readRatings } from '../structure/ratings';
import type { PassageAnswer } from './answer';

const POSITION = { '+': 0.8, '-': -0.8, '0': 0, '?': null } as const;

/**
 * Turns a model's answer about one passage into a tag. Evidence must be an exact part of the passage: a claim without is
 * dropped, and its being dropped is not hidden (`refused`). What the text itself says (a written rating) stands above any
 * engine. Types in which the engine differs from the embedded tag are named in `differs`.
 */
export function mergeTag(
  input: TagInput,
  answer: PassageAnswer,
  embedded: Tag,
  engine: string,
): { tag: Tag; refused: number } {
  const typesRated = new Set(readRatings(input.text, input.heading).map(({ type }) => type));
  const claims: Claim[] = [];
  let refused = 0;
  for (const said of answer.claims) {
    const start = input.text.indexOf(said.evidence);
    if (start < 0) {
      refused++;
      continue;
    }
    if (claims.some((claim) => claim.type === said.type)) continue;
    const position = POSITION[said.position];
    claims.push({
      type: said.type,
      position,
      confidence: said.confidence,
      ...(position === null ? {} : { positionConfidence: said.confidence }),
      sure: said.confidence >= 0.5,
      reasons: [{ label: said.evidence.slice(0, 200), start, end: start + said.evidence.length, weight: 1 }],
    });
  }
  const rated = embedded.claims.filter((claim) => typesRated.has(claim.type));
  const final = [...rated, ...claims.filter((claim) => !rated.some((it) => it.type === claim.type))];
  const scores = { ...embedded.scores };
  for (const type of CLAIM_TYPES) scores[type] = final.find((claim) => claim.type === type)?.confidence ?? 0;
  const differs = CLAIM_TYPES.filter((type) => {
    const here = final.find((claim) => claim.type === type);
    const there = embedded.claims.find((claim) => claim.type === type);
    if (!here || !there)
      return (here !== undefined && here.sure === true) !== (there !== undefined && there.sure === true);
    return (here.position ?? 0) * (there.position ?? 0) < 0;
  });
  const { positions: _, ...rest } = embedded;
  return {
    tag: {
      ...rest,
      claims: final,
      topics: answer.topics.length > 0 ? answer.topics : embedded.topics,
      voice: answer.voice,
      scores,
      engine,
      ...(differs.length > 0 ? { differs } : {}),
    },
    refused,
  };
}
