import { useMemo } from 'react';
import { browser } from 'wxt/browser';
import type { PostActions, PostView } from '../../components/panel/model';
import { TYPE_WORDS } from '../../components/shared/words';
import type { Library } from '../../lib/library/library';
import { tellReaders } from '../../lib/messaging/broadcast';
import { callerTo, callerToTab } from '../../lib/messaging/calls';
import { toBackground, toPage } from '../../lib/messaging/protocol';
import { exportPosts } from './exports';
import { showTarget, tabOf } from './open';
import { grantable, hostOf } from './situation';
import { DONE } from './useLibraryActions';
import type { Notices } from './useNotices';
import type { TabPage } from './usePage';

const callBackground = callerTo('background', toBackground);
const callTab = callerToTab(toPage);

interface Given {
  library: Library;
  view: PostView | null;
  page: TabPage | null;
  notices: Notices;
  undo: () => void;
  ask: () => void;
}

/** What the reader can do with a post: stored first, then told to the pages that show it. */
export function usePostActions({ library, view, page, notices, undo, ask }: Given): PostActions {
  return useMemo(() => {
    const post = view?.post;
    const change = async (outcome: Promise<boolean>) => {
      if ((await outcome) && post) await tellReaders('library.changed', { post: post.key });
    };
    const show = async (target: Parameters<typeof showTarget>[0]) => {
      const reason = await showTarget(target);
      if (reason !== null) notices.fail(reason);
    };
    const base = { post: post?.key ?? '', url: post?.url ?? '', passage: null, annotation: null, selectors: null };
    const read = async () => {
      if (page?.tabId === null || page?.tabId === undefined) return;
      const answer = await callBackground('page.read', { tabId: page.tabId });
      if (answer.ok) ask();
      else
        notices.fail(
          'The browser did not let Cruxlight read this page. Click Cruxlight’s button in the toolbar while the page is in front, then try again.',
        );
    };
    return {
      decide: ({ passage, type, verdict, position, topics }) =>
        void change(
          notices.after(
            library.decide({ passage, type, verdict, position, topics }),
            position !== undefined || topics !== undefined ? 'Changed.' : DONE[verdict],
            undo,
          ),
        ),
      clear: (passage, type) => void change(notices.after(library.clearDecision(passage, type), 'Open again.', undo)),
      retype: (passage, from, to) =>
        void change(notices.after(library.changeType(passage, from, to), `Now ${TYPE_WORDS[to].short}.`, undo)),
      note: (passage, type, note) =>
        void change(
          (async () => {
            // A note hangs on the reader's decision; writing one stands for accepting the claim.
            const claim = view?.rows.find((row) => row.passage.id === passage)?.claims.find((it) => it.type === type);
            const verdict = claim?.status === 'rejected' ? 'rejected' : 'accepted';
            const decided = await library.decide({ passage, type, verdict });
            const noted = decided.ok
              ? library.setNote({ annotation: decided.value.id }, note)
              : Promise.resolve(decided);
            return notices.after(noted, note ? 'Note saved.' : 'Note removed.', undo);
          })(),
        ),
      updateHighlight: (id, patch) => void change(notices.after(library.updateHighlight(id, patch), 'Changed.', undo)),
      removeAnnotation: (id) => void change(notices.after(library.removeAnnotation(id), 'Removed.', undo)),
      show: (passage) =>
        void show({ ...base, url: passage.url ?? base.url, passage: passage.id, selectors: passage.selectors }),
      attach: (annotation) =>
        void change(
          (async () => {
            const tabId = await tabOf(annotation.post);
            if (tabId === null) {
              notices.fail('Open the post and select the right words in it, then try again.');
              return false;
            }
            const taken = await callTab(tabId, 'selection.take', {});
            if (!taken.ok || taken.value.place === null) {
              notices.fail(
                taken.ok && taken.value.reason !== null
                  ? taken.value.reason
                  : 'The page did not answer. Reload it, then try again.',
              );
              return false;
            }
            return notices.after(
              library.attach(annotation.id, taken.value.place),
              'Attached to the selected words.',
              undo,
            );
          })(),
        ),
      showHighlight: (highlight) => void show({ ...base, annotation: highlight.id, selectors: highlight.selectors }),
      openPost: () => void show(base),
      exportPost: (format) => post && void exportPosts(library, [post.key], format, notices),
      readPage: () => void read(),
      readSite: () => {
        const origin = grantable(page?.url ?? null);
        if (origin === null) return;
        // The request must be the first thing that the click does.
        void browser.permissions.request({ origins: [origin] }).then((granted) => {
          if (granted) return read();
          notices.say('Left as it was.');
          return undefined;
        });
      },
      turnOn: () =>
        void (async () => {
          const settings = await library.settings();
          if (!settings.ok) return notices.fail(settings.error.message);
          const host = hostOf(page?.url ?? null);
          const key = page?.status?.post ?? post?.key;
          const saved = await notices.after(
            library.saveSettings({
              off: false,
              offSites: settings.value.offSites.filter((site) => site !== host),
              offPosts: settings.value.offPosts.filter((other) => other !== key),
            }),
            'Marks are on.',
          );
          if (saved) await tellReaders('library.changed', { post: null });
          ask();
          return undefined;
        })(),
    };
  }, [library, view, page, notices, undo, ask]);
}
