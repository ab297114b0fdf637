import { err, ok, type Result } from '../../lib/base/result';
import type { Library, LibraryProblem, Stepped } from '../../lib/library/library';
import type { Handlers } from '../../lib/messaging/calls';
import type { toBackground } from '../../lib/messaging/protocol';

type AnnotationCalls = Pick<
  Handlers<typeof toBackground>,
  | 'claim.decide'
  | 'claim.retype'
  | 'claim.note'
  | 'highlight.add'
  | 'highlight.update'
  | 'annotation.remove'
  | 'undo'
  | 'redo'
>;

/** Calls by which the reader decides. Each answers with what can be undone and redone now. */
export function annotationCalls(library: Library, changed: (post: string | null) => void): AnnotationCalls {
  /** Tells the pages and answers, once something was written. */
  async function after<T extends object>(
    written: Result<{ post: string } | null, LibraryProblem>,
    more: T,
  ): Promise<Result<T & { undo: string | null; redo: string | null }, string>> {
    if (!written.ok) return err(written.error.message);
    const post = written.value?.post ?? null;
    const steps = await library.undoable(post === null ? {} : { post });
    if (!steps.ok) return err(steps.error.message);
    changed(post);
    return ok({ ...more, ...steps.value });
  }

  async function stepped(result: Result<Stepped | null, LibraryProblem>) {
    if (!result.ok) return err(result.error.message);
    const posts = result.value?.posts ?? [];
    for (const other of posts.slice(1)) changed(other);
    const [post] = posts;
    return after(ok(post === undefined ? null : { post }), { label: result.value?.label ?? null });
  }

  return {
    'claim.decide': async (decision) => after(await library.decide(decision), {}),
    'claim.retype': async ({ passage, from, to }) => after(await library.changeType(passage, from, to), {}),
    'claim.note': async ({ passage, type, note }) => {
      const target = { annotation: `d:${passage}:${type}` };
      const noted = await library.setNote(target, note);
      if (noted.ok || noted.error.kind !== 'missing') return after(noted, {});
      // A note on a proposed claim says that the reader takes it up.
      const decided = await library.decide({ passage, type, verdict: 'accepted' });
      return after(decided.ok ? await library.setNote({ annotation: decided.value.id }, note) : decided, {});
    },
    'highlight.add': async (highlight) => {
      const added = await library.addHighlight(highlight);
      return added.ok ? after(added, { id: added.value.id }) : err(added.error.message);
    },
    'highlight.update': async ({ id, ...patch }) =>
      after(await library.updateHighlight(id, patch as Parameters<Library['updateHighlight']>[1]), {}),
    'annotation.remove': async ({ id }) => after(await library.removeAnnotation(id).then(asWritten), {}),
    undo: async ({ post }) => stepped(await library.undo(post === undefined ? {} : { post })),
    redo: async ({ post }) => stepped(await library.redo(post === undefined ? {} : { post })),
  };
}

const asWritten = (result: Result<null, LibraryProblem>): Result<{ post: string } | null, LibraryProblem> => result;
