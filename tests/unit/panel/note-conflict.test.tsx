// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PostView } from '../../../components/panel/model';
import { NoteConflict } from '../../../components/panel/post/NoteConflict';
import { PostTab } from '../../../components/panel/post/PostTab';
import { decisionId } from '../../../lib/library/annotations';
import { claim, highlight, postActions, row, view } from '../../fixtures/panel/made-up';

afterEach(cleanup);

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const area = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Merged note' });

function show(texts: string[]) {
  const onResolve = vi.fn();
  const { rerender } = render(<NoteConflict texts={texts} onResolve={onResolve} />);
  return { onResolve, again: (next: string[]) => rerender(<NoteConflict texts={next} onResolve={onResolve} />) };
}

describe('a note with two texts', () => {
  it('shows both and lets one be kept, as it was written', () => {
    const { onResolve } = show(['  first\n', 'second']);
    expect(screen.getAllByRole('listitem').map((it) => it.querySelector('.conflict-text')?.textContent)).toEqual([
      '  first\n',
      'second',
    ]);
    const [first, second] = screen.getAllByRole('button', { name: 'Keep this one' });
    fireEvent.click(second!);
    fireEvent.click(first!);
    expect(onResolve.mock.calls).toEqual([['second'], ['  first\n']]);
  });

  it('keeps both by putting one after the other', () => {
    const { onResolve } = show(['first', 'second']);
    fireEvent.click(button('Keep both'));
    expect(onResolve).toHaveBeenCalledWith('first\n\nsecond');
  });

  it('may have more than two, and an empty one, which says what it means', () => {
    const { onResolve } = show(['first', '', 'third']);
    expect(screen.getByText(/changed in 3 places/)).toBeTruthy();
    expect(screen.getByText('Empty: the note was taken away there.')).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Keep this one' })[1]!);
    fireEvent.click(button('Keep all'));
    expect(onResolve.mock.calls).toEqual([[''], ['first\n\nthird']]);
  });

  it('is merged by hand; Escape leaves it, Ctrl and Enter save', () => {
    const { onResolve } = show(['first', 'second']);
    fireEvent.click(button('Edit a merged one'));
    expect([document.activeElement, area().value]).toEqual([area(), 'first\n\nsecond']);
    fireEvent.keyDown(area(), { key: 'Escape' });
    expect(document.activeElement).toBe(button('Edit a merged one'));
    fireEvent.click(button('Edit a merged one'));
    fireEvent.change(area(), { target: { value: ' both ' } });
    fireEvent.keyDown(area(), { key: 'Enter', ctrlKey: true });
    expect(onResolve.mock.calls).toEqual([['both']]);
  });

  it('is not settled over a text that the reader has not seen', () => {
    const { onResolve, again } = show(['first', 'second']);
    fireEvent.click(button('Edit a merged one'));
    fireEvent.change(area(), { target: { value: 'both' } });
    // The same texts in a new list are no news.
    again(['first', 'second']);
    expect(screen.queryByRole('alert')).toBeNull();
    again(['first', 'second', 'third']);
    expect(screen.getByRole('alert').textContent).toMatch(/changed while you wrote/);
    fireEvent.click(button('Save the note'));
    fireEvent.keyDown(area(), { key: 'Enter', ctrlKey: true });
    expect(onResolve).not.toHaveBeenCalled();
    fireEvent.click(button('I have seen them'));
    expect(area().value).toBe('both');
    fireEvent.click(button('Save the note'));
    expect(onResolve).toHaveBeenCalledWith('both');
  });

  it('makes no note that is longer than a note may be', () => {
    show(['a'.repeat(60_000), 'b'.repeat(60_000)]);
    expect(screen.queryByRole('button', { name: 'Keep both' })).toBeNull();
    expect(screen.getByText(/too long for one note/)).toBeTruthy();
    fireEvent.click(button('Edit a merged one'));
    expect(area().value).toHaveLength(60_000);
  });

  it('lets each text run its own way', () => {
    show(['first', 'ملاحظة']);
    expect([...document.querySelectorAll('.conflict-text')].map((it) => it.getAttribute('dir'))).toEqual([
      'auto',
      'auto',
    ]);
  });
});

describe('in the post', () => {
  const texts = ['first', 'second'];
  function tab(given: PostView, conflicts: [string, string[]][], actions = {}) {
    const onResolve = vi.fn();
    render(
      <PostTab
        situation={{ state: 'ready' }}
        view={given}
        history={{ undo: null, redo: null }}
        actions={postActions(actions)}
        onSample={null}
        onUndo={() => undefined}
        onRedo={() => undefined}
        conflicts={new Map(conflicts)}
        onResolve={onResolve}
      />,
    );
    return onResolve;
  }

  it('both texts stand at the claim whose note it is', () => {
    const given = view([
      row('p1', [claim({ status: 'accepted', note: 'first' })]),
      row('p2', [claim({ note: 'other' })]),
    ]);
    const onResolve = tab(given, [[decisionId('p1', 'FQ'), texts]]);
    const [first, second] = screen.getAllByRole('article');
    expect(within(first!).getAllByText('first')).toHaveLength(1);
    expect(within(second!).queryByText(/two places/)).toBeNull();
    // Another note would settle it unseen.
    expect(within(first!).queryByRole('button', { name: 'Change the note' })).toBeNull();
    expect(within(second!).getByRole('button', { name: 'Change the note' })).toBeTruthy();
    fireEvent.click(within(first!).getAllByRole('button', { name: 'Keep this one' })[1]!);
    expect(onResolve).toHaveBeenCalledWith('d:p1:FQ', 'second');
  });

  it('a decision is not taken back from under a text', () => {
    const clear = vi.fn();
    tab(view([row('p1', [claim({ status: 'accepted', note: '' })])]), [['d:p1:FQ', ['', 'second']]], { clear });
    fireEvent.click(button('Accept'));
    expect(clear).not.toHaveBeenCalled();
  });

  it('both texts stand at a highlight, found or not', () => {
    const lost = highlight('h2', { note: 'first' });
    const given = view([], {
      highlights: [highlight('h1', { note: 'first' })],
      orphans: [{ annotation: lost, reason: 'It is gone.' }],
    });
    const onResolve = tab(given, [
      ['h1', texts],
      ['h2', texts],
    ]);
    const cards = screen.getAllByRole('article');
    for (const card of cards) {
      expect(within(card).queryByRole('button', { name: 'Change the note' })).toBeNull();
      fireEvent.click(within(card).getByRole('button', { name: 'Keep both' }));
    }
    expect(onResolve.mock.calls).toEqual([
      ['h1', 'first\n\nsecond'],
      ['h2', 'first\n\nsecond'],
    ]);
  });
});
