// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Panel } from '../../../components/panel/Panel';
import type { SyncView } from '../../../components/panel/settings/sync-model';
import { conflict, NO_SYNC, NOW, syncView } from '../../fixtures/panel/made-up-sync';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show(view: SyncView | null | undefined) {
  const [onSyncNow, onSettings] = [vi.fn(), vi.fn()];
  const nothing = () => undefined;
  const panel = (now: SyncView | null | undefined) => (
    <Panel
      tab="post"
      onTab={nothing}
      notice={null}
      onNoticeClose={nothing}
      onUndo={nothing}
      onRedo={nothing}
      onSettings={nothing}
      onWide={null}
      panels={{ post: () => 'the post', synthesis: () => null, library: () => null }}
      {...(now === undefined ? {} : { sync: { view: now, onSyncNow, onSettings } })}
    />
  );
  const { rerender } = render(panel(view));
  return { onSyncNow, onSettings, again: (next: SyncView) => rerender(panel(next)) };
}

const opener = () => screen.getByRole('button', { name: /^Sync:/ });
const inPopover = (name: string) => {
  const popover = document.getElementById(opener().getAttribute('aria-controls') ?? '');
  return [...(popover?.querySelectorAll('button') ?? [])].find((it) => it.textContent === name)!;
};
const problems = [
  { words: 'It is busy.', remedy: 'retry' as const },
  { words: 'Another thing.', remedy: null },
];

describe('the word on sync in the panel’s bar', () => {
  it.each([
    ['not wired', undefined],
    ['not known yet', null],
    ['off', NO_SYNC],
  ])('is not there where it is %s', (_, view) => {
    show(view);
    expect(screen.queryByRole('button', { name: /^Sync/ })).toBeNull();
  });

  it.each([
    ['Sync: in sync', {}],
    ['Sync: syncing', { state: 'running' as const, waiting: 3 }],
    ['Sync: 1,234 waiting', { waiting: 1234 }],
    ['Sync: paused', { state: 'paused' as const }],
    ['Sync: not synced yet', { lastSync: null }],
    ['Sync: 1 conflict', { conflicts: [conflict('a', ['x', 'y'])], state: 'running' as const }],
    ['Sync: trouble', { state: 'trouble' as const, problems, conflicts: [conflict('a', ['x', 'y'])] }],
  ])('says “%s”', (name, given) => {
    show(syncView(given));
    expect(opener().getAttribute('aria-label')).toBe(name);
  });

  it('reads out only what asks for the reader', () => {
    const { again } = show(syncView());
    const read = () => opener().parentElement?.querySelector('[role=status]')?.textContent;
    expect(read()).toBe('');
    again(syncView({ state: 'running' }));
    expect(read()).toBe('');
    again(syncView({ state: 'trouble', problems }));
    expect(read()).toBe('Sync: trouble');
  });

  it('opens to last sync, the problem in one line, and what can be done', () => {
    const { onSyncNow, onSettings } = show(
      syncView({ state: 'trouble', problems, waiting: 2, nextTry: NOW + 600_000 }),
    );
    expect(screen.queryByText(/Last sync/)).toBeNull();
    fireEvent.click(opener());
    expect(opener().getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByText('Last sync 3 minutes ago. Waiting to be sent: 2. Next try in 10 minutes.')).toBeTruthy();
    expect(screen.getByText('It is busy. And 1 more.')).toBeTruthy();
    fireEvent.click(inPopover('Sync now'));
    fireEvent.click(inPopover('Settings'));
    expect([onSyncNow.mock.calls.length, onSettings.mock.calls.length]).toEqual([1, 1]);
    // The settings open elsewhere.
    expect(screen.queryByText(/Last sync/)).toBeNull();
  });

  it('starts no second run, and none where it is paused', () => {
    const { onSyncNow, again } = show(syncView({ state: 'running', progress: { doing: 'pull', files: 3, of: 9 } }));
    fireEvent.click(opener());
    expect(screen.getByText('Fetching: 3 of about 9 files')).toBeTruthy();
    fireEvent.click(inPopover('Sync now'));
    expect(onSyncNow).not.toHaveBeenCalled();
    again(syncView({ state: 'paused' }));
    expect(inPopover('Sync now')).toBeUndefined();
  });

  it('closes by Escape, by a press elsewhere and when the focus goes on', () => {
    show(syncView());
    const isOpen = () => opener().getAttribute('aria-expanded') === 'true';
    fireEvent.click(opener());
    inPopover('Settings').focus();
    fireEvent.keyDown(inPopover('Settings'), { key: 'Escape' });
    expect([isOpen(), document.activeElement]).toEqual([false, opener()]);
    fireEvent.click(opener());
    fireEvent.pointerDown(inPopover('Sync now'));
    expect(isOpen()).toBe(true);
    fireEvent.pointerDown(document.body);
    expect(isOpen()).toBe(false);
    fireEvent.click(opener());
    inPopover('Settings').focus();
    act(() => screen.getAllByRole('tab')[0]!.focus());
    expect(isOpen()).toBe(false);
  });
});
