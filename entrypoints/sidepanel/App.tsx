import { useCallback, useMemo, useState } from 'react';
import { browser } from 'wxt/browser';
import { LibraryTab } from '../../components/panel/library/LibraryTab';
import type { NoteConflicts } from '../../components/panel/model';
import { Panel, type TabId } from '../../components/panel/Panel';
import { PostTab } from '../../components/panel/post/PostTab';
import type { SyncView } from '../../components/panel/settings/sync-model';
import { SynthesisTab } from '../../components/panel/synthesis/SynthesisTab';
import type { Library, LibraryProblem } from '../../lib/library/library';
import { tellReaders } from '../../lib/messaging/broadcast';
import { callerTo } from '../../lib/messaging/calls';
import { toBackground } from '../../lib/messaging/protocol';
import { libraryPostOf, postViewOf } from './rows';
import { situationOf } from './situation';
import { useLibraryActions } from './useLibraryActions';
import { useNotices } from './useNotices';
import { usePage } from './usePage';
import { usePostActions } from './usePostActions';
import { useSync } from './useSync';
import { useSynthesis } from './useSynthesis';
import { useWatch } from './useWatch';

const call = callerTo('background', toBackground);

interface Props {
  library: Library;
  onBroken: (problem: LibraryProblem) => void;
}

/** Joins the library, the tab beside the panel and the components. */
export function App({ library, onBroken }: Props) {
  const [tab, setTab] = useState<TabId>('post');
  /** A post chosen in the library; it is shown until the reader moves to another page. */
  const [chosen, setChosen] = useState<{ post: string; beside: string | null } | null>(null);
  const notices = useNotices(onBroken);
  const { page, ask } = usePage();

  const besides = page?.status?.post ?? null;
  const key = chosen !== null && chosen.beside === besides ? chosen.post : besides;
  const beside = key !== null && key === besides;
  const stored = useWatch(library, key === null ? null : () => library.postView(key), `post:${key}`, onBroken);
  const history = useWatch(library, () => library.undoable(key ? { post: key } : {}), `undo:${key}`, onBroken);
  const settings = useWatch(library, () => library.settings(), 'settings', onBroken);
  const summaries = useWatch(library, () => library.posts(), 'posts', onBroken);
  const { state, filter, setFilter, facets, curations } = useSynthesis(tab !== 'post');

  const sync = useSync(library);
  const { seenOf } = sync;
  const conflicts = useConflicts(sync.view);

  const lost = page?.status?.orphans;
  const view = useMemo(
    () => (stored ? postViewOf(stored, new Map(beside ? lost?.map(({ id, reason }) => [id, reason]) : [])) : null),
    [stored, beside, lost],
  );
  const posts = useMemo(() => summaries?.map(libraryPostOf) ?? null, [summaries]);
  const hasSample = posts?.some(({ post }) => post.demo) ?? false;

  const { after, say, fail } = notices;
  const step = useCallback(
    (way: 'undo' | 'redo', of?: string) => {
      void after(library[way](of === undefined ? {} : { post: of }), (done) => {
        if (!done) return way === 'undo' ? 'Nothing to undo.' : 'Nothing to do again.';
        return `${way === 'undo' ? 'Undone' : 'Done again'}: ${done.label}.`;
      }).then((done) => (done ? tellReaders('library.changed', { post: null }) : undefined));
    },
    [library, after],
  );
  const undo = useCallback(() => step('undo'), [step]);
  const choosePost = useCallback(
    (post: string) => {
      setChosen({ post, beside: besides });
      setTab('post');
    },
    [besides],
  );
  const resolve = useCallback(
    (annotation: string, text: string) =>
      void call('sync.resolve', { annotation, text, seen: seenOf(annotation) }).then((done) =>
        done.ok ? say('Settled on all your devices.') : fail(done.error.message),
      ),
    [say, fail, seenOf],
  );
  const toSynthesis = useCallback(() => setTab('synthesis'), []);
  const synthesis = state.state === 'ready' ? state.synthesis : null;
  const postActions = usePostActions({ library, view, page, notices, undo, ask });
  const actions = useLibraryActions({ library, notices, undo, synthesis, setFilter, choosePost, toSynthesis });
  const empty = posts?.length === 0;
  const here = situationOf(page, settings);

  return (
    <Panel
      tab={tab}
      onTab={setTab}
      notice={notices.notice}
      onNoticeClose={notices.close}
      onUndo={undo}
      onRedo={() => step('redo')}
      sync={{
        view: sync.view,
        onSyncNow: () => void call('sync.now', {}).then((begun) => (begun.ok ? undefined : fail(begun.error.message))),
        onSettings: () => void browser.tabs.create({ url: browser.runtime.getURL('/options.html#sync' as never) }),
      }}
      onSettings={() => void browser.runtime.openOptionsPage().catch(() => say('The settings could not be opened.'))}
      onWide={
        page?.alone ? null : () => void browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html' as never) })
      }
      panels={{
        post: () => (
          <PostTab
            key={`${key}:${settings === null}`}
            {...(settings
              ? { initialFilter: { types: settings.types, density: settings.density, confirmedOnly: false } }
              : {})}
            situation={view && !beside ? { state: 'ready' } : here}
            view={view}
            history={history ?? { undo: null, redo: null }}
            actions={postActions}
            onSample={empty ? actions.sample.open : null}
            onUndo={() => step('undo', key ?? undefined)}
            onRedo={() => step('redo', key ?? undefined)}
            conflicts={conflicts}
            onResolve={resolve}
          />
        ),
        synthesis: () => (
          <SynthesisTab
            state={state}
            filter={filter}
            facets={facets}
            actions={actions.synthesis}
            sample={actions.sample}
            hasSample={hasSample}
            empty={empty}
          />
        ),
        library: () => (
          <LibraryTab
            posts={posts}
            speakers={synthesis?.speakers ?? []}
            curations={curations}
            actions={actions.library}
            sample={actions.sample}
          />
        ),
      }}
    />
  );
}

/** Notes with more than one text. It changes only with its content: the cards are memoised on it. */
function useConflicts(view: SyncView | null): NoteConflicts {
  const text = JSON.stringify(view?.conflicts ?? []);
  return useMemo(() => {
    const conflicts = JSON.parse(text) as SyncView['conflicts'];
    return new Map(conflicts.map((it) => [it.annotation, it.texts]));
  }, [text]);
}
