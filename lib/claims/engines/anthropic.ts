import * as z from 'zod';
import { err, ok } from '../../base/result';
import type { Ask } from './ask';
import { postJson } from './http';
import type { EndpointOptions } from './openai';

const replySchema = z.object({
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }).partial().nullish(),
});

/** Anthropic's messages. The extension calls it from the reader's own browser, which the protocol wants said. */
export function askAnthropic({ address, model, key, fetch }: EndpointOptions): Ask {
  return async (system, user, signal) => {
    const reply = await postJson(
      fetch,
      `${address.replace(/\/+$/u, '')}/messages`,
      {
        ...(key ? { 'x-api-key': key } : {}),
        'anthropic-version': '2023-06-01',
        'anthropic-dangerous-direct-browser-access': 'true',
      },
      { model, max_tokens: 8_000, temperature: 0, system, messages: [{ role: 'user', content: user }] },
      replySchema,
      signal,
    );
    if (!reply.ok) return reply;
    const text = reply.value.content
      .filter((part) => part.type === 'text')
      .map((part) => part.text ?? '')
      .join('');
    if (text === '') return err({ reason: 'an empty answer', kind: 'retry' });
    const usage = reply.value.usage;
    return ok({ text, inputTokens: usage?.input_tokens ?? null, outputTokens: usage?.output_tokens ?? null });
  };
}
