// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  NO_FILTER,
  type SynthesisActions,
  type SynthesisFilter,
  type SynthesisState,
} from '../../../components/panel/model';
import { SynthesisTab } from '../../../components/panel/synthesis/SynthesisTab';
import type { Lead } from '../../../lib/synthesis/synthesis';
import { cell, lead, leadVoice, standing, synthesis } from '../../fixtures/panel/made-up';

afterEach(cleanup);

const nothing = () => undefined;
const COVERAGE = { posts: 7, readToEnd: 3, previews: 1, speakers: 2, claims: 40, confirmed: 0 };

function ready(...given: Parameters<typeof synthesis>): SynthesisState {
  return { state: 'ready', synthesis: synthesis(...given), coverage: COVERAGE, stale: false };
}

const ACTIONS: SynthesisActions = {
  setFilter: nothing,
  pin: nothing,
  overrule: nothing,
  renameSpeaker: nothing,
  mergeSpeakers: nothing,
  openQuote: nothing,
  decide: nothing,
  retype: nothing,
  exportSynthesis: nothing,
};

function show(
  state: SynthesisState,
  actions: Partial<SynthesisActions> = {},
  more: { empty?: boolean; hasSample?: boolean; filter?: SynthesisFilter } = {},
) {
  const sample = { open: vi.fn(), remove: vi.fn() };
  render(
    <SynthesisTab
      state={state}
      filter={more.filter ?? NO_FILTER}
      facets={{ speakers: [{ name: 'Ada Lund', posts: 1 }], sites: [{ id: 'lesswrong', name: 'LessWrong', posts: 1 }] }}
      actions={{ ...ACTIONS, ...actions }}
      sample={sample}
      hasSample={more.hasSample ?? false}
      empty={more.empty ?? false}
    />,
  );
  return sample;
}

describe('the matrix', () => {
  it('opens a cell on the quotes that it rests on, and each quote opens its post', () => {
    const openQuote = vi.fn();
    show(ready([cell()]), { openQuote });
    fireEvent.click(screen.getByRole('button', { name: /^Feedback, Interpretability: disagree/ }));
    const evidence = screen.getByRole('complementary', { name: 'Evidence' });
    expect(document.activeElement).toBe(within(evidence).getByRole('heading', { level: 2 }));
    const bo = within(evidence).getByRole('region', { name: 'Bo Reyes' });
    expect(within(bo).getByText('poor feedback')).toBeTruthy();
    fireEvent.click(within(bo).getByRole('button', { name: /Bo Reyes said so/ }));
    expect(openQuote).toHaveBeenCalledWith('lw:AAAAAAAAAAAAAAAAA', 'p-Bo Reyes');
  });

  it('gives the focus back to the cell when Escape closes the evidence', async () => {
    show(ready([cell()]));
    const button = screen.getByRole('button', { name: /^Feedback, Interpretability/ });
    button.focus();
    fireEvent.click(button);
    fireEvent.keyDown(screen.getByRole('complementary', { name: 'Evidence' }), { key: 'Escape' });
    expect(screen.queryByRole('complementary', { name: 'Evidence' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(button));
  });

  it('says that it can’t tell rather than guess, and that only machines said so', () => {
    show(ready([cell({ verdict: 'agree', sureness: 0.3 })]));
    const button = screen.getByRole('button', { name: /^Feedback, Interpretability: can’t tell yet/ });
    expect(button.getAttribute('aria-label')).toContain('machine tags only');
    expect(within(button).queryByText('agree')).toBeNull();
  });

  it('has one tab stop, and arrows go to the next cell that holds something', () => {
    show(ready([cell(), cell({ type: 'VV' }), cell({ topic: 'control', positions: [standing('Ada Lund', 1)] })]));
    const name = (words: RegExp) => screen.getByRole('button', { name: words });
    const first = name(/^Feedback, Interpretability/);
    expect(screen.getAllByRole('button', { name: /, .*: disagree/ }).filter((it) => it.tabIndex === 0)).toEqual([
      first,
    ]);
    first.focus();
    fireEvent.keyDown(first, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(name(/^Verification, Interpretability/));
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowLeft' });
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(name(/^Feedback, AI control/));
  });

  it('lets the reader pin and overrule', () => {
    const pin = vi.fn();
    const overrule = vi.fn();
    show(ready([cell({ pinned: true, overruled: { verdict: 'agree', sureness: 0.6 }, verdict: 'mixed' })]), {
      pin,
      overrule,
    });
    fireEvent.click(screen.getByRole('button', { name: /^Feedback, Interpretability: mixed, your own verdict/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Pinned' }));
    fireEvent.change(screen.getByLabelText('Your verdict'), { target: { value: '' } });
    expect(pin).toHaveBeenCalledWith('FQ', 'interp', false);
    expect(overrule).toHaveBeenCalledWith('FQ', 'interp', null);
    expect(screen.getByText(/The machine had said “agree”/)).toBeTruthy();
  });

  it('marks a reported view as reported', () => {
    const reported = standing('Ada Lund', 0.5);
    reported.evidence[0]!.voice = 'o';
    show(ready([cell({ positions: [reported] })]));
    fireEvent.click(screen.getByRole('button', { name: /^Feedback/ }));
    expect(screen.getByText('reports what others say')).toBeTruthy();
  });
});

describe('the tab', () => {
  it('says first what it rests on', () => {
    show(ready([cell()]));
    const status = screen.getAllByRole('status').map((it) => it.textContent);
    expect(status.join(' ')).toContain('3 of 7 read to the end');
    expect(status.join(' ')).toContain('none confirmed by you');
  });

  it('shows a crux as a question, with both sides and their words', () => {
    const crux = { type: 'FQ', topic: 'interp', question: 'Is there good feedback?', score: 1, sureness: 0.9 } as const;
    show(ready([cell()], { cruxes: [{ ...crux, yes: ['Ada Lund'], no: ['Bo Reyes'] }] }));
    const card = screen.getByRole('article');
    expect(within(card).getByText('Ada Lund said so.')).toBeTruthy();
    expect(within(card).getByText('Bo Reyes said so.')).toBeTruthy();
    expect(within(card).getByText(/machine tags only/)).toBeTruthy();
    fireEvent.click(within(card).getByRole('button', { name: 'Is there good feedback?' }));
    expect(screen.getByRole('complementary', { name: 'Evidence' })).toBeTruthy();
  });

  it('shows ratings as they were written', () => {
    const rating = { speaker: 'Ada Lund', item: 'Interpretability', factor: 'feedback', value: 2, max: 5 };
    show(ready([cell()], { ratings: [{ ...rating, post: 'x', passage: 'y' }] }));
    expect(screen.getByRole('button', { name: '2 of 5. Open in its post.' })).toBeTruthy();
  });

  it('filters by author, site, date and what is confirmed', () => {
    const setFilter = vi.fn();
    show(ready([cell()]), { setFilter });
    fireEvent.click(screen.getByRole('button', { name: 'Filter' }));
    fireEvent.click(screen.getByRole('checkbox', { name: /Ada Lund/ }));
    fireEvent.click(screen.getByRole('checkbox', { name: /LessWrong/ }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Confirmed only' }));
    fireEvent.change(screen.getByLabelText('from'), { target: { value: '2025-01-01' } });
    expect(setFilter.mock.calls.map(([filter]) => filter)).toEqual([
      { ...NO_FILTER, speakers: ['Ada Lund'] },
      { ...NO_FILTER, sites: ['lesswrong'] },
      { ...NO_FILTER, confirmedOnly: true },
      { ...NO_FILTER, from: '2025-01-01' },
    ]);
  });

  it('teaches by a sample where nothing was read, which one click removes', () => {
    const opened = show({ state: 'working' }, {}, { empty: true });
    fireEvent.click(screen.getByRole('button', { name: 'Open a sample synthesis' }));
    expect(opened.open).toHaveBeenCalledOnce();
    cleanup();
    const there = show(ready([cell()]), {}, { hasSample: true });
    fireEvent.click(screen.getByRole('button', { name: 'Remove the samples' }));
    expect(there.remove).toHaveBeenCalledOnce();
  });

  it('stays calm where it could not be made', () => {
    show({ state: 'failed', reason: 'no room' });
    expect(screen.getByText(/Your posts and notes are safe/).textContent).toContain('no room');
  });
});

it('a quote of a cell says where its own side is not told, and accepting it confirms no side that is not told', () => {
  const decide = vi.fn();
  const doubted = (positionConfidence: number) => {
    const given = cell();
    const positions = given.positions.map((standing) => ({
      ...standing,
      evidence: standing.evidence.map((item) => ({ ...item, source: 'machine' as const, positionConfidence })),
    }));
    show(ready([{ ...given, positions }]), { decide });
    fireEvent.click(screen.getByRole('button', { name: /^Feedback, Interpretability: disagree/ }));
    const bo = screen.getByRole('region', { name: 'Bo Reyes' });
    fireEvent.click(within(bo).getByRole('button', { name: /^Accept/ }));
    const word = within(within(bo).getByRole('listitem')).queryByText('side not sure');
    cleanup();
    return [decide.mock.lastCall?.[1].shown, word !== null];
  };
  expect(doubted(0.59)).toEqual([null, true]);
  expect(doubted(0.6)).toEqual([
    cell().positions.find(({ speaker }) => speaker === 'Bo Reyes')?.evidence[0]?.position,
    false,
  ]);
});

it('a quote that was accepted without a side can be given one where it is read', () => {
  const decide = vi.fn();
  const given = cell();
  const positions = given.positions.map((standing) => ({
    ...standing,
    evidence: standing.evidence.map((item) => ({
      ...item,
      source: 'confirmed' as const,
      confirmed: true,
      position: null,
    })),
  }));
  show(ready([{ ...given, positions }]), { decide });
  fireEvent.click(screen.getByRole('button', { name: /^Feedback, Interpretability: disagree/ }));
  const bo = screen.getByRole('region', { name: 'Bo Reyes' });
  expect(within(bo).queryByRole('button', { name: /^Accept/ })).toBeNull();
  fireEvent.click(within(bo).getByRole('button', { name: /^Change/ }));
  fireEvent.click(within(bo).getByRole('radio', { name: /good feedback/ }));
  expect(decide.mock.lastCall?.[1]).toMatchObject({ type: 'FQ', verdict: 'accepted', position: 1 });
});

describe('what is worth settling', () => {
  it('names both sides with their sentence and how sure, and calls itself unconfirmed', () => {
    show(ready([cell()], { leads: [lead()] }));
    const card = screen.getByRole('article', { name: 'Is there good feedback for interpretability research?' });
    expect(within(card).getByText('not confirmed')).toBeTruthy();
    const ada = within(card).getByRole('region', { name: 'Ada Lund, yes' });
    expect(within(ada).getByText('Ada Lund said so.')).toBeTruthy();
    expect(within(ada).getByText('perhaps')).toBeTruthy();
    expect(within(card).getByRole('region', { name: 'Bo Reyes, no' })).toBeTruthy();
  });

  it('is accepted, rejected and corrected right there', () => {
    const [decide, retype] = [vi.fn(), vi.fn()];
    show(ready([cell()], { leads: [lead()] }), { decide, retype });
    const bo = screen.getByRole('region', { name: 'Bo Reyes, no' });
    fireEvent.click(within(bo).getByRole('button', { name: /^Accept/ }));
    fireEvent.click(within(bo).getByRole('button', { name: /^Reject/ }));
    fireEvent.click(within(bo).getByRole('button', { name: /^Change/ }));
    fireEvent.click(within(bo).getByRole('radio', { name: /good feedback/ }));
    fireEvent.change(within(bo).getByLabelText('Type'), { target: { value: 'VV' } });
    const place = { passage: 'p-Bo Reyes', type: 'FQ' };
    const post = 'lw:AAAAAAAAAAAAAAAAA';
    // The side that stands in the lead is accepted with it, however unsure of it the machine is.
    const shown = lead().no[0]!.evidence.position;
    expect(decide.mock.calls).toEqual([
      [post, { ...place, verdict: 'accepted', shown }],
      [post, { ...place, verdict: 'rejected' }],
      [post, { ...place, verdict: 'accepted', shown, position: 1 }],
    ]);
    expect(retype.mock.calls).toEqual([[post, 'p-Bo Reyes', 'FQ', 'VV']]);
  });

  it('leads the keyboard on to the other side once one is decided', () => {
    const tab = (leads: Lead[]) => (
      <SynthesisTab
        state={ready([cell()], { leads })}
        filter={NO_FILTER}
        facets={{ speakers: [], sites: [] }}
        actions={ACTIONS}
        sample={{ open: nothing, remove: nothing }}
        hasSample={false}
        empty={false}
      />
    );
    const { rerender } = render(tab([lead()]));
    const accept = screen.getByRole('button', { name: /^Accept “Ada Lund/ });
    accept.focus();
    fireEvent.click(accept);
    const ada = leadVoice('Ada Lund', 0.8);
    Object.assign(ada.evidence, { source: 'confirmed', confirmed: true });
    rerender(tab([lead({ yes: [ada] })]));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Accept “Bo Reyes/ }));
  });

  it('shows ratings as written, with nothing to accept', () => {
    const voice = leadVoice('Bo Reyes', -1);
    Object.assign(voice.evidence, { source: 'rating', rating: { value: 1, max: 5, item: 'Agent foundations' } });
    show(ready([cell()], { leads: [lead({ kind: 'nearby fields', no: [voice] })] }));
    const bo = screen.getByRole('region', { name: 'Bo Reyes, no' });
    expect(within(bo).getByRole('listitem').textContent).toBe('Agent foundations 1/5');
    expect(within(bo).queryByRole('button', { name: /^Accept/ })).toBeNull();
    expect(screen.getByText(/Not quite one question/)).toBeTruthy();
  });

  it('does not offer to accept a tag that says something else than the sentence that compares', () => {
    const voice = { ...leadVoice('Ada Lund', -0.6), comparison: 'It is no harder than elsewhere.' };
    show(ready([cell()], { leads: [lead({ kind: 'comparison', yes: [voice] })] }));
    const ada = screen.getByRole('region', { name: 'Ada Lund, yes' });
    expect(within(ada).getByText('It is no harder than elsewhere.')).toBeTruthy();
    expect(within(ada).queryByRole('button', { name: /^Accept/ })).toBeNull();
    expect(within(ada).getByText(/own tag for this passage is “poor feedback”/)).toBeTruthy();
  });
});

describe('with little to show', () => {
  it('does not blame filters where there are simply no claims', () => {
    show(ready([]));
    expect(screen.getByText('No claims yet')).toBeTruthy();
    expect(screen.queryByText(/filters/)).toBeNull();
  });

  it('says that filters hide all, and shows all again by one click', () => {
    const setFilter = vi.fn();
    show(ready([]), { setFilter }, { filter: { ...NO_FILTER, sites: ['substack'] } });
    expect(screen.getByText('No claims pass these filters')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show all claims' }));
    expect(setFilter).toHaveBeenCalledWith(NO_FILTER);
  });

  it('says what one author alone lacks', () => {
    show(ready([cell()], { speakers: [{ name: 'Ada Lund', posts: 1, passages: 3 }] }));
    expect(screen.getByText(/one author alone is heard/)).toBeTruthy();
  });

  it('draws who is only perhaps heard faintly and nobody who only reports, as its words say', () => {
    const perhaps = { ...standing('Bo Reyes', -0.5), speaks: 0.3 };
    const reports = standing('Cy Mata', -0.5);
    reports.evidence[0]!.voice = 'o';
    show(ready([cell({ verdict: 'single voice', positions: [standing('Ada Lund', 0.8), perhaps, reports] })]));
    const button = screen.getByRole('button', { name: /one voice, maybe two, 1 speaker, 1 more perhaps/ });
    const dots = [...button.querySelectorAll('.strip-dot')].map((dot) => dot.getAttribute('data-faint'));
    expect(dots).toEqual(['false', 'true']);
    fireEvent.click(button);
    expect(screen.getByText('perhaps poor feedback')).toBeTruthy();
    expect(screen.getByText('only reports others')).toBeTruthy();
  });
});
