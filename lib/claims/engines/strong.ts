import { hashText } from '../../base/text';
import type { Engine, Tag, TagInput } from '../claim';
import { parseAnswer } from './answer';
import type { Ask } from './ask';
import { mergeTag } from './merge';
import { batchesOf, INSTRUCTIONS, PROMPT_VERSION } from './prompt';

/** Where answers are kept, so that a run that was stopped goes on where it stood. Keys hold a hash of the passage. */
export interface TagCache {
  get: (key: string) => Promise<Tag | null>;
  set: (key: string, tag: Tag) => Promise<void>;
}

/** How far a run has come, and what it used. Token counts are null where the engine does not say. */
export interface Progress {
  done: number;
  of: number;
  requests: number;
  inputTokens: number | null;
  outputTokens: number | null;
  /** Passages that kept the embedded tag because no usable answer came. */
  kept: number;
  /** Claims dropped because their evidence does not stand in the passage. */
  refused: number;
  /** Why the last request gave nothing, where it did. */
  problem: string | null;
}

export interface StrongOptions {
  /** Kind and model, e.g. `ollama:some-model`. */
  name: string;
  ask: Ask;
  embedded: Engine;
  cache?: TagCache;
  onProgress?: (progress: Progress) => void;
}

/** Requests that fail for good before the rest of a run is left to the embedded tagger. */
const MOST_FAILURES = 3;

const keyOf = (engine: string, input: TagInput): string =>
  `${engine}:${hashText(JSON.stringify([input.text, input.heading, input.previous ?? '', input.title ?? '', input.leadIn ?? '']))}`;

/**
 * An engine over a language model. Each request holds passages of one post; what it answers is parsed by a closed schema
 * and checked against the text; whatever has no usable answer keeps its embedded tag. Rejects only when aborted.
 */
export function createStrongEngine({ name, ask, embedded, cache, onProgress }: StrongOptions): Engine {
  const id = `${name}-p${PROMPT_VERSION}`;
  return {
    id,
    async tag(passages, signal) {
      const tags = await embedded.tag(passages, signal);
      const progress: Progress = {
        done: 0,
        of: passages.length,
        requests: 0,
        inputTokens: null,
        outputTokens: null,
        kept: 0,
        refused: 0,
        problem: null,
      };
      const tell = () => onProgress?.({ ...progress });
      const wanted: number[] = [];
      for (const [place, passage] of passages.entries()) {
        const known = await cache?.get(keyOf(id, passage));
        if (known) {
          tags[place] = { ...known, id: passage.id };
          progress.done++;
        } else wanted.push(place);
      }
      tell();
      let failures = 0;
      for (const { places, user } of batchesOf(passages, wanted)) {
        signal?.throwIfAborted();
        if (failures >= MOST_FAILURES) {
          progress.kept += places.length;
          progress.done += places.length;
          continue;
        }
        const said = await ask(INSTRUCTIONS, user, signal);
        progress.requests++;
        const answer = said.ok ? parseAnswer(said.value.text) : null;
        if (said.ok) {
          if (said.value.inputTokens !== null)
            progress.inputTokens = (progress.inputTokens ?? 0) + said.value.inputTokens;
          if (said.value.outputTokens !== null)
            progress.outputTokens = (progress.outputTokens ?? 0) + said.value.outputTokens;
        }
        if (!said.ok || !answer?.ok) {
          progress.problem = said.ok ? (answer && !answer.ok ? answer.error : null) : said.error.reason;
          failures = !said.ok && said.error.kind === 'stop' ? MOST_FAILURES : failures + 1;
          progress.kept += places.length;
          progress.done += places.length;
          tell();
          continue;
        }
        failures = 0;
        for (const [i, place] of places.entries()) {
          const passage = passages[place];
          const before = tags[place];
          const entries = answer.value.passages.filter((entry) => entry.i === i);
          const entry = entries[0];
          // Two entries for one passage contradict the request: neither is believed.
          if (!passage || !before || !entry || entries.length > 1) {
            progress.kept++;
            continue;
          }
          const { tag, refused } = mergeTag(passage, entry, before, id);
          progress.refused += refused;
          tags[place] = tag;
          await cache?.set(keyOf(id, passage), tag);
        }
        progress.done += places.length;
        tell();
      }
      tell();
      return tags;
    },
  };
}
