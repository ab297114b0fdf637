import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { anchor, anchorAll } from '../../../lib/passages/anchor';
import { describe as describeSpan } from '../../../lib/passages/describe';
import type { Selectors } from '../../../lib/passages/passage';
import { buildTextIndex, type TextIndex } from '../../../lib/passages/text-index';

function page(...paragraphs: string[]): TextIndex {
  const html = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return buildTextIndex([new JSDOM(`<body>${html}</body>`).window.document.body], () => false);
}

function quote(index: TextIndex, exact: string): Selectors {
  const start = index.text.indexOf(exact);
  if (start < 0) throw new Error(`not in the page: ${exact}`);
  return describeSpan(index, start, start + exact.length);
}

const LOOPS = 'Feedback loops in this field are slow, because every experiment takes months to say anything.';
const BEFORE = 'Many people disagree about what makes a research agenda worth pursuing today.';
const AFTER = 'Verification is another matter: a proof can be read by anyone who has the patience.';
const OTHER = 'The committee will meet again in the spring to look at the budget for next year.';
const stored = quote(page(BEFORE, LOOPS, AFTER), LOOPS);

describe('the states', () => {
  it('exact: nothing changed', () => {
    const index = page(BEFORE, LOOPS, AFTER);
    const start = index.text.indexOf(LOOPS);
    expect(anchor(index, stored)).toEqual({
      found: true,
      state: 'exact',
      start,
      end: start + LOOPS.length,
      text: LOOPS,
    });
  });

  it('exact: the text before it grew, and one neighbour went', () => {
    expect(anchor(page(OTHER, BEFORE, LOOPS), stored)).toMatchObject({ state: 'exact', text: LOOPS });
  });

  it('exact: quotes, dashes, spaces, breaks and hyphenation changed', () => {
    const before = 'He said "it\'s -- so far -- a guess..." and left the room at once, without a word.';
    const after = 'He said “it’s – so far—a guess…” and<br>left the&nbsp; room at on&shy;ce, without a word.';
    const index = page(OTHER, after, AFTER);
    expect(anchor(index, quote(page(BEFORE, before, AFTER), before))).toMatchObject({
      found: true,
      state: 'exact',
      text: 'He said “it’s – so far—a guess…” and\nleft the room at once, without a word.',
    });
  });

  it('moved: the same words among other neighbours', () => {
    expect(anchor(page(AFTER, OTHER, LOOPS, OTHER), stored)).toMatchObject({ state: 'moved', text: LOOPS });
  });

  it('edited: with a readable difference', () => {
    const edited = LOOPS.replace('slow', 'quick').replace(' to say anything', '');
    const outcome = anchor(page(BEFORE, edited, AFTER), stored);
    expect(outcome).toMatchObject({ found: true, state: 'edited', text: edited });
    expect(outcome.found && outcome.difference?.filter((change) => change.kind !== 'same')).toEqual([
      { kind: 'removed', text: 'slow' },
      { kind: 'added', text: 'quick' },
      { kind: 'removed', text: ' to say anything' },
    ]);
  });

  it('edited: to the edges of the block that it was', () => {
    const edited = `In truth, ${LOOPS.slice(0, -1)} of use.`;
    expect(anchor(page(BEFORE, edited, AFTER), stored)).toMatchObject({ state: 'edited', text: edited });
  });

  it('ambiguous: twice the same, and no neighbour to tell them apart', () => {
    expect(anchor(page(OTHER, LOOPS, OTHER, LOOPS, OTHER), stored)).toMatchObject({ found: false, state: 'ambiguous' });
  });

  it('lost: deleted, though both neighbours are there', () => {
    expect(anchor(page(BEFORE, AFTER), stored)).toMatchObject({ found: false, state: 'lost' });
    expect(anchor(page(BEFORE, OTHER, AFTER), stored)).toMatchObject({ found: false, state: 'lost' });
    expect(anchor(page(), stored)).toMatchObject({ found: false, state: 'lost' });
  });
});

describe('never on the wrong words', () => {
  it('takes the edited original in its surroundings before a copy elsewhere', () => {
    const edited = LOOPS.replace('slow', 'quick');
    const outcome = anchor(page(LOOPS, OTHER, BEFORE, edited, AFTER), stored);
    expect(outcome).toMatchObject({ found: true, text: edited });
  });

  it('does not take common words for a short quote of another place', () => {
    const short = quote(page('We wrote it over the course of two long years.'), 'the course');
    expect(anchor(page(BEFORE, 'Take the course if you can.', AFTER), short)).toMatchObject({ found: false });
  });

  it('finds a short quote in its surroundings', () => {
    const index = page(BEFORE, LOOPS, AFTER);
    const short = quote(index, 'slow');
    const now = page(OTHER, BEFORE, LOOPS.replace('takes months', 'takes weeks'), AFTER);
    expect(anchor(now, short)).toMatchObject({ state: 'exact', start: now.text.indexOf('slow') });
  });

  it('trusts no position without the words', () => {
    expect(anchor(page(OTHER, OTHER), { ...stored, position: { start: 0, end: OTHER.length } })).toMatchObject({
      found: false,
    });
  });

  it('does not take a sibling made to the same pattern', () => {
    const items = [
      'Interpretability: feedback 3/5, incentives 2/5',
      'Oversight: feedback 1/5, incentives 4/5',
      'Control: feedback 5/5, incentives 5/5',
    ];
    const second = quote(page(BEFORE, ...items, AFTER), items[1] as string);
    expect(anchor(page(BEFORE, items[0] as string, items[2] as string, AFTER), second)).toMatchObject({ found: false });
  });
});

describe('many at once', () => {
  it('gives each the outcome of its place in the list', () => {
    const index = page(BEFORE, LOOPS, AFTER);
    const outcomes = anchorAll(
      index,
      [AFTER, BEFORE].map((text) => quote(index, text)),
    );
    expect(outcomes.map((outcome) => outcome.found && outcome.text)).toEqual([AFTER, BEFORE]);
  });

  it('places equal words by their order between found neighbours', () => {
    const before = page(BEFORE, 'The answer: yes.', 'The answer: yes.', AFTER);
    const spans = [before.text.indexOf('The answer'), before.text.lastIndexOf('The answer')];
    const items = [
      quote(before, BEFORE),
      ...spans.map((start) => describeSpan(before, start, start + 'The answer: yes.'.length)),
      quote(before, AFTER),
    ];
    const now = page(OTHER, BEFORE, 'The answer: “yes.”', 'The answer: yes.', AFTER);
    expect(anchorAll(now, items).map((outcome) => outcome.found)).toEqual([true, true, true, true]);
    expect(anchorAll(now, items)[1]).toMatchObject({ start: now.text.indexOf('The answer') });
  });

  it('gives no place to two passages that stood apart', () => {
    const near = LOOPS.replace('months', 'years');
    const before = page(BEFORE, LOOPS, OTHER, near, AFTER);
    const outcomes = anchorAll(page(BEFORE, OTHER, near, AFTER), [quote(before, LOOPS), quote(before, near)]);
    expect(outcomes.map((outcome) => outcome.found)).toEqual([false, true]);
  });

  it('finds quotes within each other, as a reader highlights part of a passage', () => {
    const index = page(BEFORE, LOOPS, AFTER);
    const items = [LOOPS, 'every experiment takes months'].map((text) => quote(index, text));
    const now = page(OTHER, BEFORE, LOOPS.replace('slow', 'quick'), AFTER);
    expect(anchorAll(now, items)).toMatchObject([
      { state: 'edited' },
      { state: 'exact', text: 'every experiment takes months' },
    ]);
  });
});

describe('other scripts', () => {
  it.each([
    ['Chinese', '反馈循环在这个领域非常缓慢，因为每个实验都需要几个月的时间才能说明问题。', '缓慢', '迅速'],
    [
      'Arabic',
      'حلقات التغذية الراجعة في هذا المجال بطيئة لأن كل تجربة تستغرق شهورا حتى تقول شيئا مفيدا',
      'بطيئة',
      'سريعة',
    ],
  ])('%s', (_, text, was, now) => {
    const edited = text.replace(was, now);
    expect(anchor(page(BEFORE, edited, AFTER), quote(page(BEFORE, text, AFTER), text))).toMatchObject({
      state: 'edited',
      text: edited,
    });
  });
});

it('an equation that was rendered otherwise is the same quote', () => {
  const before = page(BEFORE, 'We write \\(x^2 + 1\\) for the loss of the model on all of its data.', AFTER);
  const now = page(
    OTHER,
    'We write <mjx-container aria-label="x^2 + 1"></mjx-container> for the loss of the model on all of its data.',
    AFTER,
  );
  expect(anchor(now, describeSpan(before, BEFORE.length + 1, before.text.length - AFTER.length - 1))).toMatchObject({
    state: 'exact',
    text: 'We write x^2 + 1 for the loss of the model on all of its data.',
  });
});
