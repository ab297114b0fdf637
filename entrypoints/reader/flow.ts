import type { Result } from '../../lib/base/result';
import type { CallProblem } from '../../lib/messaging/calls';
import { isPost, readPage } from '../../lib/sites/index';
import type { Post } from '../../lib/sites/post';
import type { Desk } from './desk';
import { watchProgress } from './progress';
import { type Reading, readInSlices } from './reading';
import { Session } from './session';
import { rest } from './slices';
import { recordsOf, visitOf } from './visit';

/** Passages a call: the first few come at once, later ones in larger lots. */
const FIRST_BATCH = 40;
const BATCH = 160;

/** How long a post may take to arrive, in milliseconds, before the reader is told that there is none. */
const PATIENCE = 6_000;

export interface Flow {
  /** Looks at the page: reads it if it shows a post that is new or has changed. */
  look: (moved: boolean) => Promise<void>;
  /** Asks the library again for what it knows of the open post. */
  refresh: () => Promise<void>;
  /**
   * The post as the page is at this moment, with the nodes of `range`; what looks at a page that changes comes a little
   * late. With `told`, the library knows its passages, too. Null where the page shows no post.
   */
  now: (range: Range, options?: { told?: boolean }) => Promise<Session | null>;
  /** After a failure, or after the reader turned something on: from the start. */
  restart: () => Promise<void>;
  /** The page was asked for by the reader: any page with an article in it will do. */
  readAnyPage: () => void;
}

/** Longer than a sentence, or with brackets of a program's data in it, is for developers. */
const LONGEST = 180;

function sentenceOf(message: string): string {
  const first = (message.split(/[[{\n]/u)[0] ?? '').trim().replace(/[:;,]$/u, '.');
  if (first.length >= 12 && first.length <= LONGEST) return /[.!?]$/u.test(first) ? first : `${first}.`;
  return 'Something in Cruxlight did not work. The page and what you have saved are untouched.';
}

/** Why the library did not answer, for a person. */
export function plainly(problem: CallProblem): string {
  if (problem.kind === 'gone') return 'Cruxlight is not answering just now.';
  if (problem.kind === 'failed') return sentenceOf(problem.message);
  return 'Cruxlight did not understand its own answer. Reloading the page may help.';
}

export function createFlow(desk: Desk, show: () => Promise<void>): Flow {
  let generic = false;
  let reading = new AbortController();
  let telling: Promise<unknown> = Promise.resolve();

  let waiting: ReturnType<typeof setTimeout> | null = null;
  desk.signal.addEventListener('abort', () => waiting !== null && clearTimeout(waiting));

  /** Ends what is under way for the post before, and gives the new one its own signal. */
  const begin = () => {
    reading.abort();
    reading = new AbortController();
    return AbortSignal.any([desk.signal, reading.signal]);
  };
  const leave = (phase: 'waiting' | 'off', reason: string | null) => {
    reading.abort();
    desk.session = null;
    desk.reason = reason;
    desk.painter.clear();
    desk.store.set({ phase, problem: null, card: null, selection: null, strip: [], shown: 0, offHere: false });
    desk.store.set({ progress: { tagged: 0, of: 0 } });
    desk.statusChanged();
    if (waiting !== null) clearTimeout(waiting);
    waiting = phase === 'waiting' ? setTimeout(giveUp, PATIENCE) : null;
  };
  /** What has not come by now may never come: the reason stands, and the page is still watched. */
  const giveUp = () => {
    if (desk.store.get().phase !== 'waiting') return;
    desk.store.set({ phase: 'off' });
    desk.statusChanged();
  };
  const fail = (problem: CallProblem) => {
    if (desk.store.get().phase !== 'gone') desk.store.set({ phase: 'trouble', problem: plainly(problem) });
    desk.statusChanged();
  };
  const asked = <T>(answer: Result<T, CallProblem>): T | null => {
    if (answer.ok) return answer.value;
    fail(answer.error);
    return null;
  };

  const tag = async (session: Session, signal: AbortSignal) => {
    let size = FIRST_BATCH;
    for (let left = session.untagged(); left.length > 0; left = session.untagged()) {
      const passages = left.slice(0, size);
      const states = asked(await desk.ask('post.tag', { post: session.key, passages }));
      if (signal.aborted || !states) return;
      session.applyTags(passages, states);
      const of = session.reading.passages.length;
      desk.store.set({ phase: 'tagging', progress: { tagged: of - session.untagged().length, of } });
      await show();
      desk.statusChanged();
      size = BATCH;
    }
    desk.store.set({ phase: 'ready', problem: null });
    desk.statusChanged();
  };

  /** Tells the library of a post and passages that it doesn't know, and asks for what is known of them. */
  const tell = async (session: Session, read: Reading, signal: AbortSignal) => {
    if (read.passages.every(({ id }) => session.told?.has(id)) && session.told !== null) return true;
    const state = asked(await desk.ask('post.open', { post: visitOf(read.post), passages: recordsOf(read) }));
    if (signal.aborted || !state) return false;
    session.told = new Set([...(session.told ?? []), ...read.passages.map(({ id }) => id)]);
    desk.store.set({ settings: state.settings });
    return session.apply(state, signal);
  };

  const open = async (post: Post) => {
    const signal = begin();
    const before = desk.session?.key === post.key ? desk.session : null;
    if (!before) {
      desk.painter.clear();
      desk.session = null;
      desk.store.set({ phase: 'reading', problem: null, card: null, selection: null, strip: [], open: null });
      desk.statusChanged();
    }
    const read = await readInSlices(post, signal);
    if (!read || signal.aborted) return;
    if (before && !(await before.reread(read, signal))) return;
    const session = before ?? new Session(read);
    desk.session = session;
    desk.reason = null;
    desk.store.set({
      progress: { tagged: read.passages.length - session.untagged().length, of: read.passages.length },
    });
    watchProgress(desk.window, post.bodies, signal, (to) => void desk.ask('post.read', { post: post.key, to }));
    if (before) await show();
    if (signal.aborted) return;
    // The library takes its time, in which the page may change again: whoever waits for the page need not wait for it.
    const known = tell(session, read, signal);
    telling = known;
    void known.then(async (done) => {
      if (!done || signal.aborted) return;
      await show();
      if (!signal.aborted) await tag(session, signal);
    });
  };

  const isOff = () => {
    const { off, offSites } = desk.store.get().settings;
    return off || offSites.includes(desk.window.location.hostname);
  };

  const look = async (moved: boolean) => {
    if (isOff()) return leave('off', 'Cruxlight is turned off on this site.');
    const read = readPage(desk.document, new URL(desk.window.location.href), { generic });
    if (!isPost(read)) {
      // A post whose nodes are just being replaced is still this post, unless the reader went elsewhere.
      if (read.wait && !moved && desk.session) return;
      return leave(read.wait ? 'waiting' : 'off', read.reason);
    }
    if (desk.store.get().settings.offPosts.includes(read.key)) {
      leave('off', 'Cruxlight is turned off for this post.');
      desk.offPost = read.key;
      desk.store.set({ phase: 'ready', offHere: true });
      return;
    }
    desk.offPost = null;
    desk.store.set({ offHere: false });
    const { session } = desk;
    // Two tasks rather than one: on a page with a thousand comments each is half a frame.
    await rest();
    if (desk.signal.aborted || session?.reading.stillStands(read)) return;
    await open(read);
  };

  const now = async (range: Range, { told = false } = {}) => {
    // The page may change while it is read; one that never stands still is given up.
    for (let tries = 0; tries < 4 && !desk.signal.aborted; tries++) {
      const read = readPage(desk.document, new URL(desk.window.location.href), { generic });
      const { session } = desk;
      if (!isPost(read) || !session) return null;
      if (session.reading.stillStands(read) && session.reading.hasNodesOf(range)) {
        const asked = telling;
        if (told) await asked;
        // The page may have been read anew meanwhile, which has more to tell.
        if (desk.session === session && telling === asked) return session;
        continue;
      }
      await open(read);
    }
    return null;
  };

  return {
    look,
    now,
    refresh: async () => {
      const { session } = desk;
      if (!session) return look(false);
      const state = await desk.ask('post.state', { post: session.key });
      if (desk.session !== session || !state.ok || !state.value) return;
      if (!(await session.apply(state.value, desk.signal)) || desk.session !== session) return;
      desk.store.set({ settings: state.value.settings });
      if (isOff() || state.value.settings.offPosts.includes(session.key)) return look(false);
      await show();
      desk.statusChanged();
    },
    restart: async () => {
      desk.session = null;
      await look(true);
    },
    readAnyPage: () => {
      generic = true;
    },
  };
}
