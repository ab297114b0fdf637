import * as z from 'zod';
import { CLAIM_TYPES, TOPICS } from '../claim';

/** Columns of the first layer, in order: types, then topics, then voices, then two of position for each type. */
export const HEADS = [
  ...CLAIM_TYPES.map((type) => `type:${type}`),
  ...TOPICS.map((topic) => `topic:${topic}`),
  'voice:o',
  'voice:q',
  ...CLAIM_TYPES.map((type) => `sign:${type}`),
  ...CLAIM_TYPES.map((type) => `both:${type}`),
];
export const HEAD = {
  type: 0,
  topic: CLAIM_TYPES.length,
  voice: CLAIM_TYPES.length + TOPICS.length,
  sign: CLAIM_TYPES.length + TOPICS.length + 2,
  both: 2 * CLAIM_TYPES.length + TOPICS.length + 2,
  count: 3 * CLAIM_TYPES.length + TOPICS.length + 2,
} as const;

/**
 * Heads that share a list of the features that matter to them. The file holds weights for those alone; in memory all
 * heads have all features.
 */
export const BLOCKS = [
  { name: 'types', from: HEAD.type, to: HEAD.topic },
  { name: 'topics', from: HEAD.topic, to: HEAD.voice },
  { name: 'voices', from: HEAD.voice, to: HEAD.sign },
  { name: 'positions', from: HEAD.sign, to: HEAD.count },
] as const;

const numbers = z.array(z.number().finite());

/** A small logistic layer: `weights[output][input]`, then one bias an output. */
const layerSchema = z.object({ weights: z.array(numbers), bias: numbers });
export type Layer = z.infer<typeof layerSchema>;

/** Everything about a model but its vocabulary and first-layer weights. */
export const modelHeaderSchema = z.object({
  id: z.string().min(1).max(80),
  heads: z.array(z.string()),
  /** Features of each block, in the order of BLOCKS. */
  blocks: z.array(z.number().int().nonnegative()),
  vocabulary: z.number().int().positive().max(400_000),
  /** One factor a group and head: an 8-bit weight times it is the weight. */
  scale: z.array(numbers),
  bias: numbers,
  /** Greatest inverse document frequency; 255 stands for it. */
  idfMax: z.number().positive(),
  /** Second layer: what a passage's neighbours and its post add. */
  context: z.object({
    type: layerSchema,
    topic: layerSchema,
    sign: layerSchema,
    both: layerSchema,
    voice: layerSchema,
  }),
  /** Per type: listed at or above `list` (best F1), shown unasked at or above `sure` (precision floor). */
  thresholds: z.object({ list: numbers, sure: numbers, secondTopic: z.number(), sign: z.number() }),
});
export type ModelHeader = z.infer<typeof modelHeaderSchema>;

/** A model ready to use. Weights are row-major: `weights[feature * heads + head]`. */
export interface Model {
  header: ModelHeader;
  ids: Map<string, number>;
  idf: Float32Array;
  weights: Int8Array;
}
