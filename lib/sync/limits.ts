/** The format that this code writes, and the least reader that can merge it. */
export const FORMAT = 1;
/** Frames that ask for a greater reader are left alone, and this device writes nothing until it is updated. */
export const READER = 1;

/** No file is larger: a request for it has to end while the worker lives. */
export const FILE_BYTES = 256 * 1024;
/** What a header, the iv and the tag take at most. */
export const FRAME_BYTES = 16 * 1024;
/** JSON that surely fits one file, in UTF-8 bytes, even where gzip gains nothing. */
export const SURE_BYTES = FILE_BYTES - FRAME_BYTES;
/** How many times that is worth trying whether it fits one file packed. */
export const HOPEFUL = 6;
/** Own segments on the storage after which a snapshot replaces them. */
export const SEGMENTS_BEFORE_SNAPSHOT = 48;
export const DAY = 86_400_000;
/** A device silent for longer doesn't keep others from dropping what was deleted. */
export const LIVING = 180 * DAY;
/** A device with nothing to say still says what it has seen, this often. */
export const HEARTBEAT = 7 * DAY;
/** How often a file must be missing in a row before it counts as lost: listings can be stale. */
export const STRIKES = 2;
/** Records in one transaction where there may be thousands: a page's own calls wait for it. */
export const AT_ONCE = 200;
/** How long a file belongs to the run that is writing it: longer than a PUT can take, and the worker that began it may be dead. */
export const CLAIM = 50_000;
