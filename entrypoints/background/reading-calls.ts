import { err, ok } from '../../lib/base/result';
import type { Library } from '../../lib/library/library';
import type { Handlers } from '../../lib/messaging/calls';
import type { toBackground } from '../../lib/messaging/protocol';
import { elsewhere } from '../../lib/synthesis/elsewhere';
import { passageState, postState } from './state';
import type { SynthesisCache } from './synthesis-cache';
import type { EnsureTagged } from './tagging';

type ReadingCalls = Pick<
  Handlers<typeof toBackground>,
  'post.open' | 'post.tag' | 'post.state' | 'post.read' | 'elsewhere' | 'settings.get' | 'settings.save'
>;

/** Calls that store what a page shows and give back what is known of it. `tagged` is told that a post has its first tags. */
export function readingCalls(
  library: Library,
  ensureTagged: EnsureTagged,
  cache: SynthesisCache,
  changed: (post: string | null) => void,
  tagged: (post: string) => void,
): ReadingCalls {
  return {
    'post.open': async ({ post, passages }) => {
      const visited = await library.recordVisit(post, passages);
      if (!visited.ok) return err(visited.error.message);
      const state = await postState(library, visited.value.key, visited.value.renamed);
      if (!state.ok) return state;
      return state.value ? ok(state.value) : err('The post could not be stored.');
    },
    'post.tag': async ({ post, passages }) => {
      const done = await ensureTagged(post);
      if (!done.ok) return done;
      tagged(post);
      const view = await library.postView(post);
      if (!view.ok) return err(view.error.message);
      const wanted = new Set(passages);
      return ok(
        (view.value?.items ?? [])
          .filter((item) => wanted.has(item.passage.id))
          .flatMap((item) => passageState(item) ?? []),
      );
    },
    'post.state': ({ post }) => postState(library, post),
    'post.read': async ({ post, to }) => {
      const set = await library.setReadTo(post, to);
      return set.ok ? ok({}) : err(set.error.message);
    },
    elsewhere: async (question) => {
      const synthesis = await cache();
      return synthesis.ok ? ok(elsewhere(synthesis.value, question)) : synthesis;
    },
    'settings.get': async () => {
      const settings = await library.settings();
      return settings.ok ? settings : err(settings.error.message);
    },
    'settings.save': async (patch) => {
      const saved = await library.saveSettings(patch as Parameters<Library['saveSettings']>[0]);
      if (!saved.ok) return err(saved.error.message);
      changed(null);
      return saved;
    },
  };
}
