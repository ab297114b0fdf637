import { type Browser, browser } from 'wxt/browser';
import type * as z from 'zod';
import { err, ok, type Result } from '../base/result';

type Table = Record<string, { args: z.ZodType; result: z.ZodType }>;
type Args<T extends Table, N extends keyof T> = z.input<T[N]['args']>;
type Parsed<T extends Table, N extends keyof T> = z.output<T[N]['args']>;
type Value<T extends Table, N extends keyof T> = z.output<T[N]['result']>;

export interface CallProblem {
  /**
   * `gone`: nobody is there to answer (extension updated or switched off, page left). `refused`: the arguments did not
   * parse. `failed`: the receiver said why. `garbled`: the answer did not parse.
   */
  kind: 'gone' | 'refused' | 'failed' | 'garbled';
  message: string;
}

export interface Sender {
  tabId: number | null;
  url: string | null;
}

export type Handlers<T extends Table> = {
  [N in keyof T]?: (args: Parsed<T, N>, sender: Sender) => Promise<Result<z.input<T[N]['result']>, string>>;
};

type Receiver = 'background' | 'page' | 'panel';
interface Envelope {
  cruxlight: Receiver;
  name: string;
  args: unknown;
}

function isEnvelope(message: unknown, receiver: Receiver): message is Envelope {
  return (
    typeof message === 'object' &&
    message !== null &&
    (message as Partial<Envelope>).cruxlight === receiver &&
    typeof (message as Partial<Envelope>).name === 'string'
  );
}

async function exchange<T extends Table, N extends keyof T & string>(
  table: T,
  name: N,
  send: () => Promise<unknown>,
): Promise<Result<Value<T, N>, CallProblem>> {
  let answer: unknown;
  try {
    answer = await send();
  } catch (cause) {
    // Both browsers reject here when the other end is missing, and Chromium throws once the extension was updated.
    return err({ kind: 'gone', message: cause instanceof Error ? cause.message : String(cause) });
  }
  const reply = answer as { ok?: unknown; value?: unknown; error?: CallProblem } | undefined;
  if (reply?.ok === false && reply.error) return err(reply.error);
  if (reply?.ok !== true) return err({ kind: 'gone', message: 'No answer came back.' });
  const entry = table[name];
  const parsed = entry?.result.safeParse(reply.value);
  return parsed?.success
    ? ok(parsed.data as Value<T, N>)
    : err({ kind: 'garbled', message: parsed?.error.message ?? 'No such call.' });
}

/** A caller for a table: `call('post.open', { … })`. Never rejects. */
export function callerTo<T extends Table>(receiver: Exclude<Receiver, 'page'>, table: T) {
  return <N extends keyof T & string>(name: N, args: Args<T, N>): Promise<Result<Value<T, N>, CallProblem>> =>
    exchange(table, name, async () => browser.runtime.sendMessage({ cruxlight: receiver, name, args }));
}

/** The same to the reader in one tab's top frame. */
export function callerToTab<T extends Table>(table: T) {
  return <N extends keyof T & string>(
    tabId: number,
    name: N,
    args: Args<T, N>,
  ): Promise<Result<Value<T, N>, CallProblem>> =>
    exchange(table, name, async () =>
      browser.tabs.sendMessage(tabId, { cruxlight: 'page', name, args }, { frameId: 0 }),
    );
}

/**
 * Answers the calls of a table. A message from another extension, one for another receiver, or a name without a handler
 * is left to others; arguments that do not parse are refused with the reason. Returns a function that stops answering.
 */
export function answer<T extends Table>(receiver: Receiver, table: T, handlers: Handlers<T>): () => void {
  const listener = (
    message: unknown,
    sender: Browser.runtime.MessageSender,
    respond: (reply: unknown) => void,
  ): true | undefined => {
    if (sender.id !== browser.runtime.id || !isEnvelope(message, receiver)) return undefined;
    const entry = Object.hasOwn(table, message.name) ? table[message.name] : undefined;
    const handler = Object.hasOwn(handlers, message.name) ? handlers[message.name as keyof T] : undefined;
    if (!entry || !handler) return undefined;
    const args = entry.args.safeParse(message.args);
    if (!args.success) {
      respond(err({ kind: 'refused', message: args.error.message } satisfies CallProblem));
      return undefined;
    }
    handler(args.data as never, { tabId: sender.tab?.id ?? null, url: sender.url ?? null }).then(
      (result) => respond(result.ok ? result : err({ kind: 'failed', message: result.error } satisfies CallProblem)),
      (cause: unknown) =>
        respond(
          err({
            kind: 'failed',
            message: cause instanceof Error ? cause.message : String(cause),
          } satisfies CallProblem),
        ),
    );
    return true;
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}
