import { err, ok, type Result } from '../../lib/base/result';
import { isSure } from '../../lib/claims/sure';
import type { Library, PassageItem, PostView } from '../../lib/library/library';
import type { PassageState, PostState, ShownClaim } from '../../lib/messaging/protocol';

/** One passage as the page shows it; null where there is nothing to show. */
export function passageState(item: PassageItem): PassageState | null {
  if (item.claims.length === 0 && !item.tag?.rating) return null;
  return {
    passage: item.passage.id,
    voice: item.tag?.voice ?? null,
    rating: item.tag?.rating ? { value: item.tag.rating.value, max: item.tag.rating.max } : null,
    claims: item.claims.map((claim): ShownClaim => {
      const machine = item.tag?.claims.find((it) => it.type === claim.type);
      return { ...claim, sure: claim.status !== 'proposed' || (machine ? isSure(machine) : false) };
    }),
  };
}

const highlightsOf = (view: PostView) => [
  ...view.items.flatMap((item) => item.highlights),
  ...view.orphans.flatMap((item) => item.highlights),
  ...view.highlights.filter((it) => it.kind === 'highlight'),
];

/** All that the page needs of one stored post; null where it is not in the library. */
export async function postState(
  library: Library,
  key: string,
  renamed: Record<string, string> = {},
): Promise<Result<PostState | null, string>> {
  const view = await library.postView(key);
  if (!view.ok) return err(view.error.message);
  if (!view.value) return ok(null);
  const stored = view.value.post.key;
  const settings = await library.settings();
  const steps = await library.undoable({ post: stored });
  if (!settings.ok) return err(settings.error.message);
  if (!steps.ok) return err(steps.error.message);
  return ok({
    key: stored,
    renamed,
    passages: view.value.items.flatMap((item) => passageState(item) ?? []),
    highlights: highlightsOf(view.value),
    settings: settings.value,
    ...steps.value,
  });
}
