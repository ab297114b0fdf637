import * as z from 'zod';

/** The name of one write: who wrote it and that writer's running number. No two writes share one. */
export type Dot = readonly [actor: string, n: number];

/** A version vector: of each actor, the number of its last write that was seen. */
export type Version = Readonly<Record<string, number>>;

/** Ids of actors, devices, keys and stores. Nothing else may become a key of an object here. */
export const ID = /^[a-z0-9]{6,32}$/;

export const idSchema = z.string().regex(ID);
export const versionSchema: z.ZodType<Version> = z.record(idSchema, z.number().int().positive());
export const dotSchema: z.ZodType<Dot> = z.tuple([idSchema, z.number().int().positive()]);

export const covers = (version: Version, [actor, n]: Dot): boolean => (version[actor] ?? 0) >= n;

/** True where everything seen in `b` was seen in `a`. */
export const includes = (a: Version, b: Version): boolean => Object.entries(b).every((dot) => covers(a, dot));

/** The least version that covers both. Keys are sorted, so that equal versions are equal bytes. */
export function joinVersions(a: Version, b: Version): Version {
  if (includes(a, b)) return a;
  if (includes(b, a)) return b;
  const joined: Record<string, number> = {};
  for (const actor of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort())
    joined[actor] = Math.max(a[actor] ?? 0, b[actor] ?? 0);
  return joined;
}

export const withDot = (version: Version, [actor, n]: Dot): Version => joinVersions(version, { [actor]: n });
