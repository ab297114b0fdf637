import { afterEach, describe, expect, test, vi } from 'vitest';
import { signsOfSubstack } from '../../../entrypoints/sidepanel/publication';
import { isSubstackPage } from '../../../lib/sites/index';
import { fixtures, openPage } from '../sites/pages';

afterEach(() => vi.unstubAllGlobals());

describe('what the panel takes from a page to know a Substack by', () => {
  test.each(fixtures().map((page) => [page.name, page] as const))('%s', (_name, page) => {
    const document = openPage(page);
    vi.stubGlobal('document', document);
    const { length } = document.documentElement.outerHTML;
    const handedOver = openPage({ html: signsOfSubstack(), url: page.url });
    expect(isSubstackPage(handedOver)).toBe(isSubstackPage(document));
    expect(document.documentElement.outerHTML).toHaveLength(length);
  });
});
