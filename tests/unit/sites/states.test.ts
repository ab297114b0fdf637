import { describe, expect, it } from 'vitest';
import { readPage } from '../../../lib/sites/index';
import type { NoPost, Post } from '../../../lib/sites/post';
import { fixture, openPage, readFixture } from './pages';

/** A document as in a browser: layout is there, and an element under `[hidden]` or `display: none` is not drawn. */
function withLayout(document: Document): Document {
  const view = document.defaultView;
  if (!view) throw new Error('The document has no window');
  view.Element.prototype.checkVisibility = function (this: Element) {
    return this.closest('[hidden], [style*="display: none"]') === null;
  };
  return document;
}

function post(read: Post | NoPost): Post {
  if (read.site === null) throw new Error(read.reason);
  return read;
}

describe('states of a page', () => {
  it('waits for a streamed body in a browser, where the page will move it itself', () => {
    const page = fixture('lw-streamed');
    const live = readPage(withLayout(openPage(page)), new URL(page.url));
    expect(live).toMatchObject({ site: null, wait: true });
    expect(readFixture(page).site).toBe('lesswrong');
  });

  it('reads the streamed body once the script has moved it', () => {
    const page = fixture('lw-streamed');
    const document = withLayout(openPage(page));
    document.getElementById('S:5')?.removeAttribute('hidden');
    expect(readPage(document, new URL(page.url))).toMatchObject({ key: 'lw:Ab2AAAAAAAAAAAAAA' });
  });

  it('reads the shown one of several mounted posts, by layout too', () => {
    const page = fixture('lw-several-mounted');
    const read = post(readPage(withLayout(openPage(page)), new URL(page.url)));
    expect(read.title).toBe('The post on top');
    expect(read.comments.map((comment) => comment.author?.name)).toEqual(['Fresh Reader']);
  });

  it('goes by the address where two posts are shown', () => {
    const page = fixture('lw-several-mounted');
    const document = openPage({ ...page, html: page.html.replace('style="display: none !important"', '') });
    const before = 'https://www.lesswrong.com/posts/Ab4AAAAAAAAAAAAAA/the-post-before';
    expect(post(readPage(document, new URL(before))).title).toBe('The post before');
    expect(post(readPage(document, new URL(page.url))).title).toBe('The post on top');
  });

  it('does not take metas of the post before for this one', () => {
    const page = fixture('lw-several-mounted');
    expect(post(readFixture(page)).authors.map((author) => author.name)).toEqual(['Ida Writer']);
  });

  it('does not take the state that the page was loaded with for another post', () => {
    const page = fixture('substack-free');
    const url = 'https://pub.substack.com/p/another-slug';
    const html = page.html.replaceAll('href="https://pub.substack.com/p/slow-proofs"', `href="${url}"`);
    const read = post(readPage(openPage({ html, url }), new URL(url)));
    expect(read.authors.map((author) => author.name)).toEqual(['Sue Stack']);
    expect(read.publishedAt).toBe('2026-01-05');
  });

  it('takes a preview for a preview, and a wall in a dialog for none', () => {
    expect(post(readFixture(fixture('substack-paywalled'))).extent).toBe('preview');
    expect(post(readFixture(fixture('substack-free'))).extent).toBe('whole');
    expect(post(readFixture(fixture('lw-preload'))).extent).toBe('preview');
    const page = fixture('substack-free');
    for (const wall of [
      '<div class="modal gone"><div class="paywall"></div></div>',
      '<div class="paywall modal-paywall"></div>',
    ]) {
      const html = page.html.replace('</article>', `${wall}</article>`);
      expect(post(readFixture({ ...page, html })).extent).toBe('whole');
    }
  });

  it('counts a permalinked comment once, in its place in the tree', () => {
    const read = post(readFixture(fixture('lw-settled')));
    const twice = read.comments.filter((comment) => comment.id === 'Cm2AAAAAAAAAAAAAA');
    expect(twice).toHaveLength(1);
    expect(twice[0]?.parentId).toBe('Cm1AAAAAAAAAAAAAA');
    expect(twice[0]?.body.closest('.CommentPermalink-root')).toBeNull();
  });

  it('keeps a permalinked comment that is nowhere else', () => {
    const page = fixture('lw-settled');
    const document = openPage(page);
    for (const node of document.querySelectorAll('.PostsPage-commentsSection .comments-node')) node.remove();
    expect(post(readFixture(page, document)).comments.map((comment) => comment.id)).toEqual(['Cm2AAAAAAAAAAAAAA']);
  });

  it('reads a page on request although it looks like a Substack, where it is none', () => {
    const page = fixture('generic');
    const html = page.html
      .replace('</head>', '<link rel="preconnect" href="https://substackcdn.com"></head>')
      .replace('</body>', '<script></script></body>');
    expect(readPage(openPage({ ...page, html }), new URL(page.url)).site).toBeNull();
    expect(readPage(openPage({ ...page, html }), new URL(page.url), { generic: true }).site).toBe('generic');
  });

  it('gives an empty document a reason', () => {
    const document = openPage({ html: '', url: 'https://www.lesswrong.com/posts/Ab1AAAAAAAAAAAAAA/x' });
    document.documentElement.remove();
    expect(readPage(document, new URL('https://www.lesswrong.com/')).site).toBeNull();
  });
});

describe('one key for a post', () => {
  const keyOf = (name: string) => post(readFixture(fixture(name))).key;

  it('on LessWrong and GreaterWrong, on the EA Forum and its mirror', () => {
    expect(keyOf('gw-lw')).toBe(keyOf('lw-settled'));
    expect(keyOf('gw-ea')).toBe(keyOf('ea-present'));
  });

  it('on LessWrong and the Alignment Forum', () => {
    const page = fixture('af');
    const onLessWrong = { html: page.html.replaceAll('www.alignmentforum.org', 'www.lesswrong.com'), url: '' };
    const url = page.url.replace('www.alignmentforum.org', 'www.lesswrong.com');
    const read = post(readPage(openPage({ ...onLessWrong, url }), new URL(url)));
    expect([read.site, read.key]).toEqual(['lesswrong', keyOf('af')]);
  });

  it('on every address of a ForumMagnum post', () => {
    const page = fixture('lw-settled');
    const paths = [
      '/posts/Ab1AAAAAAAAAAAAAA',
      '/posts/Ab1AAAAAAAAAAAAAA/an-older-slug',
      '/posts/Ab1AAAAAAAAAAAAAA/x/comment/Cm1AAAAAAAAAAAAAA',
      '/s/SeqAAAAAAAAAAAAAA/p/Ab1AAAAAAAAAAAAAA',
      '/g/GroupAAAAAAAAAAAA/p/Ab1AAAAAAAAAAAAAA',
      '/posts/slug/grading-experiments-by-hand',
      '/posts/grading-experiments-by-hand',
      '/rationality/grading-experiments-by-hand?x=1#y',
    ];
    for (const path of paths) {
      const url = `https://www.lesswrong.com${path}`;
      expect(post(readPage(openPage({ ...page, url }), new URL(url))).key, path).toBe('lw:Ab1AAAAAAAAAAAAAA');
    }
  });

  it('whatever original the page names, which is kept as a hint', () => {
    const page = fixture('lw-settled');
    const at = (href: string) => {
      const html = page.html.replace('</head>', `<link rel="canonical" href="${href}"></head>`);
      return post(readPage(openPage({ ...page, html }), new URL(page.url)));
    };
    const own = at('https://pub.substack.com/p/grading?utm_source=x#top');
    expect([own.key, own.aliases, own.site]).toEqual(['lw:Ab1AAAAAAAAAAAAAA', [], 'lesswrong']);
    expect(own.original).toBe('https://pub.substack.com/p/grading?utm_source=x');
    for (const href of [
      'https://www.lesswrong.com/posts/x',
      'https://www.alignmentforum.org/x',
      '/posts/x',
      'javascript:0',
    ])
      expect(at(href)).not.toHaveProperty('original');
  });

  it('whatever a Substack slug and host become', () => {
    const page = fixture('substack-free');
    const url = 'https://www.own-domain.example/p/new-slug';
    const moved = page.html
      .replaceAll('slow-proofs', 'new-slug')
      .replaceAll('https://pub.substack.com/p/', 'https://www.own-domain.example/p/');
    const read = post(readPage(openPage({ html: moved, url }), new URL(url)));
    expect(read.key).toBe(keyOf('substack-free'));
    expect(read.aliases).toContain('substack:pub.substack.com/new-slug');
    expect(read.aliases).toContain('substack:www.own-domain.example/new-slug');
  });
});
