import { dateWord, plural } from '../../shared/words';
import type { SyncStorage, SyncView } from './sync-model';

/** What the storage's owner can and can't see, in words that come with the code that makes them true. */
export interface SyncWords {
  locked: { hidden: string; seen: string; lost: string; changed: string; former: string };
  plain: { hidden: string; changed: string };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Clocks of two devices differ by a little. */
const SLACK = 2 * MINUTE;

const span = (time: number): string => {
  if (time < HOUR) return plural(Math.max(1, Math.round(time / MINUTE)), 'minute');
  if (time < DAY) return plural(Math.round(time / HOUR), 'hour');
  return plural(Math.round(time / DAY), 'day');
};

/** "3 minutes ago"; the date where it is long past, or not past at all. */
export function agoWords(then: number, now: number): string {
  const past = now - then;
  if (past < -SLACK || past > 30 * DAY) return `on ${dateWord(new Date(then).toISOString())}`;
  return past < MINUTE ? 'just now' : `${span(past)} ago`;
}

/** "in 4 minutes". */
export const inWords = (then: number, now: number): string =>
  then - now < MINUTE ? 'in a moment' : `in ${span(then - now)}`;

/** When another device was last heard of, by its own clock. */
export function seenWords(lastSeen: number, now: number): string {
  if (lastSeen === 0) return 'Nothing from it yet';
  if (lastSeen - now > SLACK) return 'Its clock is ahead of this one’s';
  return `Last seen ${agoWords(lastSeen, now)}`;
}

/** The one word for all of it, most urgent first. */
export type SyncMood = 'trouble' | 'conflicts' | 'running' | 'paused' | 'waiting' | 'synced' | 'never';

export function moodOf(view: SyncView): SyncMood {
  if (view.state === 'trouble') return 'trouble';
  if (view.conflicts.length > 0) return 'conflicts';
  if (view.state === 'running') return 'running';
  if (view.state === 'paused' || view.state === 'off') return 'paused';
  if (view.waiting > 0) return 'waiting';
  return view.lastSync === null ? 'never' : 'synced';
}

export function moodWords(view: SyncView): string {
  switch (moodOf(view)) {
    case 'trouble':
      return 'trouble';
    case 'conflicts':
      return plural(view.conflicts.length, 'conflict');
    case 'running':
      return 'syncing';
    case 'paused':
      return 'paused';
    case 'waiting':
      return `${view.waiting.toLocaleString('en')} waiting`;
    case 'synced':
      return 'in sync';
    case 'never':
      return 'not synced yet';
  }
}

/** The state alone, whatever notes are in conflict: the head of the settings. */
export function stateWords(view: SyncView): string {
  switch (view.state) {
    case 'running':
      return 'Syncing';
    case 'paused':
      return 'Paused';
    case 'off':
      return 'Off';
    case 'trouble':
      return 'Not in sync';
    case 'idle':
      if (view.lastSync === null) return 'Not synced yet';
      return view.waiting > 0 ? 'Changes wait to be sent' : 'In sync';
  }
}

export const lastSyncWords = (lastSync: number | null, now: number): string =>
  lastSync === null ? 'Nothing was synced yet.' : `Last sync ${agoWords(lastSync, now)}.`;

/** "Fetching: 3 of about 40 files". */
export function progressWords({ doing, files, of }: NonNullable<SyncView['progress']>): string {
  const count = of > 0 ? `${files.toLocaleString('en')} of about ${plural(of, 'file')}` : plural(files, 'file');
  return `${doing === 'pull' ? 'Fetching' : 'Sending'}: ${count}`;
}

/** From here on it takes long enough to be told in between. */
const LONG = 20;

/** What is read out: the state, and of a long run each quarter. Numbers that tick are not read out. */
export function announced(view: SyncView): string {
  const { progress } = view;
  const words = stateWords(view);
  if (view.state === 'trouble') return [words, ...view.problems.map((it) => it.words)].join('. ');
  if (view.state !== 'running' || !progress || progress.of < LONG) return words;
  const quarter = Math.min(3, Math.floor((4 * progress.files) / progress.of));
  const doing = progress.doing === 'pull' ? 'fetching' : 'sending';
  return `${words}: ${doing}${quarter === 0 ? '' : `, ${25 * quarter} % done`}`;
}

export const storageTitle = (storage: SyncStorage): string =>
  storage.kind === 'webdav' ? 'WebDAV' : 'S3-compatible bucket';

/** What the storage's secret is called. */
export const secretTitle = (storage: SyncStorage): string =>
  storage.kind === 'webdav' ? 'App password' : 'Secret key';
