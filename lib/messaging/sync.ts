import * as z from 'zod';

/** What the extension's own pages and the background say to each other about sync. Secrets go one way only. */

const text = z.string().max(2_000);
const secret = z.string().max(1_000);

export const syncStorageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('webdav'), address: text, user: text }),
  z.object({ kind: z.literal('s3'), address: text, region: text, folder: text, accessKey: text }),
]);

export const syncDraftSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('webdav'), address: text, user: text, password: secret.optional() }),
  z.object({
    kind: z.literal('s3'),
    address: text,
    region: text,
    folder: text,
    accessKey: text,
    secretKey: secret.optional(),
  }),
]);
export type SyncDraft = z.infer<typeof syncDraftSchema>;

const time = z.number().nullable();

export const syncViewSchema = z.object({
  storage: syncStorageSchema.nullable(),
  encrypted: z.boolean(),
  state: z.enum(['off', 'idle', 'running', 'paused', 'trouble']),
  progress: z.object({ doing: z.enum(['pull', 'push']), files: z.number(), of: z.number() }).nullable(),
  lastSync: time,
  nextTry: time,
  waiting: z.number().int().nonnegative(),
  problems: z.array(
    z.object({ words: z.string(), remedy: z.enum(['password', 'permission', 'restore', 'retry']).nullable() }),
  ),
  devices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      lastSeen: z.number(),
      self: z.boolean(),
      held: z.string().nullable(),
    }),
  ),
  conflicts: z.array(
    z.object({
      annotation: z.string(),
      post: z.string(),
      postTitle: z.string(),
      quote: z.string(),
      texts: z.array(z.string()),
    }),
  ),
});
export type SyncView = z.infer<typeof syncViewSchema>;

/** What is wrong, and how it is mended, the likeliest first. */
export const adviceSchema = z.object({ what: z.string(), mend: z.array(z.string()) });

const nothing = z.object({});
// Without spaces at its ends, which don't count.
const words = secret.refine((it) => it.trim() !== '', 'An empty passphrase locks nothing.');
const passphrase = words.nullable();

/** Calls to the background that only the extension's own pages may make. The browser's permission is asked for by them. */
export const syncCalls = {
  'sync.get': { args: nothing, result: syncViewSchema },
  /** Tries reading and writing with a small file that is removed again. Null: all is well. */
  'sync.test': { args: z.object({ draft: syncDraftSchema }), result: adviceSchema.nullable() },
  /** Joins the folder's library or begins one. A refusal says what was missing. */
  'sync.setUp': {
    args: z.object({ storage: syncDraftSchema, passphrase, device: z.string().max(200) }),
    result: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), joined: z.boolean(), recoveryCode: z.string().nullable() }),
      z.object({
        ok: z.literal(false),
        words: z.string(),
        mend: z.array(z.string()),
        wants: z.enum(['passphrase', 'no-passphrase']).nullable(),
      }),
    ]),
  },
  /** Begins a round now; answers when it has begun. `restore`: files that were lost there are written again from here. */
  'sync.now': { args: z.object({ restore: z.boolean().default(false) }), result: nothing },
  /** A page of the extension saw edits that wait: a round begins soon. */
  'sync.poke': { args: nothing, result: nothing },
  'sync.pause': { args: z.object({ paused: z.boolean() }), result: nothing },
  'sync.password': { args: z.object({ secret }), result: nothing },
  'sync.rename': { args: z.object({ name: z.string().min(1).max(200) }), result: nothing },
  'sync.forget': { args: z.object({ device: z.string().max(64) }), result: nothing },
  'sync.leave': { args: nothing, result: nothing },
  'sync.passphrase': { args: z.object({ old: secret, next: words }), result: nothing },
  'sync.recovery': { args: z.object({ passphrase: secret }), result: z.object({ code: z.string() }) },
  /** Settles a conflict, of which the reader saw these texts: refused where another came meanwhile. */
  'sync.resolve': {
    args: z.object({
      annotation: z.string().max(200),
      text: z.string().max(100_000),
      seen: z.array(z.string().max(100_000)).max(100),
    }),
    result: nothing,
  },
} as const;
