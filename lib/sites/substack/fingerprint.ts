import { metaContents } from '../dom';

/**
 * Whether a page on an unknown host is made by Substack. Each sign alone is enough: the preloaded state, the connection to
 * its image host opened in the head, its post-preview image, or the shape that its post pages have had since 2022.
 * `/p/<slug>` in the address proves nothing and is not asked.
 */
export function isSubstackPage(document: Document): boolean {
  if (!document.querySelector('.body.markup, script')) return false;
  return hasPreloads(document) || hasPreconnect(document) || previewImage(document) !== null || hasPostShape(document);
}

/** The preview image's address names the publication and the post's number, without any script. */
export function previewImage(document: Document): { publication: string; postId: string } | null {
  for (const content of metaContents(document, 'twitter:image')) {
    const match = /https%3A%2F%2F([a-z0-9-]+)\.substack\.com%2Fapi%2Fv1%2Fpost_preview%2F(\d+)%2F/i.exec(content);
    if (match?.[1] && match[2]) return { publication: match[1].toLowerCase(), postId: match[2] };
  }
  return null;
}

function hasPreconnect(document: Document): boolean {
  return Array.from(document.querySelectorAll('link[rel="preconnect"]')).some((link) =>
    /^https:\/\/substackcdn\.com\/?$/.test(link.getAttribute('href') ?? ''),
  );
}

function hasPreloads(document: Document): boolean {
  return Array.from(document.scripts).some((script) => /window\._preloads\s*=/.test(script.textContent ?? ''));
}

function hasPostShape(document: Document): boolean {
  return (
    document.querySelector('#entry #main article.post h1.post-title') !== null &&
    document.querySelector('#entry #main article.post .body.markup') !== null
  );
}
