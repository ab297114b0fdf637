import * as z from 'zod';

/** What the settings page and the background say to each other about stronger engines. The key goes one way only. */

export const engineKindSchema = z.enum(['embedded', 'built-in', 'openai', 'anthropic', 'ollama']);

export const engineChoiceSchema = z.object({
  kind: engineKindSchema,
  address: z.string(),
  model: z.string(),
  hasKey: z.boolean(),
  /** The reader agreed to what leaves the machine. */
  agreed: z.boolean(),
  /** Each post that is opened is read; otherwise only those that the reader picks. */
  automatic: z.boolean(),
});
export type EngineChoice = z.infer<typeof engineChoiceSchema>;

export const engineDraftSchema = z.object({
  kind: engineKindSchema,
  address: z.string().max(2_000),
  model: z.string().max(120),
  /** Absent keeps the key that was given for this address; empty takes it away. */
  key: z.string().max(1_000).optional(),
  agreed: z.boolean(),
  automatic: z.boolean(),
});
export type EngineDraft = z.infer<typeof engineDraftSchema>;

export const engineStatusSchema = z.object({
  /** `done`: every passage was asked about. `stopped`: cancelled; what was done is kept. `failed`: `problem` says why. */
  state: z.enum(['idle', 'running', 'waiting', 'done', 'stopped', 'failed']),
  /** Key and title of the post that is being read, or was last. */
  post: z.string().nullable(),
  title: z.string().nullable(),
  engine: z.string().nullable(),
  done: z.number().int().nonnegative(),
  of: z.number().int().nonnegative(),
  requests: z.number().int().nonnegative(),
  /** Null where the engine does not count. */
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  /** Passages that kept the embedded tag because no usable answer came. */
  kept: z.number().int().nonnegative(),
  /** Claims dropped because their evidence does not stand in the passage. */
  refused: z.number().int().nonnegative(),
  /** Passages on which the engine and the embedded tagger differ. */
  differs: z.number().int().nonnegative(),
  problem: z.string().nullable(),
  /** Posts that wait their turn. */
  queued: z.number().int().nonnegative(),
});
export type EngineStatus = z.infer<typeof engineStatusSchema>;

const nothing = z.object({});

/** Calls to the background that only the extension's own pages may make. */
export const engineCalls = {
  'engine.get': { args: nothing, result: engineChoiceSchema },
  'engine.choose': { args: engineDraftSchema, result: engineChoiceSchema },
  /** Back to the embedded tagger: the agreement and the key are deleted, tags are kept. */
  'engine.withdraw': { args: nothing, result: engineChoiceSchema },
  /** Asks an engine about one sentence of our own; says whether the answer can be used. */
  'engine.test': {
    args: engineDraftSchema,
    result: z.object({ inputTokens: z.number().nullable(), outputTokens: z.number().nullable() }),
  },
  /** What reading a post would take, of what is not read yet. Tokens are a rough count. */
  'engine.estimate': {
    args: z.object({ post: z.string() }),
    result: z.object({
      passages: z.number().int(),
      requests: z.number().int(),
      inputTokens: z.number().int(),
      outputTokens: z.number().int(),
    }),
  },
  /** Reads a stored post with the chosen engine, after those that wait already. Answers when it is queued. */
  'engine.run': { args: z.object({ post: z.string() }), result: nothing },
  /** Stops the run and empties the queue; what was read is kept. */
  'engine.cancel': { args: nothing, result: nothing },
  'engine.status': { args: nothing, result: engineStatusSchema },
  /** How many decisions the tagger has learnt from. */
  'learning.get': { args: nothing, result: z.object({ corrections: z.number().int() }) },
  'learning.forget': { args: nothing, result: nothing },
} as const;
