// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Card } from '../../../components/page/Card';
import type { CardView, PageActions, PageClaim } from '../../../components/page/view';
import { TYPE_WORDS } from '../../../lib/synthesis/words';

afterEach(cleanup);

const claim = (more: Partial<PageClaim> = {}): PageClaim => ({
  type: 'VV',
  position: -0.5,
  confidence: 0.8,
  positionConfidence: 0.9,
  topics: ['evals'],
  status: 'proposed',
  sure: true,
  note: '',
  ...more,
});

const box = { left: 40, top: 40, right: 400, bottom: 90 };
const card = (claims: PageClaim[], more: Partial<CardView> = {}): CardView => ({
  subject: { kind: 'claim', passage: 'p1', claims, active: claims[0]!.type },
  quote: [{ text: 'Made-up words.', heavy: false }],
  speaker: 'Ada Example',
  around: box,
  line: box,
  byKeyboard: true,
  mode: 'look',
  place: { at: 1, of: 3 },
  elsewhere: [{ speaker: 'Bo', stance: 'disagrees', quote: 'No.', title: null, url: null, confirmed: false }],
  ...more,
});

const show = (view: CardView, actions: Partial<PageActions> = {}) =>
  render(<Card card={view} actions={actions as PageActions} />);

describe('the card of a claim', () => {
  it('tells a side of which the machine is sure enough, and asks nothing', () => {
    show(card([claim()]));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toContain(TYPE_WORDS.VV.minus);
    expect(screen.queryByRole('group', { name: /Which side/u })).toBeNull();
    expect(screen.getByText('disagrees')).toBeTruthy();
  });

  it('asks for a side where the machine is unsure, each one click, and tells none meanwhile', () => {
    const setPosition = vi.fn();
    show(card([claim({ positionConfidence: 0.5 })]), { setPosition });
    const told = screen.getByRole('heading', { level: 2 }).textContent;
    cleanup();
    show(card([claim({ positionConfidence: 0.5, position: 0.5 })]), { setPosition });
    // It says the same whichever side is the likelier: nothing leaks.
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe(told);
    const choices = within(screen.getByRole('group', { name: /Which side/u })).getAllByRole('button');
    for (const choice of choices) {
      expect(choice.getAttribute('aria-pressed')).toBe('false');
      fireEvent.click(choice);
    }
    expect(setPosition.mock.calls).toEqual([[1], [0], [-1]]);
    // Nor is anybody said to disagree with what is not told.
    expect(screen.queryByText('disagrees')).toBeNull();
  });

  it('asks too where the machine has no side at all, and names nobody who agrees with a claim accepted without one', () => {
    const sideless = { position: null, positionConfidence: undefined };
    show(card([claim(sideless)]));
    expect(screen.getByRole('group', { name: /Which side/u })).toBeTruthy();
    cleanup();
    show(card([claim({ ...sideless, status: 'accepted' })]));
    expect(screen.queryByRole('group', { name: /Which side/u })).toBeNull();
    expect(screen.queryByText('disagrees')).toBeNull();
    expect(screen.getByText(/once a side is chosen/u)).toBeTruthy();
  });

  it('asks no more once a person has decided, nor while the claim is changed or noted', () => {
    for (const view of [
      card([claim({ positionConfidence: undefined, status: 'corrected' })]),
      card([claim({ positionConfidence: 0.5 })], { mode: 'note' }),
    ]) {
      show(view);
      expect(screen.queryByRole('group', { name: /Which side/u })).toBeNull();
      cleanup();
    }
  });
});
