/** The format that this code writes, and the least reader that can merge it. */
export const FORMAT = 1;
/** Frames that ask for a greater reader are left alone, and this device writes nothing until it is updated. */
export const READER = 1;

/** What JSON goes into one file, in UTF-8 bytes: with its header and encrypted it stays below 256 KB even where gzip gains nothing. */
export const FILE_BYTES = 200_000;
/** Own segments on the storage after which a snapshot replaces them. */
export const SEGMENTS_BEFORE_SNAPSHOT = 48;
export const DAY = 86_400_000;
/** A device silent for longer doesn't keep others from dropping what was deleted. */
export const LIVING = 180 * DAY;
/** A device with nothing to say still says what it has seen, this often. */
export const HEARTBEAT = 7 * DAY;
/** How often a file must be missing in a row before it counts as lost: listings can be stale. */
export const STRIKES = 2;
