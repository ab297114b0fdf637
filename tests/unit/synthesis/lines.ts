import type { ClaimType, Topic } from '../../../lib/claims/claim';
import type { Cell, ClaimLine, Synthesis } from '../../../lib/synthesis/synthesis';

let count = 0;

/** A passage labelled by hand: certain that it is a claim, with a clear position. */
export function says(
  author: string | null,
  text: string,
  position: number | null,
  more: Partial<ClaimLine> & { type?: ClaimType; confidence?: number } = {},
): ClaimLine {
  const { type = 'FQ', confidence = 1, ...rest } = more;
  count += 1;
  return {
    id: `l${count}`,
    post: `post of ${author}`,
    title: `By ${author}`,
    author,
    text,
    claims: [{ type, position, confidence }],
    topics: ['interp'],
    voice: 'a',
    ...rest,
  };
}

/** A machine's unconfirmed word on it. */
export const machine = (author: string, text: string, position: number, positionConfidence: number): ClaimLine =>
  says(author, text, position, { claims: [{ type: 'FQ', position, confidence: 0.75, positionConfidence }] });

export function cellOf(synthesis: Synthesis, type: ClaimType = 'FQ', topic: Topic = 'interp'): Cell {
  const cell = synthesis.cells.find((c) => c.type === type && c.topic === topic);
  if (cell === undefined) throw new Error(`no cell ${type} ${topic}`);
  return cell;
}
