import { describe, expect, it } from 'vitest';
import { customDomainPattern, isSubstackPage } from '../../../lib/sites/index';
import { fixture, openPage } from './pages';

const url = 'https://www.thinking.example/p/own-domain';
const page = (head: string, body: string) =>
  openPage({ html: `<html><head>${head}</head><body>${body}</body></html>`, url });
const shape =
  '<div id="entry"><div id="main"><article class="newsletter-post post"><h1 class="post-title">T</h1><div class="body markup"><p>x</p></div></article></div></div>';

describe('Substack on a domain of its own', () => {
  it.each([
    [
      'preloaded state',
      page('', `<div class="body markup"></div><script>window._preloads = JSON.parse("{}")</script>`),
    ],
    ['image host', page('<link rel="preconnect" href="https://substackcdn.com">', '<div class="body markup"></div>')],
    [
      'preview image',
      page(
        '<meta name="twitter:image" content="https://substackcdn.com/x/https%3A%2F%2Fpub.substack.com%2Fapi%2Fv1%2Fpost_preview%2F12%2Ftwitter.jpg">',
        '<div class="body markup"></div>',
      ),
    ],
    ['shape', page('', shape)],
  ])('is known by its %s alone', (_sign, document) => expect(isSubstackPage(document)).toBe(true));

  it.each([
    ['its address alone', page('', '<p>x</p>')],
    [
      'an embedded picture',
      page('', '<img src="https://substackcdn.com/image/fetch/x/substack-post-media.s3.amazonaws.com/y">'),
    ],
    ['a class name', page('', '<div class="available-content"><div class="body markup"><p>x</p></div></div>')],
    ['an e-mail', openPage(fixture('email'))],
    [
      'a link to the image host elsewhere',
      page('<link rel="preconnect" href="https://substackcdn.com.evil.example">', '<script></script>'),
    ],
  ])('is not known by %s', (_sign, document) => expect(isSubstackPage(document)).toBe(false));
});

describe('the permission that a domain of its own needs', () => {
  const pattern = (name: string, address?: string) => {
    const found = fixture(name);
    return customDomainPattern(openPage(found), new URL(address ?? found.url));
  };

  it('is for that host alone', () => {
    expect(pattern('substack-custom-domain')).toBe('https://www.thinking.example/*');
  });

  it('is not asked for on Substack, on other sites, on pages that are no post, or without https', () => {
    expect(pattern('substack-free')).toBeNull();
    expect(pattern('lw-settled')).toBeNull();
    expect(pattern('generic')).toBeNull();
    expect(pattern('substack-custom-domain', 'https://www.thinking.example/about')).toBeNull();
    expect(pattern('substack-custom-domain', 'http://www.thinking.example/p/own-domain')).toBeNull();
  });
});
