import { describe, expect, it, vi } from 'vitest';

// The wiring is tested without a browser: what it needs of one is never called here.
vi.mock('wxt/browser', () => ({ browser: {} }));

import { fileName } from '../../../entrypoints/sidepanel/files';
import { backupOfEntries } from '../../../entrypoints/sidepanel/imports';
import { postViewOf } from '../../../entrypoints/sidepanel/rows';
import { grantable, situationOf } from '../../../entrypoints/sidepanel/situation';
import type { TabPage } from '../../../entrypoints/sidepanel/usePage';
import type { Entry } from '../../../lib/export';
import type { PassageItem, PostSummary } from '../../../lib/library/library';
import { settingsSchema } from '../../../lib/library/records';
import type { PageStatus } from '../../../lib/messaging/protocol';
import { highlight, passage, post } from '../../fixtures/panel/made-up';

const SETTINGS = settingsSchema.parse({});
const tab = (given: Partial<TabPage>): TabPage => ({
  tabId: 1,
  url: 'https://a.example/x',
  status: null,
  ownDomain: false,
  alone: false,
  ...given,
});
const status = (given: Partial<PageStatus>): PageStatus => ({
  post: null,
  state: 'reading',
  reason: null,
  tagged: 0,
  passages: 0,
  orphans: [],
  ...given,
});

describe('what the panel says of a tab', () => {
  it('offers to read web pages, and no page that the browser keeps to itself', () => {
    expect(situationOf(tab({}), SETTINGS)).toMatchObject({ state: 'none', read: true, host: 'a.example' });
    expect(situationOf(tab({ url: 'chrome://settings' }), SETTINGS)).toMatchObject({ state: 'none', read: false });
    // Without a permission the browser hides the address: it may be read by a click, but can't be granted by name.
    expect(situationOf(tab({ url: null }), SETTINGS)).toMatchObject({ state: 'none', read: true, host: null });
  });

  it('knows a publication on a domain of its own, and offers to read it always', () => {
    expect(situationOf(tab({ ownDomain: true }), SETTINGS)).toMatchObject({ publication: true, host: 'a.example' });
    expect(situationOf(tab({ ownDomain: true, url: 'http://a.example/x' }), SETTINGS)).not.toHaveProperty(
      'publication',
    );
  });

  it('asks for one host over https only', () => {
    expect(['https://a.example:8443/x?y', 'http://a.example/', 'file:///x', 'no address', null].map(grantable)).toEqual(
      ['https://a.example/*', null, null, null, null],
    );
  });

  it('counts until all passages are looked at', () => {
    const at = (tagged: number) => situationOf(tab({ status: status({ tagged, passages: 9 }) }), SETTINGS).state;
    expect([at(0), at(8), at(9)]).toEqual(['tagging', 'tagging', 'ready']);
  });

  it('says how far it is off', () => {
    const off = (given: object) => situationOf(tab({ status: status({ state: 'off' }) }), { ...SETTINGS, ...given });
    expect(off({ off: true })).toMatchObject({ where: 'everywhere' });
    expect(off({ offSites: ['a.example'] })).toMatchObject({ where: 'site' });
    expect(off({ offSites: ['b.example'] })).toMatchObject({ where: 'post' });
  });
});

describe('a stored post in the panel', () => {
  const item = (id: string, given: Partial<PassageItem> = {}): PassageItem => ({
    passage: passage(id),
    tag: null,
    engine: null,
    decisions: [],
    highlights: [],
    note: null,
    claims: [],
    ...given,
  });

  it('shows as orphans what the page could not find and what vanished, each with its reason', () => {
    const view = postViewOf(
      {
        post: post(),
        items: [item('p1', { highlights: [highlight('h1'), highlight('h2')] })],
        highlights: [highlight('h3')],
        orphans: [item('p9', { highlights: [highlight('h9')] })],
      },
      new Map([['h2', 'Ambiguous.']]),
    );
    expect(view.orphans.map(({ annotation }) => annotation.id)).toEqual(['h2', 'h9']);
    expect(view.orphans[0]?.reason).toBe('Ambiguous.');
    expect(view.highlights.map(({ id }) => id)).toEqual(['h1', 'h2', 'h3']);
  });
});

describe('an import of annotations', () => {
  const entry = (key: string, url: string): Entry => ({
    post: { key, url, title: '', authors: [], publishedAt: null, site: null },
    passage: null,
    selectors: { quote: { exact: 'words', prefix: '', suffix: '' } },
    annotation: highlight(`h-${key}`, { post: key }),
    claim: null,
  });
  const counts = { claimed: 0, confirmed: 0, rejected: 0, highlights: 0, notes: 0, copies: [] };
  const posts: PostSummary[] = [
    { ...post({ key: 'lw:1', aliases: ['lw:old'], url: 'https://lw.example/1/' }), ...counts },
  ];

  it('finds the post by a key, a former key or its address, and counts those that have none', () => {
    const made = backupOfEntries(
      [
        entry('lw:1', ''),
        entry('lw:old', ''),
        entry('url:x', 'https://lw.example/1#part'),
        entry('lw:2', 'https://lw.example/2'),
      ],
      posts,
    );
    expect(made.annotations.map((it) => it.post)).toEqual(['lw:1', 'lw:1', 'lw:1']);
    expect(made.homeless).toBe(1);
    expect(JSON.parse(made.json)).toMatchObject({ format: 'cruxlight-backup', annotations: made.annotations });
  });
});

describe('a file’s name', () => {
  it('keeps letters and digits of any script, and nothing that a file system minds', () => {
    expect(fileName('Which “fields”/first?', 'md')).toBe('which-fields-first.md');
    expect(fileName('Über 3 Ideen', 'csv')).toMatch(/3-ideen\.csv$/);
    expect(fileName('../../..', 'md')).toBe('post.md');
    expect(fileName('問い', 'md')).toBe('問い.md');
  });
});
