/** What the rest of the extension calls. Everything else in this folder is how it is done. */

export { type Address, readAddress } from './address';
export { type Retry, retryAfter } from './backoff';
export { exportBundle, importBundle } from './bundle';
export { type ConnectionFault, type ConnectionStep, redirectTarget, STEPS, testConnection } from './connection';
export { type About, type Advice, addressWords, connectionWords, STEP_WORDS, setUpWords } from './connection-words';
export { readBundle } from './container';
export { type Report, syncOnce } from './cycle';
export { type RecordChange, recordChanges } from './edit';
export type { Env } from './env';
export type { Keyring } from './frame';
export { addSlot, newRecoveryCode, normalizeCode, type Slot, type StoreKey } from './keys';
export { forgetDevice, leave } from './leave';
export type { Entry, Rows, Self, Store, Transport, TransportFault, Tx } from './ports';
export { webPrimitives } from './primitives';
export { type Problem, problemWords } from './problem';
export { type LibraryRecord, reconcile } from './reconcile';
export { conflictsOf, isAlive, type RecordState, shownRecord } from './record';
export { beginSession } from './self';
export { putSlot, readSlots, type SetUpProblem, setUp, unlock } from './setup';
export { conflictsIn, type DeviceStatus, type Status, statusOf } from './status';
export { type Signer, s3 } from './transports/s3';
export { type S3Credentials, s3Signer } from './transports/s3-signer';
export { type WebDavOptions, webDav } from './transports/webdav';
export { LOCKED_WORDS, PLAIN_WORDS } from './words';
