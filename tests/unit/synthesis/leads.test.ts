import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { synthesisToMarkdown } from '../../../lib/export/synthesis-markdown';
import { synthesize } from '../../../lib/synthesis';
import { noWorseThanElsewhere } from '../../../lib/synthesis/comparison';
import type { ClaimLine, Lead } from '../../../lib/synthesis/synthesis';
import { machine, says } from './lines';

const GOOD = 'Circuits tell us within a day whether we were right.';
const POOR = 'In interpretability nobody can say whether a picture is true.';

/** Two machine positions that point to two sides. */
const doubtful = (): ClaimLine[] => [machine('Ada', GOOD, 0.9, 0.8), machine('Bo', POOR, -0.9, 0.8)];

const confirm = (line: ClaimLine): ClaimLine => ({
  ...line,
  claims: line.claims.map((claim) => ({ ...claim, confirmed: true })),
});

const rated = (author: string, item: string, value: number): ClaimLine =>
  says(author, `Feedback: ${value}/5. A word on ${item}.`, null, {
    claims: [],
    rating: { value, max: 5, item, factor: 'Feedback' },
    topics: ['theory'],
  });

const leadsOf = (lines: ClaimLine[]): Lead[] => synthesize(lines).leads ?? [];
const names = (lead: Lead | undefined) => [lead?.yes.map((it) => it.speaker), lead?.no.map((it) => it.speaker)];

describe('leads in one field', () => {
  it('name who seems to stand on each side, with the passage that says so', () => {
    const [first, ...others] = leadsOf(doubtful());
    expect(others).toEqual([]);
    expect(first).toMatchObject({ kind: 'same field', type: 'FQ', topic: 'interp' });
    expect(names(first)).toEqual([['Ada'], ['Bo']]);
    expect(first?.yes[0]?.evidence.quote).toBe(GOOD);
    expect(first?.no[0]?.evidence.quote).toBe(POOR);
    expect(first?.yes[0]?.sureness).toBeLessThan(0.85);
  });

  it('become a crux when the reader confirms one passage on each side, and are then leads no more', () => {
    const [ada, bo] = doubtful() as [ClaimLine, ClaimLine];
    const one = synthesize([confirm(ada), bo]);
    expect([one.cruxes.length, one.leads?.length]).toEqual([0, 1]);
    const both = synthesize([confirm(ada), confirm(bo)]);
    expect(both.cruxes).toMatchObject([{ type: 'FQ', topic: 'interp', yes: ['Ada'], no: ['Bo'] }]);
    expect(both.leads).toEqual([]);
  });

  it('are none where one side alone is heard, where a side is only reported, and where the reader overruled', () => {
    const [ada, bo] = doubtful() as [ClaimLine, ClaimLine];
    expect(leadsOf([ada, machine('Bo', POOR, 0.9, 0.8)])).toEqual([]);
    expect(leadsOf([ada, { ...bo, voice: 'o' }])).toEqual([]);
    const overrule = { id: 'o', kind: 'overrule-cell', type: 'FQ', topic: 'interp', verdict: 'agree' } as const;
    expect(synthesize([ada, bo], { curations: [{ ...overrule, at: 1, deletedAt: null }] }).leads).toEqual([]);
  });

  it('come first where a real disagreement is likeliest', () => {
    const faint = [
      { ...machine('Ada', 'Control gives clear answers, mostly.', 0.6, 0.65), topics: ['control' as const] },
      { ...machine('Bo', 'Control leaves us in the dark, somewhat.', -0.6, 0.65), topics: ['control' as const] },
    ];
    expect(leadsOf([...faint, ...doubtful()]).map((lead) => lead.topic)).toEqual(['interp', 'control']);
  });

  it('let each speaker be heard by what weighs most for that side, and by what the reader confirmed before it', () => {
    const [ada, bo] = doubtful() as [ClaimLine, ClaimLine];
    const weak = machine('Ada', 'A picture is better than nothing, one may say.', 0.3, 0.6);
    const against = machine('Ada', 'Of course some pictures mislead everybody.', -0.9, 0.6);
    const quoteOf = (lines: ClaimLine[]) => leadsOf(lines)[0]?.yes[0]?.evidence.quote;
    expect(quoteOf([weak, ada, bo])).toBe(GOOD);
    expect(quoteOf([against, weak, ada, machine('Ada', GOOD.replace('Circuits', 'Probes'), 0.9, 0.8), bo])).toBe(GOOD);
    expect(quoteOf([confirm(weak), ada, bo])).toBe(weak.text);
    // One whose side is told comes before heavier ones of whose side the machine is unsure.
    const heavy = { ...machine('Ada', 'It can be seen at a glance.', 1, 0.59) };
    const sure = machine('Ada', 'Some of it is seen soon.', 0.55, 0.62);
    const light = { ...sure, claims: sure.claims.map((claim) => ({ ...claim, confidence: 0.5 })) };
    expect(quoteOf([heavy, light, bo])).toBe(light.text);
  });

  it('name a few of many speakers, and never the loudest alone', () => {
    const many = Array.from({ length: 9 }, (_, i) => machine(`S${i}`, `Feedback word number ${i} is good.`, 0.9, 0.8));
    const whole = { ...machine('Ada', 'All of safety work is corrected.', 0.9, 0.8), topics: ['alignment' as const] };
    const ratings = Array.from({ length: 9 }, (_, i) => rated('Bo', `Theory of kind ${i}`, 1));
    const [crowd] = leadsOf([...many, machine('Bo', POOR, -0.9, 0.8)]);
    expect(crowd?.yes).toHaveLength(4);
    const doubter = { ...machine('Cy', 'Theorists never hear of errors.', -0.9, 0.8), topics: ['theory' as const] };
    const loud = leadsOf([whole, ...ratings, doubter])[0];
    expect(loud?.no.map((voice) => voice.speaker)).toEqual([...Array<string>(6).fill('Bo'), 'Cy']);
  });

  it('do not depend on the order of the lines', () => {
    const lines = [...doubtful(), machine('Cy', 'Probes are honest instruments.', 0.7, 0.7), rated('Di', 'Theory', 1)];
    const expected = leadsOf(lines);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(leadsOf(shuffled)).toEqual(expected);
      }),
    );
  });
});

describe('leads across fields', () => {
  it('set a word on the whole field against one on its part, and say in which field each speaks', () => {
    const whole = { ...machine('Ada', 'Safety work is corrected quickly.', 0.9, 0.8), topics: ['alignment' as const] };
    const [first] = leadsOf([whole, rated('Bo', 'Agent foundations', 1)]);
    expect(first).toMatchObject({ kind: 'nearby fields', topic: 'alignment' });
    expect(first?.no[0]).toMatchObject({ speaker: 'Bo', topic: 'theory', evidence: { rating: { value: 1, max: 5 } } });
  });

  it('set “no worse than elsewhere” against low ratings of parts, even where the machine took it for the other side', () => {
    const text =
      'The goal is far off. Short of it, safety work is not any harder to evaluate than work in other fields.';
    const compares = { ...machine('Ada', text, -0.6, 0.6), topics: ['alignment' as const] };
    const [first] = leadsOf([compares, rated('Bo', 'Agent foundations', 1), rated('Bo', 'Interpretability', 5)]);
    expect(first).toMatchObject({ kind: 'comparison', topic: 'alignment' });
    expect(first?.yes[0]).toMatchObject({
      speaker: 'Ada',
      comparison: 'Short of it, safety work is not any harder to evaluate than work in other fields.',
    });
    expect(first?.no.map((voice) => voice.evidence.rating?.item)).toEqual(['Agent foundations']);
  });
});

describe('a sentence that compares', () => {
  it.each([
    'Results here are not any harder to judge than in other fields.',
    'I do not see feedback being any worse here than in other fields.',
    'Evaluating this is no more difficult than in most other areas.',
    'The feedback isn’t so different from that in other sciences.',
  ])('is found: %s', (text) => {
    expect(noWorseThanElsewhere(text, 'FQ')?.sentence).toBe(text);
  });

  it.each([
    'Results here are harder to judge than in other fields.',
    'Work here is not judged. It is harder than in other fields.',
    'This is not harder than it looks.',
    'Not all labs agree, and other fields have their own troubles.',
  ])('is not found: %s', (text) => {
    expect(noWorseThanElsewhere(text, 'FQ')).toBeNull();
  });

  it('is about verification only by its own words', () => {
    const text = 'Papers here are no harder to judge than in other fields.';
    expect(noWorseThanElsewhere(text, 'VV')).toBeNull();
    expect(noWorseThanElsewhere('Proofs here are no harder to verify than in other fields.', 'VV')).not.toBeNull();
  });
});

describe('leads in Markdown', () => {
  it('stand apart from cruxes, are called unconfirmed and show both sentences', () => {
    const text = synthesisToMarkdown(synthesize(doubtful()));
    const section = text.slice(text.indexOf('## Worth settling'), text.indexOf('## Who stands where'));
    expect(section).toContain('nobody has confirmed it');
    expect(section).toMatch(/\*\*Yes\? Ada\*\*: “Circuits tell us.*by machine/);
    expect(section).toMatch(/\*\*No\? Bo\*\*: “In interpretability/);
  });
});
