import type { FrameFault } from './frame';
import type { TransportFault } from './ports';

/** What keeps sync from being whole, as the panel tells it. */
export type Problem =
  | { kind: 'transport'; fault: TransportFault; doing: 'list' | 'get' | 'put' | 'remove' }
  /** The reader's folder is gone. */
  | { kind: 'root-missing' }
  /** Files that were there are not any more: a backup was put back, or somebody emptied the folder. */
  | { kind: 'lost-files'; device: string }
  /** A file that can't be merged yet; everything later of that device waits. */
  | { kind: 'held'; device: string; path: string; reason: FrameFault | 'malformed'; since: number }
  /** Files are missing before the next ones and no snapshot has them yet. */
  | { kind: 'waiting'; device: string }
  /** A device's clock is far ahead of this one's. */
  | { kind: 'clock-ahead'; device: string; by: number }
  /** Written, and something else came back. */
  | { kind: 'not-stored'; path: string }
  /** This profile is a copy of another that goes on: it took a new name. */
  | { kind: 'was-cloned'; from: string };

/** True where nothing more can be done in this cycle. */
export const stops = (fault: TransportFault): boolean =>
  fault.kind !== 'missing' && fault.kind !== 'conflict' && fault.kind !== 'precondition';

function transportWords(fault: TransportFault, doing: 'list' | 'get' | 'put' | 'remove'): string {
  switch (fault.kind) {
    case 'unauthorized':
      return 'The storage does not accept the user name or password. Sync pauses until you enter them again.';
    case 'forbidden':
      return doing === 'list' || doing === 'get'
        ? 'The storage does not let this account into the folder. Check the folder and the account’s rights.'
        : 'The storage lets this account read but not write here. Check the folder and the account’s rights.';
    case 'missing':
    case 'conflict':
      return 'The storage says that the folder is not there.';
    case 'precondition':
      return 'The storage refused to replace a file. It is read and compared next time.';
    case 'full':
      return 'The storage is full. Your changes wait here until there is room.';
    case 'busy':
      return 'The storage is busy or has a fault of its own. Sync tries again by itself.';
    case 'timeout':
      return 'The storage did not answer in time. Sync tries again by itself.';
    case 'unreachable':
      return 'The storage can’t be reached: no connection, a certificate that the browser refuses, or permission not given.';
    case 'redirect':
      return 'The address leads to another one now. Stop syncing this browser and set it up again with that; nothing here is lost.';
    case 'unexpected':
      // Not every server has the word for it: rclone answers 405 where its disk is full.
      if (doing === 'put')
        return 'The storage did not take a file, and does not say why: it may be full. Your changes wait here, and sync tries again.';
      return 'Something else answers at this address: a sign-in page, perhaps, or a server that is no such storage.';
    case 'aborted':
      return 'Sync was stopped.';
  }
}

const HELD: Record<FrameFault | 'malformed', string> = {
  damaged: 'is not whole',
  tampered: 'was changed by somebody else, and is not used',
  'unknown-key': 'is locked with another passphrase',
  'not-encrypted': 'is not encrypted although this store is, and is not used',
  newer: 'was written by a newer version of Cruxlight. Update this one; until then it only keeps your changes here',
  malformed: 'can’t be understood, and is not used',
};

/** Why a device's newest file is not merged, as a sentence. */
export const heldWords = (reason: string): string =>
  `Its newest file ${Object.entries(HELD).find(([name]) => name === reason)?.[1] ?? 'can’t be read'}.`;

/** One or two plain sentences. `name` is what the reader calls the device in question. */
export function problemWords(problem: Problem, name = 'another device'): string {
  switch (problem.kind) {
    case 'transport':
      return transportWords(problem.fault, problem.doing);
    case 'root-missing':
      return 'The sync folder is gone. Nothing was deleted here. Choose the folder again, or let it be made anew.';
    case 'lost-files':
      return 'Files that were in the sync folder are gone. Everything is still here and can be uploaded again.';
    case 'held':
      return `A file of ${name} ${HELD[problem.reason]}.`;
    case 'waiting':
      return `Waiting for files of ${name} that are not on the storage yet.`;
    case 'clock-ahead':
      return `The clock of ${name} is ${Math.round(problem.by / 3_600_000)} hours ahead. Nothing is lost; please set it right.`;
    case 'not-stored':
      return 'The storage said that it had kept a file, but it is not there as written. Sync tries again by itself.';
    case 'was-cloned':
      return 'This browser profile is a copy of another one, so it now syncs as a device of its own.';
  }
}
