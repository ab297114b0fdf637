import { useMemo, useRef, useState } from 'react';
import { ChunkedList } from '../../shared/ChunkedList';
import { Icon } from '../../shared/Icon';
import { Menu } from '../../shared/Menu';
import { Welcome } from '../../shared/Welcome';
import { plural } from '../../shared/words';
import type { Curation, LibraryActions, LibraryPost, SampleActions, Speaker } from '../model';
import { Backup } from './Backup';
import { PostRow } from './PostRow';
import { SearchResults } from './SearchResults';
import { Speakers } from './Speakers';
import { useSearch } from './useSearch';

interface Props {
  /** Null while the library is being read. */
  posts: LibraryPost[] | null;
  speakers: Speaker[];
  curations: Curation[];
  actions: LibraryActions;
  sample: SampleActions;
}

type Order = 'seen' | 'written' | 'claims';
const ORDERS: Record<Order, string> = { seen: 'Last read', written: 'Date written', claims: 'Most claims' };
const BY: Record<Order, (a: LibraryPost, b: LibraryPost) => number> = {
  seen: (a, b) => b.post.lastSeenAt - a.post.lastSeenAt,
  written: (a, b) => (b.post.publishedAt ?? '').localeCompare(a.post.publishedAt ?? ''),
  claims: (a, b) => b.claims - a.claims,
};

export function LibraryTab({ posts, speakers, curations, actions, sample }: Props) {
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>('seen');
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const [search, more] = useSearch(query, actions.search, posts);
  const sorted = useMemo(() => [...(posts ?? [])].sort(BY[order]), [posts, order]);
  const box = useRef<HTMLInputElement>(null);
  // Posts that went away are no longer chosen.
  const picked = sorted.filter(({ post }) => chosen.has(post.key)).map(({ post }) => post.key);

  const choose = (key: string, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  if (posts?.length === 0 && query === '') {
    return (
      <div className="empty">
        <h2>Your library is empty</h2>
        <Welcome onSample={sample.open} />
        <Backup actions={actions} empty />
      </div>
    );
  }
  return (
    <div className="library">
      <search className="search">
        <Icon name="search" />
        <input
          ref={box}
          type="search"
          placeholder="Search titles, quotes and notes"
          aria-label="Search titles, quotes and notes"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </search>
      {query.trim() !== '' ? (
        <SearchResults state={search} onOpen={actions.openHit} onMore={more} />
      ) : (
        <>
          <div className="tools" data-selecting={picked.length > 0}>
            {picked.length > 0 ? (
              <>
                <b className="grow nowrap">{picked.length.toLocaleString('en')} chosen</b>
                <Menu
                  label="Export"
                  icon="save"
                  items={[
                    { label: 'Copy as Markdown', icon: 'copy', onChoose: () => actions.exportPosts(picked, 'md-copy') },
                    { label: 'Save as Markdown', icon: 'save', onChoose: () => actions.exportPosts(picked, 'md') },
                    {
                      label: 'Save as Web Annotations (JSON-LD)',
                      icon: 'save',
                      onChoose: () => actions.exportPosts(picked, 'jsonld'),
                    },
                    {
                      label: 'Save as a table (CSV)',
                      icon: 'save',
                      onChoose: () => actions.exportPosts(picked, 'csv'),
                    },
                  ]}
                />
                <button
                  type="button"
                  className="button quiet danger"
                  onClick={() => {
                    actions.deletePosts(picked);
                    setChosen(new Set());
                    box.current?.focus();
                  }}
                >
                  <Icon name="trash" /> Delete
                </button>
                <button type="button" className="link" onClick={() => setChosen(new Set())}>
                  None
                </button>
              </>
            ) : (
              <>
                <span className="muted grow">{posts ? plural(posts.length, 'post') : ''}</span>
                <label className="inline-select">
                  <span className="visually-hidden">Order</span>
                  <select value={order} onChange={(event) => setOrder(event.target.value as Order)}>
                    {Object.entries(ORDERS).map(([id, name]) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </select>
                </label>
                <button
                  type="button"
                  className="link"
                  onClick={() => setChosen(new Set(sorted.map(({ post }) => post.key)))}
                >
                  Choose all
                </button>
              </>
            )}
          </div>
          {posts === null ? (
            <div className="skeleton" role="status" aria-label="Reading the library">
              <i />
              <i />
              <i />
            </div>
          ) : (
            <ChunkedList
              className="posts"
              label="Posts"
              rowHeight={78}
              items={sorted}
              keyOf={({ post }) => post.key}
              render={(item) => (
                <PostRow
                  item={item}
                  chosen={chosen.has(item.post.key)}
                  onChoose={(on) => choose(item.post.key, on)}
                  onOpen={() => actions.openPost(item.post.key)}
                />
              )}
            />
          )}
          {posts?.some(({ post }) => post.demo) ? (
            <p className="strip-note">
              Posts marked “Sample” are the product’s own.{' '}
              <button type="button" className="link" onClick={sample.remove}>
                Remove the samples
              </button>
            </p>
          ) : null}
          <Speakers speakers={speakers} curations={curations} actions={actions} />
          <Backup actions={actions} empty={false} />
        </>
      )}
    </div>
  );
}
