// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LibraryTab } from '../../../components/panel/library/LibraryTab';
import type { Curation, LibraryActions, LibraryPost, SearchHit } from '../../../components/panel/model';
import { post } from '../../fixtures/panel/made-up';

afterEach(cleanup);

const nothing = () => undefined;
const POSTS: LibraryPost[] = [
  { post: post({ key: 'a', title: 'Older', lastSeenAt: 1, readTo: 0.4 }), claims: 9, confirmed: 2, copies: [] },
  { post: post({ key: 'b', title: 'Newer', lastSeenAt: 5, demo: true }), claims: 1, confirmed: 0, copies: [] },
];

function show(posts: LibraryPost[] | null, given: Partial<LibraryActions> = {}, curations: Curation[] = []) {
  const actions: LibraryActions = {
    search: async () => ({ hits: [], more: false }),
    openPost: nothing,
    openHit: nothing,
    deletePosts: nothing,
    exportPosts: nothing,
    renameSpeaker: nothing,
    mergeSpeakers: nothing,
    splitSpeakers: nothing,
    backUp: nothing,
    restore: nothing,
    deleteEverything: nothing,
    ...given,
  };
  const sample = { open: vi.fn(), remove: vi.fn() };
  const speakers = [
    { name: 'Ada Lund', posts: 2, passages: 8 },
    { name: 'A. Lund', posts: 1, passages: 3 },
  ];
  render(<LibraryTab posts={posts} speakers={speakers} curations={curations} actions={actions} sample={sample} />);
  return sample;
}

const titles = () => screen.getAllByRole('heading', { level: 3 }).map((it) => it.textContent);

describe('posts', () => {
  it('says of a text that is there from several sites where else it is from, each site once', () => {
    const copies = [{ site: 'substack' }, { site: 'substack' }, { site: 'eaforum' }] as const;
    show([{ ...(POSTS[0] as LibraryPost), copies: [...copies] }, POSTS[1] as LibraryPost]);
    expect(screen.getAllByText(/Also in your library from/).map((it) => it.textContent)).toEqual([
      'Also in your library from Substack, EA Forum',
    ]);
  });

  it('stand in the order that the reader chose, with what is known of each', () => {
    show(POSTS);
    expect(titles()).toEqual(['Newer', 'Older']);
    fireEvent.change(screen.getByLabelText('Order'), { target: { value: 'claims' } });
    expect(titles()).toEqual(['Older', 'Newer']);
    const older = screen.getAllByRole('article')[0]!;
    expect(older.textContent).toMatch(/9 claims, 2 confirmed · 40% read/);
    expect(screen.getByText('Sample')).toBeTruthy();
  });

  it('are chosen and deleted together, and exported', () => {
    const deletePosts = vi.fn();
    const exportPosts = vi.fn();
    show(POSTS, { deletePosts, exportPosts });
    fireEvent.click(screen.getByRole('button', { name: 'Choose all' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose Newer' }));
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    fireEvent.click(screen.getByRole('menuitem', { name: 'Save as a table (CSV)' }));
    fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
    expect(exportPosts).toHaveBeenCalledWith(['a'], 'csv');
    expect(deletePosts).toHaveBeenCalledWith(['a']);
    // The button is gone; the focus goes on at the search.
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  it('offer a sample where there is none', () => {
    const sample = show([]);
    fireEvent.click(screen.getByRole('button', { name: 'Open a sample synthesis' }));
    expect(sample.open).toHaveBeenCalledOnce();
  });
});

describe('search', () => {
  const hit = (given: Partial<SearchHit>): SearchHit => ({
    kind: 'passage',
    post: 'a',
    postTitle: 'Older',
    authors: ['Ada Lund'],
    passage: 'p1',
    annotation: null,
    snippet: 'a short loop',
    ranges: [[2, 7]],
    cut: { start: false, end: false },
    ...given,
  });

  it('follows the typing, marks what was found, and leads to it', async () => {
    const search = vi.fn(async () => ({
      hits: [hit({}), hit({ kind: 'note', snippet: '<b>n</b>', ranges: [] })],
      more: false,
    }));
    const openHit = vi.fn();
    show(POSTS, { search, openHit });
    const box = screen.getByRole('searchbox');
    fireEvent.change(box, { target: { value: 'sho' } });
    fireEvent.change(box, { target: { value: 'short' } });
    expect(await screen.findByText('2 results')).toBeTruthy();
    // One question for two keystrokes in a row.
    expect(search.mock.calls).toEqual([['short', 40]]);
    expect(document.querySelector('mark')?.textContent).toBe('short');
    expect(screen.getByText('<b>n</b>')).toBeTruthy();
    fireEvent.click(screen.getByText('<b>n</b>'));
    expect(openHit.mock.calls[0]?.[0]).toMatchObject({ kind: 'note' });
  });

  it('says when nothing was found', async () => {
    show(POSTS);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'zzz' } });
    expect(await screen.findByText('Nothing found.')).toBeTruthy();
  });

  it('lets only the newest answer through', async () => {
    const answers: ((value: { hits: SearchHit[]; more: boolean }) => void)[] = [];
    const search = vi.fn(() => new Promise<{ hits: SearchHit[]; more: boolean }>((done) => answers.push(done)));
    show(POSTS, { search });
    const box = screen.getByRole('searchbox');
    fireEvent.change(box, { target: { value: 'one' } });
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    fireEvent.change(box, { target: { value: 'two' } });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.({ hits: [hit({ snippet: 'second', ranges: [] })], more: false });
    expect(await screen.findByText('second')).toBeTruthy();
    await act(async () => answers[0]?.({ hits: [hit({ snippet: 'first', ranges: [] })], more: false }));
    expect(screen.queryByText('first')).toBeNull();
  });
});

describe('what can’t be undone', () => {
  it('takes two steps, and the first lands on the way back', () => {
    const deleteEverything = vi.fn();
    show(POSTS, { deleteEverything });
    fireEvent.click(screen.getByRole('button', { name: 'Delete everything' }));
    expect(deleteEverything).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keep it' }));
    fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Delete everything' }));
    fireEvent.click(screen.getByRole('button', { name: 'Delete everything' }));
    fireEvent.click(screen.getByRole('button', { name: 'Yes, delete it all' }));
    expect(deleteEverything).toHaveBeenCalledOnce();
  });
});

describe('speakers', () => {
  it('are renamed, merged and taken apart', () => {
    const [renameSpeaker, mergeSpeakers, splitSpeakers] = [vi.fn(), vi.fn(), vi.fn()];
    const merge: Curation = { id: 'm', kind: 'merge-speakers', from: 'AL', into: 'Ada Lund', at: 1, deletedAt: null };
    show(POSTS, { renameSpeaker, mergeSpeakers, splitSpeakers }, [merge]);
    const edit = () => fireEvent.click(screen.getByRole('button', { name: 'Rename or merge A. Lund' }));
    edit();
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: ' Ann Lund ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Rename' }));
    edit();
    fireEvent.change(screen.getByLabelText('Same as'), { target: { value: 'Ada Lund' } });
    fireEvent.click(screen.getByRole('button', { name: 'Merge' }));
    const merged = screen.getByText('AL counts as Ada Lund').closest('li')!;
    fireEvent.click(within(merged).getByRole('button', { name: 'Take apart' }));
    expect(renameSpeaker).toHaveBeenCalledWith('A. Lund', 'Ann Lund');
    expect(mergeSpeakers).toHaveBeenCalledWith('A. Lund', 'Ada Lund');
    expect(splitSpeakers).toHaveBeenCalledWith('m');
  });
});
