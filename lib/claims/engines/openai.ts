import * as z from 'zod';
import { err, ok } from '../../base/result';
import { answerJsonSchema } from './answer';
import type { Ask, Fetch } from './ask';
import { postJson } from './http';

export interface EndpointOptions {
  /** Base address, e.g. `https://host/v1`. */
  address: string;
  model: string;
  key: string | null;
  fetch: Fetch;
}

const replySchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).partial().nullish(),
});

/** Any endpoint that speaks OpenAI's chat completions. */
export function askOpenAi({ address, model, key, fetch }: EndpointOptions): Ask {
  return async (system, user, signal) => {
    const reply = await postJson(
      fetch,
      `${address.replace(/\/+$/u, '')}/chat/completions`,
      key ? { authorization: `Bearer ${key}` } : {},
      {
        model,
        temperature: 0,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'labels', strict: true, schema: answerJsonSchema },
        },
      },
      replySchema,
      signal,
    );
    if (!reply.ok) return reply;
    const text = reply.value.choices[0]?.message.content;
    if (!text) return err({ reason: 'an empty answer', kind: 'retry' });
    const usage = reply.value.usage;
    return ok({ text, inputTokens: usage?.prompt_tokens ?? null, outputTokens: usage?.completion_tokens ?? null });
  };
}
