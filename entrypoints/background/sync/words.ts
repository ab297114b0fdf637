import type { SyncView } from '../../../lib/messaging/sync';
import { type Problem, problemWords, type TransportFault } from '../../../lib/sync';

type Shown = SyncView['problems'][number];

function remedyOf(fault: TransportFault): Shown['remedy'] {
  if (fault.kind === 'unauthorized') return 'password';
  // Another address is another storage: the words say how it is changed.
  return fault.kind === 'aborted' || fault.kind === 'redirect' ? null : 'retry';
}

/** A problem as the panel tells it, with what one click can do about it. `name`: what the device in question is called. */
export function shownProblem(problem: Problem, name: string | undefined): Shown {
  const words = problemWords(problem, name);
  switch (problem.kind) {
    case 'transport':
      return { words, remedy: remedyOf(problem.fault) };
    case 'root-missing':
    case 'lost-files':
      return { words, remedy: 'restore' };
    case 'not-stored':
    case 'waiting':
    case 'held':
      return { words, remedy: 'retry' };
    case 'clock-ahead':
    case 'was-cloned':
      return { words, remedy: null };
  }
}

/** Leaving drops the notes and keeps the library. */
export const damagedNotes = (): Shown => ({
  words:
    'What sync noted in this browser can’t be read. Your library is whole. Stop syncing this browser and set it up again.',
  remedy: null,
});

/** A bug. It is in the console too. */
export const brokeOff = (): Shown => ({
  words:
    'Sync stopped at an error of its own. Nothing is lost, and it is tried again. If this stays, please report it.',
  remedy: 'retry',
});

export const notAllowed = (host: string): Shown => ({
  words: `The browser does not let Cruxlight reach ${host} any more: the permission was taken back. Nothing is lost.`,
  remedy: 'permission',
});
