import type { Painter } from '../../components/page/painter';
import type { Store } from '../../components/page/store';
import type { PageView, Toast } from '../../components/page/view';
import { settingsSchema } from '../../lib/library/records';
import type { PageStatus } from '../../lib/messaging/protocol';
import type { Ask, Tell } from './library';
import type { Session } from './session';

/** What the reader's parts share: one page, one view, and the post that is open on it. */
export interface Desk {
  readonly window: Window;
  readonly document: Document;
  /** Ends everything: listeners, observers, timers, marks, overlay. */
  readonly signal: AbortSignal;
  readonly store: Store<PageView>;
  readonly painter: Painter;
  readonly ask: Ask;
  readonly tell: Tell;
  session: Session | null;
  /** Why no post is shown, where none is. */
  reason: string | null;
  /** The post that the reader's settings keep off, where the page shows it. */
  offPost: string | null;
  /** What the tab shows is told to panels soon. */
  statusChanged: () => void;
}

export const FIRST_VIEW: Omit<PageView, 'site'> = {
  theme: 'light',
  phase: 'off',
  problem: null,
  progress: { tagged: 0, of: 0 },
  counts: { FQ: 0, IN: 0, CB: 0, VV: 0 },
  shown: 0,
  confirmed: 0,
  settings: settingsSchema.parse({}),
  hidden: false,
  tucked: false,
  offHere: false,
  open: null,
  card: null,
  selection: null,
  strip: [],
  toasts: [],
  spoken: '',
};

const TOAST_FOR = 7_000;
let lastToast = 0;

/** Says what was done; at most three at a time. */
export function toast(desk: Desk, text: string, options: { undo?: boolean; stays?: boolean } = {}): void {
  const one: Toast = { id: ++lastToast, text, undo: options.undo ?? false, stays: options.stays ?? false };
  // Only the newest step can be undone from here.
  const others = desk.store.get().toasts.map((other) => (one.undo ? { ...other, undo: false } : other));
  desk.store.set({ toasts: [...others.slice(-2), one] });
  if (!one.stays) setTimeout(() => dismissToast(desk, one.id), TOAST_FOR);
}

export function dismissToast(desk: Desk, id: number): void {
  desk.store.set({ toasts: desk.store.get().toasts.filter((one) => one.id !== id) });
}

const STATES: Record<PageView['phase'], PageStatus['state']> = {
  waiting: 'waiting',
  reading: 'reading',
  tagging: 'reading',
  ready: 'reading',
  trouble: 'no post',
  gone: 'off',
  off: 'off',
};

/** What the tab shows, for the panel. */
export function statusOf(desk: Desk): PageStatus {
  const { phase, problem, progress, offHere } = desk.store.get();
  const { session } = desk;
  const off = offHere || phase === 'off';
  return {
    post: session?.key ?? null,
    state: offHere ? 'off' : off && desk.reason !== null ? 'no post' : session ? 'reading' : STATES[phase],
    reason: problem ?? desk.reason,
    tagged: progress.tagged,
    passages: progress.of,
    orphans: [...(session?.orphans ?? [])],
  };
}
