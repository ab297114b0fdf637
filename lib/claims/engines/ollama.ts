import * as z from 'zod';
import { err, ok } from '../../base/result';
import { answerJsonSchema } from './answer';
import type { Ask } from './ask';
import { postJson } from './http';
import type { EndpointOptions } from './openai';

const replySchema = z.object({
  message: z.object({ content: z.string() }),
  prompt_eval_count: z.number().optional(),
  eval_count: z.number().optional(),
});

/** A model on the reader's own machine (Ollama's chat), held to the schema. */
export function askOllama({ address, model, fetch }: Omit<EndpointOptions, 'key'>): Ask {
  return async (system, user, signal) => {
    const reply = await postJson(
      fetch,
      `${address.replace(/\/+$/u, '')}/api/chat`,
      {},
      {
        model,
        stream: false,
        format: answerJsonSchema,
        options: { temperature: 0, seed: 1 },
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
      },
      replySchema,
      signal,
    );
    if (!reply.ok) return reply;
    const { message, prompt_eval_count, eval_count } = reply.value;
    if (message.content === '') return err({ reason: 'an empty answer', kind: 'retry' });
    return ok({ text: message.content, inputTokens: prompt_eval_count ?? null, outputTokens: eval_count ?? null });
  };
}
