/** Milliseconds since the Unix epoch. Passed in, so that tests and merges decide what time it is. */
export type Clock = () => number;

/** A number in [0, 1). Passed in, so that tests are repeatable. */
export type Random = () => number;

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A random id of 20 base-36 characters (103 bits): collisions are not expected within any library. */
export function newId(random: Random): string {
  let id = '';
  for (let i = 0; i < 20; i++) id += ALPHABET[Math.floor(random() * 36)];
  return id;
}
