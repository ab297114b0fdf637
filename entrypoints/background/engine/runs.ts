import type { Result } from '../../../lib/base/result';
import type { Progress } from '../../../lib/claims/engines';
import type { Library } from '../../../lib/library/library';
import type { EngineStatus } from '../../../lib/messaging/engine';
import type { Asking } from './asking';
import type { Embedded } from './ports';
import { postToRead, readPost } from './read-post';

export interface KeptRuns {
  /** Posts that are to be read, the one that is being read first. */
  posts: string[];
  /** How the last run ended; null before the first. */
  last: EngineStatus | null;
}

export interface RunPorts {
  library: Library;
  embedded: () => Promise<Result<Embedded>>;
  /** The chosen engine, ready to be asked. `onWait` is told when it asks for patience. */
  asking: (onWait: (ms: number | null) => void) => Promise<Result<Asking>>;
  /** What a killed worker's successor needs to know, kept until the browser closes (`storage.session`). */
  kept: { get: () => Promise<KeptRuns>; set: (kept: KeptRuns) => Promise<void> };
  /** Keeps the worker alive from now until the returned function is called. */
  stayAwake: () => () => void;
  /** New tags of a post are stored. */
  changed: (post: string) => void;
}

export interface Runs {
  /** Puts a post at the end of the queue, and starts if nothing runs. */
  add: (post: string) => Promise<void>;
  /** As `add`, unless the engine failed last: then nothing is sent before the reader asks for it. */
  offer: (post: string) => Promise<void>;
  cancel: () => Promise<void>;
  /** Forgets a failure, once another engine is chosen. */
  reset: () => Promise<void>;
  status: () => EngineStatus;
  /** Goes on with what a killed worker left. */
  recover: () => Promise<void>;
}

const IDLE: EngineStatus = {
  state: 'idle',
  post: null,
  title: null,
  engine: null,
  done: 0,
  of: 0,
  requests: 0,
  inputTokens: null,
  outputTokens: null,
  kept: 0,
  refused: 0,
  differs: 0,
  problem: null,
  queued: 0,
};

const isOver = ({ state }: EngineStatus) => state === 'done' || state === 'stopped' || state === 'failed';

/** One post after the other is read by the chosen engine. What is waiting outlives the worker; what is read is stored. */
export function createRuns(ports: RunPorts): Runs {
  let queue: string[] = [];
  let current: AbortController | null = null;
  let status: EngineStatus = IDLE;
  const set = (change: Partial<EngineStatus>) => {
    status = { ...status, ...change };
  };
  const keep = () => ports.kept.set({ posts: [...queue], last: isOver(status) ? status : null });

  async function readOne(post: string, signal: AbortSignal): Promise<void> {
    status = { ...IDLE, state: 'running', post };
    const embedded = await ports.embedded();
    if (!embedded.ok) return set({ state: 'failed', problem: embedded.error });
    const asking = await ports.asking((ms) =>
      set(
        ms === null
          ? { state: 'running', problem: null }
          : { state: 'waiting', problem: `It asks to wait ${Math.ceil(ms / 1_000)} seconds.` },
      ),
    );
    if (!asking.ok) return set({ state: 'failed', problem: asking.error });
    const { engine } = embedded.value;
    const found = await postToRead(ports.library, post, asking.value, engine);
    if (!found.ok) return set({ state: 'failed', problem: found.error });
    signal.throwIfAborted();
    const before = found.value.inputs.length - found.value.missing.length;
    set({ title: found.value.title, engine: asking.value.label, done: before, of: found.value.inputs.length });
    const tell = (progress: Progress) => {
      const { requests, inputTokens, outputTokens, kept, refused } = progress;
      set({ done: before + progress.done, requests, inputTokens, outputTokens, kept, refused });
    };
    const stored = (differing: number) => {
      set({ differs: status.differs + differing });
      ports.changed(found.value.key);
    };
    if (found.value.missing.length === 0) return set({ state: 'done' });
    const read = await readPost(ports.library, found.value, asking.value, engine, signal, tell, stored);
    if (!read.ok) return set({ state: 'failed', problem: read.error });
    const problem = read.value?.problem ?? null;
    const nothing = read.value !== null && read.value.kept === found.value.missing.length;
    return set({
      state: problem !== null && nothing ? 'failed' : 'done',
      problem: problem === null ? null : asking.value.words(problem),
    });
  }

  async function work(): Promise<void> {
    if (current) return;
    const mine = new AbortController();
    current = mine;
    const rest = ports.stayAwake();
    try {
      for (let post = queue[0]; post !== undefined && !mine.signal.aborted; post = queue[0]) {
        try {
          await readOne(post, mine.signal);
        } catch (cause) {
          if (!mine.signal.aborted) throw cause;
        }
        // Cancelling emptied the queue: what stands in it now was asked for afterwards.
        if (mine.signal.aborted) set({ state: 'stopped', problem: null });
        // A failure is the engine's more often than the post's: the others would only fail after it.
        else queue = status.state === 'failed' ? [] : queue.filter((other) => other !== post);
        await keep();
      }
    } catch (cause) {
      queue = [];
      await keep();
      set({ state: 'failed', problem: cause instanceof Error ? cause.message : String(cause) });
    } finally {
      current = null;
      rest();
    }
    if (queue.length > 0) void work();
  }

  const runs: Runs = {
    add: async (post) => {
      if (!queue.includes(post)) queue.push(post);
      await keep();
      void work();
    },
    offer: async (post) => {
      if (status.state !== 'failed') await runs.add(post);
    },
    cancel: async () => {
      queue = [];
      current?.abort();
      await keep();
    },
    reset: async () => {
      if (current) return;
      status = IDLE;
      await keep();
    },
    status: () => ({ ...status, queued: Math.max(0, queue.length - (current ? 1 : 0)) }),
    recover: async () => {
      const { posts, last } = await ports.kept.get();
      if (last && status === IDLE) status = last;
      for (const post of posts) if (!queue.includes(post)) queue.push(post);
      if (queue.length > 0) void work();
    },
  };
  return runs;
}
