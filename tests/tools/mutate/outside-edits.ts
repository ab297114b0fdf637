import type { Random } from '../../../lib/base/clock';
import type { OutsideEdit, Piece } from './outside';
import { makeVocabulary } from './pages';
import { integer, pick, seeded, shuffled } from './random';

const INVENTED = makeVocabulary(seeded(99), 3_000);
const WORD = /[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu;

function each(piece: Piece, change: (text: string) => string): void {
  for (const node of piece.nodes) if (node.isConnected) node.data = change(node.data);
}

/** Every piece's words with probability `rate`, by one of several slips of a writer. */
export const rewrite =
  (rate: number, share = 1): OutsideEdit =>
  (pieces, random) => {
    const neighbours = pieces.map((piece) => piece.passage.text.match(WORD) ?? []);
    pieces.forEach((piece, i) => {
      if (random() >= share) return;
      const near = neighbours[(i + 1) % pieces.length] as string[];
      each(piece, (text) => text.replace(WORD, (word) => (random() < rate ? slip(word, near, random) : word)));
    });
  };

function slip(word: string, near: readonly string[], random: Random): string {
  switch (integer(random, 6)) {
    case 0:
      return pick(random, INVENTED);
    case 1:
      return near.length > 0 ? pick(random, near) : '';
    case 2:
      return '';
    case 3:
      return `${word} ${pick(random, INVENTED)}`;
    case 4:
      return word.split('').reverse().join('');
    default:
      return word.toUpperCase();
  }
}

/** One run of words of each piece is replaced by new ones: a clause is rewritten, the rest stands. */
export const recast =
  (rate: number, share = 1): OutsideEdit =>
  (pieces, random) => {
    for (const piece of pieces) {
      if (random() >= share) continue;
      const words = piece.nodes.flatMap((node) => node.data.match(WORD) ?? []);
      const size = Math.round(words.length * rate);
      const from = integer(random, Math.max(1, words.length - size + 1));
      let at = -1;
      each(piece, (text) =>
        text.replace(WORD, (word) => {
          at += 1;
          return at >= from && at < from + size ? pick(random, INVENTED) : word;
        }),
      );
    }
  };

/** Neighbouring words change places. */
export const jumble =
  (rate: number): OutsideEdit =>
  (pieces, random) => {
    for (const piece of pieces) {
      each(piece, (text) => {
        const parts = text.split(' ');
        for (let i = 0; i + 1 < parts.length; i++) {
          if (random() < rate / 2) [parts[i], parts[i + 1]] = [parts[i + 1] as string, parts[i] as string];
        }
        return parts.join(' ');
      });
    }
  };

/** Words that are as likely as the page's own are put in front of pieces and behind them. */
export const pad =
  (count: number): OutsideEdit =>
  (pieces, random) => {
    const words = pieces.flatMap((piece) => piece.passage.text.match(WORD) ?? []);
    const some = () => Array.from({ length: count }, () => pick(random, words)).join(' ');
    for (const { nodes } of pieces) {
      const node = random() < 0.5 ? nodes[0] : nodes.at(-1);
      if (!node?.isConnected) continue;
      node.data = node === nodes[0] ? `${some()}. ${node.data.trimStart()}` : `${node.data} ${some()}.`;
    }
  };

const simple = (piece: Piece) => /^(?:p|li|blockquote)$/.test(piece.element.localName) && piece.element.isConnected;

/** Whole blocks go elsewhere in the page. */
export const move =
  (share: number): OutsideEdit =>
  (pieces, random) => {
    const blocks = pieces.filter(simple);
    for (const { element } of blocks) {
      if (random() >= share) continue;
      const to = pick(random, blocks).element;
      if (to.isConnected && !to.contains(element) && !element.contains(to)) {
        if (random() < 0.5) to.before(element);
        else to.after(element);
      }
    }
  };

export const cut =
  (share: number): OutsideEdit =>
  (pieces, random) => {
    for (const piece of pieces) {
      if (random() >= share) continue;
      if (simple(piece)) piece.element.remove();
      else for (const node of piece.nodes) node.remove();
    }
  };

/** A run of whole blocks is cut out: a section is gone. */
export const cutSection: OutsideEdit = (pieces, random) => {
  const size = Math.ceil(pieces.length / 4);
  const from = integer(random, pieces.length - size + 1);
  for (const piece of pieces.slice(from, from + size)) {
    if (simple(piece)) piece.element.remove();
    else for (const node of piece.nodes) node.remove();
  }
};

/** One paragraph becomes two, in the middle of a text. */
export const split =
  (share: number): OutsideEdit =>
  (pieces, random) => {
    for (const piece of pieces) {
      const node = piece.nodes.find((text) => text.parentNode === piece.element && text.data.length > 60);
      if (piece.element.localName !== 'p' || !node || !piece.element.isConnected || random() >= share) continue;
      const at = node.data.indexOf(' ', Math.floor(node.data.length * (0.3 + random() * 0.4)));
      if (at < 0) continue;
      const second = piece.element.cloneNode(false) as Element;
      const rest = node.splitText(at + 1);
      for (let next: ChildNode | null = rest; next !== null; ) {
        const after: ChildNode | null = next.nextSibling;
        second.append(next);
        next = after;
      }
      piece.nodes.push(rest);
      piece.element.after(second);
    }
  };

/** Two neighbouring paragraphs become one. */
export const merge =
  (share: number): OutsideEdit =>
  (pieces, random) => {
    for (let i = 0; i + 1 < pieces.length; i++) {
      const [one, two] = [pieces[i] as Piece, pieces[i + 1] as Piece];
      if (one.element.localName !== 'p' || two.element.localName !== 'p' || random() >= share) continue;
      if (one.element.nextElementSibling !== two.element) continue;
      one.element.append(' ', ...two.element.childNodes);
      two.element.remove();
      i += 1;
    }
  };

/** Runs of words become links and spans, and text nodes are broken up. No word changes. */
export const dress =
  (share: number): OutsideEdit =>
  (pieces, random) => {
    for (const piece of pieces) {
      for (const node of [...piece.nodes]) {
        if (!node.isConnected || random() >= share) continue;
        const at = integer(random, node.data.length);
        const middle = node.splitText(at);
        const rest = middle.splitText(integer(random, middle.data.length));
        const wrap = node.ownerDocument.createElement(pick(random, ['span', 'a', 'em', 'mark']));
        middle.replaceWith(wrap);
        wrap.append(middle);
        piece.nodes.push(middle, rest);
      }
    }
  };

/** New paragraphs patched together from old ones: every word of them is the page's, but little of any one passage. */
export const confuse =
  (share: number): OutsideEdit =>
  (pieces, random) => {
    const long = pieces.map((piece) => piece.passage.text.split(' ')).filter((words) => words.length > 20);
    if (long.length === 0) return;
    for (const { element } of pieces.filter(simple)) {
      if (random() >= share) continue;
      const added = element.ownerDocument.createElement(element.localName === 'li' ? 'li' : 'p');
      added.textContent = Array.from({ length: 6 }, () => {
        const words = pick(random, long);
        const from = integer(random, words.length - 5);
        return words.slice(from, from + 5).join(' ');
      }).join(' ');
      element.after(added);
    }
  };

/** Threads of comments are sorted anew. */
export const sortComments: OutsideEdit = (pieces, random) => {
  const nodes = new Set(pieces.flatMap(({ element }) => element.closest('.comments-node, .comment') ?? []));
  const parents = new Map<Element, Element[]>();
  for (const node of nodes) {
    const parent = node.parentElement as Element;
    parents.set(parent, [...(parents.get(parent) ?? []), node]);
  }
  for (const [parent, children] of parents) parent.append(...shuffled(random, children));
};

export const inTurn =
  (...edits: OutsideEdit[]): OutsideEdit =>
  (pieces, random) => {
    for (const edit of edits) edit(pieces, random);
  };

/** The edits that the examiner goes through, by name. */
export const OUTSIDE_EDITS: Record<string, OutsideEdit> = {
  unchanged: () => undefined,
  'rewrite 2%': rewrite(0.02),
  'rewrite 5%': rewrite(0.05),
  'rewrite 10%': rewrite(0.1),
  'rewrite 20%': rewrite(0.2),
  'rewrite 30%': rewrite(0.3),
  'rewrite 30% of a few': rewrite(0.3, 0.05),
  'rewrite 60% of a few': rewrite(0.6, 0.05),
  'recast 10%': recast(0.1),
  'recast 30%': recast(0.3),
  'recast 30% of a few': recast(0.3, 0.05),
  'jumble 10%': jumble(0.1),
  'jumble 30%': jumble(0.3),
  pad: pad(3),
  'move 10%': move(0.1),
  'move, then rewrite 10%': inTurn(move(0.2), rewrite(0.1)),
  'move, then rewrite 30%': inTurn(move(0.2), rewrite(0.3)),
  'cut 15%': cut(0.15),
  'cut a section': cutSection,
  'cut, then rewrite 10%': inTurn(cut(0.15), rewrite(0.1)),
  'cut, then rewrite 30%': inTurn(cut(0.15), rewrite(0.3)),
  'cut a section, then rewrite 10%': inTurn(cutSection, rewrite(0.1)),
  'split 30%': split(0.3),
  'split, then rewrite 10%': inTurn(split(0.3), rewrite(0.1)),
  'merge 30%': merge(0.3),
  'merge, then rewrite 10%': inTurn(merge(0.3), rewrite(0.1)),
  dress: dress(0.5),
  'confuse 20%': confuse(0.2),
  'confuse, cut, then rewrite 20%': inTurn(confuse(0.2), cut(0.15), rewrite(0.2)),
  'sort comments': sortComments,
  'sort comments, then rewrite 10%': inTurn(sortComments, rewrite(0.1)),
};
