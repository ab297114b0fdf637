import { err } from '../../lib/base/result';
import type { Sender } from '../../lib/messaging/calls';

/** The same calls, refused to callers that are not the extension's own pages: a page of the web may not make them. */
export function ownCalls<T extends object>(calls: T, isOwn: (sender: Sender) => boolean): T {
  return Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [
      name,
      async (args: never, sender: Sender) =>
        isOwn(sender) ? call(args, sender) : err('Only Cruxlight’s own pages may ask this.'),
    ]),
  ) as T;
}
