import fc from 'fast-check';
import { CLAIM_TYPES, TOPICS } from '../../../lib/claims/claim';
import type { ExportItem, ExportPost } from '../../../lib/export/post-view';
import type { EffectiveClaim } from '../../../lib/library/effective';
import type { Annotation, PassageRecord, PostRecord } from '../../../lib/library/records';
import type { Selectors } from '../../../lib/passages/passage';

/** Words with everything in them that some format could trip over. */
export const nasty = (max: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.constantFrom(
          '\n',
          '\r\n',
          '\t',
          '"',
          "'",
          ',',
          ';',
          '=1+1',
          '@SUM(A1)',
          '-2',
          '+3',
          '-->',
          '<!--',
          '<script>alert(1)</script>',
          '[a](javascript:x)',
          '```',
          '---',
          '# head',
          '> q',
          '|',
          '&amp;',
          '\u2028',
          '\uFEFF',
          '\\',
          ': ',
          '* ',
          '1. ',
          "'=",
          '%20',
          '::',
        ),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('').slice(0, max));

const filled = (max: number): fc.Arbitrary<string> => nasty(max - 1).map((text) => `x${text}`);
const id = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 });
const position = fc.option(fc.double({ min: -1, max: 1, noNaN: true }).map((x) => x + 0));
const probability = fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0);
const topics = fc.subarray([...TOPICS], { maxLength: 3 });
const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
const type = fc.constantFrom(...CLAIM_TYPES);

const selectors: fc.Arbitrary<Selectors> = fc
  .record({
    quote: fc.record({ exact: filled(300), prefix: nasty(64), suffix: nasty(64) }),
    position: fc.option(fc.record({ start: fc.nat(), end: fc.nat() }), { nil: undefined }),
  })
  .map(({ quote, position: at }) => (at === undefined ? { quote } : { quote, position: at }));

const passage: fc.Arbitrary<PassageRecord> = fc.record({
  id,
  kind: fc.constantFrom('post' as const, 'comment' as const),
  author: fc.option(nasty(60)),
  commentId: fc.constant(null),
  heading: fc.array(nasty(80), { maxLength: 3 }),
  leadIn: fc.constant(null),
  block: fc.constant('paragraph' as const),
  text: filled(300),
  selectors,
  post: id,
  order: fc.nat(),
  publishedAt: fc.option(nasty(40)),
  url: fc.option(nasty(100)),
});

/** Numbers as JSON gives them back: no negative zero. */
const claim: fc.Arbitrary<EffectiveClaim> = fc
  .record(
    {
      type,
      position,
      confidence: probability,
      positionConfidence: probability,
      topics,
      status: fc.constantFrom('proposed' as const, 'accepted' as const, 'corrected' as const, 'rejected' as const),
      reasons: fc.constant<EffectiveClaim['reasons']>([]),
      note: fc.constant<string>(''),
    },
    { requiredKeys: ['type', 'position', 'confidence', 'topics', 'status', 'reasons', 'note'] },
  )
  .map((c) => c as EffectiveClaim);

const annotation: fc.Arbitrary<Annotation> = fc
  .record(
    {
      id,
      kind: fc.constantFrom('decision' as const, 'highlight' as const),
      post: id,
      passage: fc.option(id),
      selectors,
      type: fc.option(type),
      verdict: fc.option(fc.constantFrom('accepted' as const, 'rejected' as const, 'added' as const)),
      position,
      topics,
      seen: fc.record({ position, confidence: probability, topics, engine: nasty(20) }),
      note: nasty(400),
      createdAt: time,
      updatedAt: time,
      deletedAt: fc.constant(null),
    },
    {
      requiredKeys: [
        'id',
        'kind',
        'post',
        'passage',
        'selectors',
        'type',
        'verdict',
        'note',
        'createdAt',
        'updatedAt',
        'deletedAt',
      ],
    },
  )
  .map((a) => a as Annotation);

const item: fc.Arbitrary<ExportItem> = fc.oneof(
  fc.record({ passage, annotation: fc.constant(null), claims: fc.array(claim, { minLength: 1, maxLength: 3 }) }),
  fc.record({ passage: fc.option(passage), annotation, claims: fc.array(claim, { maxLength: 1 }) }),
);

const post: fc.Arbitrary<PostRecord> = fc.record({
  key: id,
  aliases: fc.constant([]),
  site: fc.constantFrom('lesswrong' as const, 'substack' as const, 'generic' as const),
  kind: fc.constant('post' as const),
  url: fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), nasty(60)),
  title: nasty(120),
  authors: fc.array(nasty(60), { maxLength: 3 }),
  publishedAt: fc.option(nasty(40)),
  extent: fc.constant('whole' as const),
  words: fc.nat(),
  passageCount: fc.nat(),
  firstSeenAt: time,
  lastSeenAt: time,
  readTo: fc.constant(1),
  fingerprint: fc.constant([]),
  demo: fc.boolean(),
  deletedAt: fc.constant(null),
});

export const exportPosts: fc.Arbitrary<ExportPost> = fc.record({ post, items: fc.array(item, { maxLength: 5 }) });

const base: PostRecord = {
  key: 'lw:abc',
  aliases: [],
  site: 'lesswrong',
  kind: 'post',
  url: 'https://www.lesswrong.com/posts/abc/on-signals',
  title: 'On signals',
  authors: ['Ada Example', 'Bo Example'],
  publishedAt: '2026-02-03T10:00:00.000Z',
  extent: 'whole',
  words: 900,
  passageCount: 12,
  firstSeenAt: 1,
  lastSeenAt: 2,
  readTo: 1,
  fingerprint: [],
  demo: false,
  deletedAt: null,
};

const words = (order: number, text: string, more: Partial<PassageRecord> = {}): PassageRecord => ({
  id: `p${order}`,
  kind: 'post',
  author: 'Ada Example & Bo Example',
  commentId: null,
  heading: ['What we can measure'],
  leadIn: null,
  block: 'paragraph',
  text,
  selectors: { quote: { exact: text, prefix: 'so we asked around. ', suffix: ' And that was it.' } },
  post: 'lw:abc',
  order,
  publishedAt: null,
  url: null,
  ...more,
});

const first = words(0, 'Probes tell you within minutes whether a feature is there, so nobody has to wait for a paper.');
const second = words(1, 'Still, the number goes up long before the thing does - a proxy, a benchmark, R&D theatre.');
const third = words(2, 'I tried this for a year and the loop was never short.', {
  kind: 'comment',
  author: 'Cy Example',
  heading: [],
  url: 'https://www.lesswrong.com/posts/abc/on-signals?commentId=c1',
});

/** A small post of our own, as a reader would have left it. */
export const sample: ExportPost = {
  post: base,
  items: [
    {
      passage: first,
      annotation: {
        id: 'd:p0:FQ',
        kind: 'decision',
        post: 'lw:abc',
        passage: 'p0',
        selectors: first.selectors,
        type: 'FQ',
        verdict: 'accepted',
        note: 'Compare with the comment.\n\nSee also <b>section 3</b>.',
        createdAt: 1_770_000_000_000,
        updatedAt: 1_770_000_100_000,
        deletedAt: null,
      },
      claims: [
        { type: 'FQ', position: 0.8, confidence: 1, topics: ['interp'], status: 'accepted', reasons: [], note: '' },
      ],
    },
    {
      passage: second,
      annotation: null,
      claims: [
        {
          type: 'FQ',
          position: -0.6,
          confidence: 0.71,
          positionConfidence: 0.64,
          topics: ['evals', 'interp'],
          status: 'proposed',
          reasons: [],
          note: '',
        },
      ],
    },
    {
      passage: third,
      annotation: {
        id: 'h1',
        kind: 'highlight',
        post: 'lw:abc',
        passage: 'p2',
        selectors: { quote: { exact: 'the loop was never short', prefix: 'for a year and ', suffix: '.' } },
        type: null,
        verdict: null,
        note: '',
        createdAt: 1_770_000_200_000,
        updatedAt: 1_770_000_200_000,
        deletedAt: null,
      },
      claims: [],
    },
  ],
};
