// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Panel, type TabId } from '../../../components/panel/Panel';
import { Problem } from '../../../components/panel/Problem';
import { ChunkedList } from '../../../components/shared/ChunkedList';
import { type Notice, Toast } from '../../../components/shared/Toast';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function Frame({ onUndo, onRedo }: { onUndo: () => void; onRedo: () => void }) {
  const [tab, setTab] = useState<TabId>('post');
  return (
    <Panel
      tab={tab}
      onTab={setTab}
      notice={null}
      onNoticeClose={() => undefined}
      onUndo={onUndo}
      onRedo={onRedo}
      onSettings={() => undefined}
      onWide={null}
      panels={{
        post: () => <input aria-label="field" />,
        synthesis: () => 'the synthesis',
        library: () => 'the library',
      }}
    />
  );
}

describe('the tabs', () => {
  it('are one tab stop; arrows, Home and End choose and move the focus', () => {
    render(<Frame onUndo={vi.fn()} onRedo={vi.fn()} />);
    const tabs = screen.getAllByRole('tab');
    const stops = () => tabs.filter((tab) => tab.tabIndex === 0).map((tab) => tab.textContent);
    const press = (key: string) => fireEvent.keyDown(document.activeElement!, { key });
    tabs[0]!.focus();
    press('ArrowRight');
    expect([document.activeElement, ...stops()]).toEqual([tabs[1], 'Synthesis']);
    expect(screen.getByRole('tabpanel', { name: 'Synthesis' }).textContent).toBe('the synthesis');
    press('End');
    expect(document.activeElement).toBe(tabs[2]);
    press('ArrowRight');
    expect(document.activeElement).toBe(tabs[0]);
    press('ArrowLeft');
    press('Home');
    expect([document.activeElement, ...stops()]).toEqual([tabs[0], 'This post']);
  });

  it('name the panels that they control', () => {
    render(<Frame onUndo={vi.fn()} onRedo={vi.fn()} />);
    for (const tab of screen.getAllByRole('tab'))
      expect(document.getElementById(tab.getAttribute('aria-controls') ?? '')?.getAttribute('aria-labelledby')).toBe(
        tab.id,
      );
  });
});

describe('undo by keys', () => {
  it('works anywhere but where one types', () => {
    const [onUndo, onRedo] = [vi.fn(), vi.fn()];
    render(<Frame onUndo={onUndo} onRedo={onRedo} />);
    const tab = screen.getAllByRole('tab')[0]!;
    fireEvent.keyDown(tab, { key: 'z', ctrlKey: true });
    fireEvent.keyDown(tab, { key: 'Z', metaKey: true, shiftKey: true });
    fireEvent.keyDown(screen.getByLabelText('field'), { key: 'z', ctrlKey: true });
    expect([onUndo.mock.calls.length, onRedo.mock.calls.length]).toEqual([1, 1]);
  });
});

describe('a notice', () => {
  const notice = (given: Partial<Notice> = {}): Notice => ({
    id: 1,
    text: 'Deleted.',
    tone: 'done',
    undo: vi.fn(),
    ...given,
  });

  it('is announced, offers undo, and leaves by itself', () => {
    vi.useFakeTimers();
    const onClose = vi.fn();
    const given = notice();
    render(<Toast notice={given} onClose={onClose} />);
    expect(screen.getByRole('status').textContent).toContain('Deleted.');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(given.undo).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(60_000);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('stays while it is pointed at, and a problem stays until it is dismissed', () => {
    vi.useFakeTimers();
    const onClose = vi.fn();
    const { rerender, container } = render(<Toast notice={notice()} onClose={onClose} />);
    fireEvent.pointerEnter(container.querySelector('.toast')!);
    vi.advanceTimersByTime(60_000);
    expect(onClose).not.toHaveBeenCalled();
    fireEvent.pointerLeave(container.querySelector('.toast')!);
    rerender(<Toast notice={notice({ id: 2, tone: 'problem' })} onClose={onClose} />);
    vi.advanceTimersByTime(60_000);
    expect(onClose).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(onClose).toHaveBeenCalledOnce();
  });
});

describe('a library that can’t be used', () => {
  it('says why, tries again, and saves what can be read', () => {
    const [onRetry, onRescue] = [vi.fn(), vi.fn()];
    render(
      <Problem problem={{ kind: 'broken', message: 'It was left as it is.' }} onRetry={onRetry} onRescue={onRescue} />,
    );
    expect(screen.getByRole('alert').textContent).toContain('It was left as it is.');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save what can be read' }));
    expect([onRetry.mock.calls.length, onRescue.mock.calls.length]).toEqual([1, 1]);
  });
});

describe('a long list', () => {
  it('renders only what is near the screen', () => {
    const seen = new Map<Element, (near: boolean) => void>();
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(private tell: (entries: unknown[]) => void) {}
        observe(element: Element) {
          seen.set(element, (near) => this.tell([{ isIntersecting: near, boundingClientRect: { height: 400 } }]));
        }
        disconnect() {
          seen.clear();
        }
      },
    );
    const items = Array.from({ length: 5_000 }, (_, i) => `row ${i}`);
    render(<ChunkedList items={items} keyOf={(it) => it} render={(it) => it} rowHeight={10} label="rows" />);
    expect(screen.getAllByRole('listitem').length).toBeLessThan(200);
    expect(screen.queryByText('row 4999')).toBeNull();
    const last = [...seen.values()].at(-1)!;
    vi.useFakeTimers();
    // React takes state changes outside its events on the next turn.
    last(true);
    vi.runAllTimers();
    return vi.waitFor(() => expect(screen.getByText('row 4999')).toBeTruthy());
  });
});
