import * as z from 'zod';
import { err, ok, type Result } from '../../base/result';
import { claimTypeSchema, topicSchema, voiceSchema } from '../claim';

/** What a language model may answer: nothing else parses. `i` is a passage's number in the request. */
export const answerSchema = z.strictObject({
  passages: z
    .array(
      z.strictObject({
        i: z.number().int().min(0).max(999),
        claims: z
          .array(
            z.strictObject({
              type: claimTypeSchema,
              position: z.enum(['+', '-', '0', '?']),
              confidence: z.number().min(0).max(1),
              /** Words of the passage, exactly as they stand in it. */
              evidence: z.string().min(1).max(2_000),
            }),
          )
          .max(4),
        topics: z.array(topicSchema).max(2),
        voice: voiceSchema,
      }),
    )
    .max(200),
});
export type Answer = z.infer<typeof answerSchema>;
export type PassageAnswer = Answer['passages'][number];

/** The same as JSON Schema, for engines that can be held to one. */
export const answerJsonSchema: Record<string, unknown> = (() => {
  const { $schema: _, ...schema } = z.toJSONSchema(answerSchema);
  return schema;
})();

/** Longest answer that is looked at. */
const MAX_ANSWER = 400_000;

/** Reads an answer. A code fence around the JSON is tolerated; anything else that is not the schema is an error. */
export function parseAnswer(text: string): Result<Answer> {
  if (text.length > MAX_ANSWER) return err('the answer is too long');
  const bare = text
    .trim()
    .replace(/^```(?:json)?\s*/u, '')
    .replace(/\s*```$/u, '');
  let json: unknown;
  try {
    json = JSON.parse(bare);
  } catch (error) {
    return err(`the answer is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = answerSchema.safeParse(json);
  return parsed.success ? ok(parsed.data) : err(`the answer has another form: ${z.prettifyError(parsed.error)}`);
}
