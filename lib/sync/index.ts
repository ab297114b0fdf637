/** What the rest of the extension calls. Everything else in this folder is how it is done. */
export { type Address, readAddress } from './address';
export { type Retry, retryAfter } from './backoff';
export { type BundleEnv, type BundleProblem, openBundle, saveBundle } from './bundle-file';
export { redirectTarget, testConnection } from './connection';
export { type About, type Advice, addressWords, connectionWords, setUpWords } from './connection-words';
export { type Report, syncOnce } from './cycle';
export { DamagedNotes } from './damaged';
export { type RecordChange, recordChanges } from './edit';
export type { Env } from './env';
export type { Keyring } from './frame';
export { addSlot, newRecoveryCode, type Slot } from './keys';
export { forgetDevice, leave } from './leave';
export {
  hasBegun,
  hurried,
  isTaking,
  journalOf,
  leaveDamaged,
  libraryStore,
  renewActor,
  stopTaking,
  takeLibrary,
} from './library-store';
export { type NoteConflict, noteConflicts } from './note-conflicts';
export type { Store, Transport, TransportFault } from './ports';
export { webPrimitives } from './primitives';
export { heldWords, type Problem, problemWords } from './problem';
export { conflictsOf } from './record';
export { beginSession, hasSelf, renameSelf } from './self';
export { type KeptSlot, keptSlot, putSlot, readSlots, restoreSlots, type SetUpProblem, setUp } from './setup';
export { type DeviceStatus, type Status, statusOf } from './status';
export { type Signer, s3 } from './transports/s3';
export { type S3Credentials, s3Signer } from './transports/s3-signer';
export { type WebDavOptions, webDav } from './transports/webdav';
export { LOCKED_WORDS, PLAIN_WORDS } from './words';
