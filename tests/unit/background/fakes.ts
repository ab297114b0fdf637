import 'fake-indexeddb/auto';
import type { Asking } from '../../../entrypoints/background/engine/asking';
import type { Embedded } from '../../../entrypoints/background/engine/ports';
import type { PrivateStore } from '../../../entrypoints/background/private-store';
import { ok } from '../../../lib/base/result';
import type { Engine, TagInput } from '../../../lib/claims/claim';
import type { Ask } from '../../../lib/claims/engines';
import { type Library, openLibrary, type PostVisit, type VisitPassage } from '../../../lib/library/library';

let count = 0;

/** A library of its own, with a clock that never stands still. */
export async function newLibrary(): Promise<Library> {
  let now = 1_700_000_000_000;
  const opened = await openLibrary({ clock: () => ++now, random: Math.random, name: `test-${++count}` });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

export const post: PostVisit = {
  key: 'fm:lesswrong:one',
  aliases: [],
  site: 'lesswrong',
  kind: 'post',
  url: 'https://www.lesswrong.com/posts/one/a',
  title: 'A made-up post',
  authors: ['Ida Writer'],
  publishedAt: null,
  extent: 'whole',
};

export function passages(texts: string[]): VisitPassage[] {
  let at = 0;
  return texts.map((text, i) => {
    const start = at;
    at += text.length + 1;
    return {
      id: `p${i}`,
      kind: 'post',
      author: 'Ida Writer',
      commentId: null,
      heading: [],
      leadIn: null,
      block: 'paragraph',
      text,
      selectors: {
        quote: { exact: text, prefix: '', suffix: '' },
        position: { start, end: start + text.length },
      },
    } as VisitPassage;
  });
}

/** A tagger that is sure of a feedback claim wherever "feedback" stands. */
export const embeddedEngine: Engine = {
  id: 'embedded-test',
  tag: async (inputs: TagInput[]) =>
    inputs.map(({ id, text }) => {
      const found = text.includes('feedback');
      return {
        id,
        claims: found ? [{ type: 'FQ', position: 0.8, positionConfidence: 0.9, confidence: 0.8, sure: true }] : [],
        topics: ['other'],
        voice: 'a',
        rating: null,
        scores: { FQ: found ? 0.8 : 0.2, IN: 0.1, CB: 0.1, VV: 0.1 },
      };
    }),
};

export const embedded = async () =>
  ok<Embedded>({
    engine: embeddedEngine,
    thresholds: { list: [0.5, 0.5, 0.5, 0.5], sure: [0.7, 0.7, 0.7, 0.7] },
  });

export const askingOf = (ask: Ask, name = 'model:test'): Asking => ({
  name,
  label: 'test model',
  ask,
  words: (reason) => `words: ${reason}`,
});

export function memoryStore(): PrivateStore & { all: Map<string, unknown> } {
  const all = new Map<string, unknown>();
  return {
    all,
    get: async (name) => all.get(name),
    set: async (name, value) => void all.set(name, structuredClone(value)),
    clear: async () => all.clear(),
  };
}

/** The passages of a request, as a model is given them. */
export function passagesOf(user: string): { i: number; text: string }[] {
  return JSON.parse(user.slice(user.indexOf('{'))).passages;
}

/** A good answer that claims nothing, or what `pick` says. */
export function answered(
  user: string,
  pick: (text: string) => { type: string; position: string; evidence: string } | null = () => null,
) {
  const text = JSON.stringify({
    passages: passagesOf(user).map(({ i, text: words }) => {
      const claim = pick(words);
      return { i, claims: claim ? [{ ...claim, confidence: 0.9 }] : [], topics: [], voice: 'a' };
    }),
  });
  return ok({ text, inputTokens: 10, outputTokens: 5 });
}

export async function until(will: () => boolean): Promise<void> {
  for (let left = 400; left > 0 && !will(); left--) await new Promise((resolve) => setTimeout(resolve, 5));
  if (!will()) throw new Error('It never came about.');
}
