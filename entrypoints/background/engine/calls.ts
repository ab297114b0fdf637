import { err, ok, type Result } from '../../../lib/base/result';
import type { Tag } from '../../../lib/claims/claim';
import { createStrongEngine, estimateTokens, type Progress } from '../../../lib/claims/engines';
import type { Library } from '../../../lib/library/library';
import type { Handlers, Sender } from '../../../lib/messaging/calls';
import type { engineCalls } from '../../../lib/messaging/engine';
import { ownCalls } from '../own-calls';
import type { PrivateStore } from '../private-store';
import type { Asking } from './asking';
import { choose, completeDraft, type StoredChoice, shownChoice, storedChoice, withdraw } from './choice';
import type { Learning } from './learning';
import type { Embedded } from './ports';
import { postToRead } from './read-post';
import type { Runs } from './runs';

export interface EngineCallPorts {
  library: Library;
  store: PrivateStore;
  runs: Runs;
  learning: Learning;
  embedded: () => Promise<Result<Embedded>>;
  /** A way to ask an engine, chosen or only drafted. */
  asking: (choice: StoredChoice) => Promise<Result<Asking>>;
  /** A caller that is one of the extension's own pages: pages of the web choose no engine and spend no tokens. */
  isOwn: (sender: Sender) => boolean;
  /** Another engine was chosen. */
  chosen: () => void;
}

/** The one sentence that is sent when an engine is tried out. It is our own. */
const TRIAL =
  'We never learn whether a forecast was any good: the outcome comes back years later, and nobody keeps the score.';

type Calls = Required<Handlers<typeof engineCalls>>;

/** Calls about engines. Each is refused to callers that are not the extension's own pages. */
export function enginesCalls(ports: EngineCallPorts): Calls {
  const { library, store, runs, learning, embedded } = ports;

  async function trial(asking: Asking) {
    const base = await embedded();
    if (!base.ok) return base;
    const seen: { last: Progress | null } = { last: null };
    const engine = createStrongEngine({
      name: asking.name,
      ask: asking.ask,
      embedded: base.value.engine,
      onProgress: (progress) => {
        seen.last = progress;
      },
    });
    const tags: Tag[] = await engine.tag([{ id: 'trial', text: TRIAL, heading: [] }]);
    const { last } = seen;
    if (last === null || last.problem !== null) return err(asking.words(last?.problem ?? 'no answer'));
    if (last.kept > 0 || tags.length !== 1)
      return err('It answered, but left out the passage that it was asked about. Try a larger model.');
    return ok({ inputTokens: last.inputTokens, outputTokens: last.outputTokens });
  }

  const calls: Calls = {
    'engine.get': async () => ok(shownChoice(await storedChoice(store))),
    'engine.choose': async (draft) => {
      const chosen = await choose(store, draft);
      if (!chosen.ok) return chosen;
      await runs.cancel();
      await runs.reset();
      ports.chosen();
      return ok(shownChoice(chosen.value));
    },
    'engine.withdraw': async () => {
      await runs.cancel();
      const left = await withdraw(store);
      await runs.reset();
      ports.chosen();
      return ok(shownChoice(left));
    },
    'engine.test': async (draft) => {
      const whole = await completeDraft(store, draft);
      if (!whole.ok) return whole;
      const asking = await ports.asking(whole.value);
      return asking.ok ? trial(asking.value) : asking;
    },
    'engine.estimate': async ({ post }) => {
      const base = await embedded();
      if (!base.ok) return base;
      const asking = await ports.asking(await storedChoice(store));
      if (!asking.ok) return asking;
      const found = await postToRead(library, post, asking.value, base.value.engine);
      if (!found.ok) return found;
      const { input, output, requests } = estimateTokens(found.value.missing);
      return ok({ passages: found.value.missing.length, requests, inputTokens: input, outputTokens: output });
    },
    'engine.run': async ({ post }) => {
      await runs.reset();
      await runs.add(post);
      return ok({});
    },
    'engine.cancel': async () => {
      await runs.cancel();
      return ok({});
    },
    'engine.status': async () => ok(runs.status()),
    'learning.get': async () => ok({ corrections: await learning.count() }),
    'learning.forget': async () => {
      await learning.forget();
      return ok({});
    },
  };
  return ownCalls(calls, ports.isOwn);
}
