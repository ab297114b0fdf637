import { useMemo } from 'react';
import { browser } from 'wxt/browser';
import type { LibraryActions, SampleActions, SynthesisActions } from '../../components/panel/model';
import { plural, TYPE_WORDS } from '../../components/shared/words';
import { synthesisToMarkdown } from '../../lib/export';
import type { Library, Outcome } from '../../lib/library/library';
import type { Curation } from '../../lib/library/records';
import { tellReaders } from '../../lib/messaging/broadcast';
import type { Synthesis } from '../../lib/synthesis/synthesis';
import { forgetSecrets } from '../background/forget';
import { DEMO_POSTS, demoVisit } from './demo';
import { exportPosts } from './exports';
import { copyText, saveFile } from './files';
import { importFile } from './imports';
import { showTarget } from './open';
import type { Notices } from './useNotices';

interface Given {
  library: Library;
  notices: Notices;
  undo: () => void;
  synthesis: Synthesis | null;
  setFilter: SynthesisActions['setFilter'];
  /** Goes to a post's claims in the panel. */
  choosePost: (key: string) => void;
  toSynthesis: () => void;
}

/** What is said of a decision once it is stored. */
export const DONE = { accepted: 'Accepted.', rejected: 'Rejected.', added: 'Added.' } as const;

type Pairs = Pick<LibraryActions, 'renameSpeaker' | 'mergeSpeakers'>;

export function useLibraryActions({ library, notices, undo, synthesis, setFilter, choosePost, toSynthesis }: Given): {
  library: LibraryActions;
  synthesis: SynthesisActions;
  sample: SampleActions;
} {
  return useMemo(() => {
    const curate = (curation: Curation, done: string) => void notices.after(library.curate(curation), done, undo);
    const uncurate = (id: string, done: string) => void notices.after(library.removeCuration(id), done, undo);
    const pairs: Pairs = {
      renameSpeaker: (speaker, name) =>
        curate(
          { id: `rename:${speaker}`, kind: 'rename-speaker', speaker, name, at: Date.now(), deletedAt: null },
          `${speaker} is now called ${name}.`,
        ),
      mergeSpeakers: (from, into) =>
        curate(
          { id: `merge:${from}`, kind: 'merge-speakers', from, into, at: Date.now(), deletedAt: null },
          `${from} now counts as ${into}.`,
        ),
    };
    const showPassage = async (post: string, passage: string | null) => {
      const view = await library.postView(post);
      if (!view.ok) return notices.fail(view.error.message);
      if (!view.value) return notices.fail('This post is no longer in your library.');
      const stored = view.value;
      const item = [...stored.items, ...stored.orphans].find(
        ({ passage: it, highlights }) => it.id === passage || highlights.some((mark) => mark.id === passage),
      );
      const mark = [...stored.highlights, ...(item?.highlights ?? [])].find((it) => it.id === passage);
      const reason = await showTarget({
        post: stored.post.key,
        url: item?.passage.url ?? stored.post.url,
        passage: mark ? null : (item?.passage.id ?? null),
        annotation: mark?.id ?? null,
        selectors: mark?.selectors ?? item?.passage.selectors ?? null,
      });
      return reason === null ? undefined : notices.fail(reason);
    };
    /** A decision on a passage: stored first, then told to the pages that show its post. */
    const told = async (post: string, change: Outcome<unknown>, done: string) => {
      if (await notices.after(change, done, undo)) await tellReaders('library.changed', { post });
    };
    const deletePosts = async (keys: string[]) => {
      const done = await notices.after(
        library.deletePosts(keys),
        ({ deleted }) => `${plural(deleted, 'post')} deleted.`,
        undo,
      );
      if (done) await tellReaders('library.changed', { post: null });
    };
    return {
      library: {
        ...pairs,
        search: async (query, limit) => {
          const found = await library.search(query, { limit });
          if (found.ok) return found.value;
          notices.fail(found.error.message);
          return { hits: [], more: false };
        },
        openPost: choosePost,
        openHit: (hit) =>
          hit.kind === 'post' ? choosePost(hit.post) : void showPassage(hit.post, hit.annotation ?? hit.passage),
        deletePosts: (keys) => void deletePosts(keys),
        exportPosts: (keys, format) => void exportPosts(library, keys, format, notices),
        splitSpeakers: (id) => uncurate(id, 'They count as two again.'),
        backUp: () =>
          void library.exportAll().then((all) => {
            if (!all.ok) return notices.fail(all.error.message);
            saveFile(`cruxlight-${new Date().toISOString().slice(0, 10)}.json`, 'application/json', all.value);
            return notices.say('Backup saved.');
          }),
        restore: (file) => void importFile(library, file, notices),
        deleteEverything: () =>
          void notices
            // The engine's key lies beside the library, and goes with it.
            .after(
              forgetSecrets().then(() => library.deleteEverything()),
              'Everything is deleted.',
            )
            .then((done) => (done ? tellReaders('library.changed', { post: null }) : undefined)),
      },
      synthesis: {
        ...pairs,
        setFilter,
        pin: (type, topic, pinned) => {
          const id = `pin:${type}:${topic}`;
          if (pinned) curate({ id, kind: 'pin-cell', type, topic, at: Date.now(), deletedAt: null }, 'Pinned.');
          else uncurate(id, 'No longer pinned.');
        },
        overrule: (type, topic, verdict) => {
          const id = `overrule:${type}:${topic}`;
          if (verdict === null) uncurate(id, 'As found again.');
          else
            curate(
              { id, kind: 'overrule-cell', type, topic, verdict, at: Date.now(), deletedAt: null },
              'Your verdict is kept.',
            );
        },
        openQuote: (post, passage) => void showPassage(post, passage),
        decide: (post, { passage, type, verdict, position, shown, topics }) => {
          const changed = position !== undefined || topics !== undefined;
          void told(
            post,
            library.decide({ passage, type, verdict, position, shown, topics }),
            changed ? 'Changed.' : DONE[verdict],
          );
        },
        retype: (post, passage, from, to) =>
          void told(post, library.changeType(passage, from, to), `Now ${TYPE_WORDS[to].short}.`),
        exportSynthesis: (format) => {
          if (!synthesis) return notices.fail('The synthesis is not ready yet.');
          const text = synthesisToMarkdown(synthesis);
          if (format === 'md') {
            saveFile('cruxlight-synthesis.md', 'text/markdown', text);
            return notices.say('Saved.');
          }
          return void copyText(text).then((reason) =>
            reason === null
              ? notices.say('Copied as Markdown.')
              : notices.fail(`The clipboard did not take it: ${reason}`),
          );
        },
      },
      sample: {
        open: () =>
          void (async () => {
            for (const post of DEMO_POSTS) {
              const { visit, passages, tags } = demoVisit(
                post,
                browser.runtime.getURL(`/demo/${post.slug}.html` as never),
              );
              const stored = await library.recordVisit(visit, passages);
              if (!stored.ok) return notices.fail(stored.error.message);
              const tagged = await library.putTags(tags);
              if (!tagged.ok) return notices.fail(tagged.error.message);
            }
            toSynthesis();
            return notices.say('Four sample posts are in your library.');
          })(),
        remove: () => void deletePosts(DEMO_POSTS.map((post) => post.key)),
      },
    };
  }, [library, notices, undo, synthesis, setFilter, choosePost, toSynthesis]);
}
