/**
 * Tagging, beside tokenising alone, in one run: ratios, and milliseconds a passage. The passages are of our own making, in
 * the lengths of real ones. Judges nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel, tagPost } from '../../lib/claims/embedded';
import { tokensOf } from '../../lib/claims/embedded/tokens';
import { seeded } from '../../scripts/train/solver';

const loaded = readModel(readFileSync(join(import.meta.dirname, '../../assets/model/claims.bin')));
if (!loaded.ok) throw new Error(loaded.error);
const model = loaded.value;

const random = seeded(5);
const words = [...model.ids.keys()].filter((key) => /^v:[a-z]+$/u.test(key)).map((key) => key.slice(2));
/** Words with a full stop after every fifteenth or so: several sentences, as real passages have. */
const passage = () =>
  Array.from({ length: 8 + Math.floor(random() * 110) }, () => {
    const word = words[Math.floor(random() ** 2 * words.length)];
    return random() < 1 / 15 ? `${word}.` : word;
  }).join(' ');
const posts = Array.from({ length: 40 }, (_, p) =>
  Array.from({ length: 40 }, (_, i) => ({
    id: `${p}-${i}`,
    text: passage(),
    title: 'A made-up post',
    heading: ['A part'],
  })),
);
const flat = posts.flat();

/** Milliseconds a passage: the middle of five runs after two to warm up. */
function measure(run: () => void): number {
  const times: number[] = [];
  for (let k = 0; k < 7; k++) {
    const start = performance.now();
    run();
    if (k >= 2) times.push((performance.now() - start) / flat.length);
  }
  return times.sort((a, b) => a - b)[2] ?? Number.NaN;
}

const tokens = measure(() => {
  for (const { text } of flat) tokensOf(text);
});
const tagging = measure(() => {
  for (const post of posts) tagPost(model, post);
});
const start = performance.now();
readModel(readFileSync(join(import.meta.dirname, '../../assets/model/claims.bin')));
const loading = performance.now() - start;
console.log(`passages                ${flat.length}`);
console.log(`tokenising alone        ${tokens.toFixed(3)} ms a passage`);
console.log(
  `tagging                 ${tagging.toFixed(3)} ms a passage  (${(tagging / tokens).toFixed(1)} × tokenising)`,
);
console.log(`loading the model       ${loading.toFixed(0)} ms, once`);
