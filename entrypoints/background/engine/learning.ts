import * as z from 'zod';
import { err, ok, type Result } from '../../../lib/base/result';
import type { Engine } from '../../../lib/claims/claim';
import { tagInputs } from '../../../lib/claims/input';
import {
  correctionOf,
  EMPTY_PERSONAL,
  learn,
  type Personal,
  personalSchema,
  withPersonal,
} from '../../../lib/claims/personal';
import type { Library, PassageItem } from '../../../lib/library/library';
import type { PrivateStore } from '../private-store';
import type { Embedded } from './ports';

/** What was learnt, and since when decisions teach: forgetting moves that time to now. */
const storedSchema = z.object({ personal: personalSchema, since: z.number().nonnegative() });
type Stored = z.infer<typeof storedSchema>;

const NAME = 'learning';

export interface Learning {
  /** Takes what the reader decided on a post into account, and takes back what was undone there. */
  fromPost: (post: string) => Promise<Result<null>>;
  /** The embedded tagger with the reader's taste on top. */
  engine: (embedded: Embedded) => Promise<Engine>;
  count: () => Promise<number>;
  forget: () => Promise<void>;
}

type Decision = PassageItem['decisions'][number];
const teaches = (since: number) => (it: Decision) =>
  it.deletedAt === null && it.type !== null && it.verdict !== null && it.updatedAt >= since;

/**
 * Learns from the decisions in the library, which stay the source: the layer holds what they come to, for this browser.
 * It is applied to what is tagged from then on; tags that are stored stay as the reader saw them.
 */
export function createLearning(
  library: Library,
  store: PrivateStore,
  embedded: () => Promise<Result<Embedded>>,
  now: () => number,
): Learning {
  const stored = async (): Promise<Stored> => {
    const parsed = storedSchema.safeParse(await store.get(NAME));
    return parsed.success ? parsed.data : { personal: EMPTY_PERSONAL, since: 0 };
  };

  async function learnFrom(key: string): Promise<Result<null>> {
    const view = await library.postView(key);
    if (!view.ok) return err(view.error.message);
    if (!view.value) return ok(null);
    const { post, items } = view.value;
    const { personal, since } = await stored();
    const ids = new Set(items.map((item) => item.passage.id));
    const before = personal.corrections.filter((it) => ids.has(it.id));
    const taught = items.flatMap((item) =>
      item.decisions.filter(teaches(since)).flatMap(({ type, verdict }) => (type ? [{ item, type, verdict }] : [])),
    );
    const same =
      before.length === taught.length &&
      taught.every(({ item, type, verdict }) =>
        before.some((it) => it.id === item.passage.id && it.type === type && it.is === (verdict !== 'rejected')),
      );
    if (same) return ok(null);
    const base = await embedded();
    if (!base.ok) return base;
    // The base's own probabilities, whatever engine or taste the stored tags come from.
    const inputs = tagInputs(
      post,
      items.map((item) => item.passage),
    );
    const tags = new Map((await base.value.engine.tag(inputs)).map((tag) => [tag.id, tag]));
    let next: Personal = { version: 1, corrections: personal.corrections.filter((it) => !ids.has(it.id)) };
    for (const { item, type, verdict } of taught) {
      const tag = tags.get(item.passage.id);
      if (tag) next = learn(next, correctionOf(item.passage.id, type, verdict !== 'rejected', item.passage.text, tag));
    }
    await store.set(NAME, { personal: next, since } satisfies Stored);
    return ok(null);
  }

  // One after the other: each reads what the one before wrote.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };

  return {
    fromPost: (post) => inTurn(() => learnFrom(post)),
    engine: async ({ engine, thresholds }) => withPersonal(engine, (await stored()).personal, thresholds),
    count: async () => (await stored()).personal.corrections.length,
    forget: () => inTurn(() => store.set(NAME, { personal: EMPTY_PERSONAL, since: now() } satisfies Stored)),
  };
}
