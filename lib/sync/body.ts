import { z } from 'zod';
import { operationSchema } from './operation';
import { recordKeySchema, recordStateSchema } from './record';

const name = z.string().max(200).default('');

/** What is inside a segment. */
export const segmentBodySchema = z.object({ name, operations: z.array(operationSchema) });
export type SegmentBody = z.infer<typeof segmentBodySchema>;

/** What is inside one part of a snapshot: whole records, or some fields of one that is too large. */
export const snapshotBodySchema = z.object({
  name,
  records: z.array(z.tuple([recordKeySchema, recordStateSchema])),
  /** Part 1: the files that are in it, so that who loads it need not read them. */
  files: z.array(z.string().max(200)).default([]),
});
export type SnapshotBody = z.infer<typeof snapshotBodySchema>;
