import type { LibraryPost, Orphan, PassageRow, PostView } from '../../components/panel/model';
import { isSure } from '../../lib/claims/sure';
import type { PassageItem, PostSummary, PostView as StoredView } from '../../lib/library/library';

function rowOf({ passage, tag, claims }: PassageItem): PassageRow {
  return {
    passage,
    voice: tag?.voice ?? null,
    rating: tag?.rating ? { value: tag.rating.value, max: tag.rating.max } : null,
    claims: claims.map((claim) => {
      const machine = tag?.claims.find((other) => other.type === claim.type);
      return { ...claim, sure: claim.status !== 'proposed' || (machine !== undefined && isSure(machine)) };
    }),
  };
}

/**
 * The library's view of a post as the panel shows it. `lost` holds what the open page could not find (annotation's id →
 * reason); what hangs on passages that vanished for good is lost as well.
 */
export function postViewOf(view: StoredView, lost: ReadonlyMap<string, string>): PostView {
  const annotations = view.items.flatMap((item) => [...item.highlights, ...item.decisions]);
  const all = [...annotations, ...view.highlights];
  const onPage: Orphan[] = all.flatMap((annotation) => {
    const reason = lost.get(annotation.id);
    return reason === undefined ? [] : [{ annotation, reason }];
  });
  const gone: Orphan[] = view.orphans.flatMap((item) =>
    [...item.decisions, ...item.highlights, ...(item.note ? [item.note] : [])].map((annotation) => ({
      annotation,
      reason: 'This passage was no longer there when the page was last read.',
    })),
  );
  return {
    post: view.post,
    rows: view.items.map(rowOf),
    highlights: all.filter((annotation) => annotation.kind === 'highlight'),
    orphans: [...onPage, ...gone],
  };
}

export const libraryPostOf = (post: PostSummary): LibraryPost => ({
  post,
  claims: post.claimed,
  confirmed: post.confirmed,
  copies: post.copies,
});
