import type { Random } from '../../../lib/base/clock';
import { integer, pick } from './random';

/*
 * Made-up posts with the structure of real ones. Words follow Zipf's law, as in any language, so that common phrases
 * recur by chance; some list items are made to one pattern, some sentences recur, as in a post that rates things.
 */

const ONSETS = 'b d f g k l m n p r s t v z br cl dr fl gr pl sh st th tr'.split(' ');
const VOWELS = 'a e i o u ai ea ou'.split(' ');
const ENDS = ['', '', 'n', 'r', 's', 't', 'l', 'm', 'nd', 'st', 'ly', 'ing', 'tion'];
const COMMON = 'the of and to a in is that it for as with be on this are by we but not from or an have at which'.split(
  ' ',
);

export function makeVocabulary(random: Random, size: number): string[] {
  const words = [...COMMON];
  while (words.length < size) {
    let word = '';
    for (let i = 1 + integer(random, 3); i > 0; i--) word += pick(random, ONSETS) + pick(random, VOWELS);
    words.push(word + pick(random, ENDS));
  }
  return words;
}

function zipf(random: Random, words: readonly string[]): string {
  return words[Math.min(words.length - 1, Math.floor(words.length ** random()) - 1)] as string;
}

export function makeSentence(random: Random, words: readonly string[]): string {
  const parts = Array.from({ length: 5 + integer(random, 18) }, () => {
    const word = zipf(random, words);
    const chance = random();
    if (chance < 0.06) return `${word},`;
    if (chance < 0.08) return `“${word}”`;
    if (chance < 0.1) return `${word} —`;
    return chance < 0.12 ? `${word}’s` : word;
  });
  const text = parts.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${pick(random, ['.', '.', '.', '?', '…'])}`;
}

function inline(random: Random, sentence: string): string {
  const words = sentence.split(' ');
  const at = integer(random, words.length);
  const chance = random();
  if (chance < 0.1) words[at] = `<em>${words[at]}</em>`;
  else if (chance < 0.2) words[at] = `<a href="#">${words[at]}</a>`;
  else if (chance < 0.25) words[at] = `${words[at]}<sup class="footnote-ref"><a href="#fn1">[1]</a></sup>`;
  else if (chance < 0.28) words[at] = `<mjx-container aria-label="x_{${at}}"></mjx-container>`;
  return words.join(' ');
}

function paragraph(random: Random, words: readonly string[]): string {
  return Array.from({ length: 1 + integer(random, 6) }, () => inline(random, makeSentence(random, words))).join(' ');
}

/** The HTML of a post of about `blocks` blocks: paragraphs, headings, lists (some made to a pattern), quotes, a table. */
export function makePost(random: Random, words: readonly string[], blocks: number): string {
  const html: string[] = [];
  const refrain = makeSentence(random, words);
  const [gain, loss] = [pick(random, words), pick(random, words)];
  while (html.length < blocks) {
    const chance = random();
    if (chance < 0.08) html.push(`<h2>${makeSentence(random, words).split(' ').slice(0, 3).join(' ')}</h2>`);
    else if (chance < 0.2) {
      const items = Array.from({ length: 2 + integer(random, 4) }, () =>
        random() < 0.4
          ? `<li>${zipf(random, words)}: ${gain} ${1 + integer(random, 5)}/5, ${loss} ${1 + integer(random, 5)}/5</li>`
          : `<li>${inline(random, makeSentence(random, words))}</li>`,
      );
      html.push(`<ul>${items.join('\n')}</ul>`);
    } else if (chance < 0.26) html.push(`<blockquote><p>${paragraph(random, words)}</p></blockquote>`);
    else if (chance < 0.29) {
      const cell = () => `<td>${zipf(random, words)} ${integer(random, 9)}</td>`;
      html.push(`<table><tbody><tr>${cell()}${cell()}</tr><tr>${cell()}${cell()}</tr></tbody></table>`);
    } else if (chance < 0.33) html.push(`<p>${refrain}</p>`);
    else html.push(`<p>${paragraph(random, words)}</p>`);
  }
  return `<article id="post">\n${html.join('\n')}\n</article>`;
}
