import { describe, expect, it } from 'vitest';
import { askingFor } from '../../../entrypoints/background/engine/asking';
import {
  choose,
  completeDraft,
  shownChoice,
  storedChoice,
  withdraw,
} from '../../../entrypoints/background/engine/choice';
import { openPrivateStore } from '../../../entrypoints/background/private-store';
import { originPattern } from '../../../lib/base/address';
import type { EngineDraft } from '../../../lib/messaging/engine';
import { memoryStore, newLibrary } from './fakes';

const draft = (given: Partial<EngineDraft> = {}): EngineDraft => ({
  kind: 'openai',
  address: 'https://models.example/v1',
  model: 'm',
  key: 'a-key',
  agreed: true,
  automatic: true,
  ...given,
});

describe('the choice of an engine', () => {
  it('needs an agreement, an address that may be used and a model', async () => {
    const store = memoryStore();
    for (const bad of [
      draft({ agreed: false }),
      draft({ address: 'http://models.example/v1' }),
      draft({ address: 'https://me:secret@models.example/v1' }),
      draft({ address: 'no address' }),
      draft({ model: ' ' }),
    ])
      expect((await choose(store, bad)).ok).toBe(false);
    expect(store.all.size).toBe(0);
    expect((await choose(store, draft())).ok).toBe(true);
    expect((await storedChoice(store)).agreed).toMatch(/go to models\.example/u);
  });

  it('is shown without its key', async () => {
    const store = memoryStore();
    await choose(store, draft());
    const shown = shownChoice(await storedChoice(store));
    expect(shown).toMatchObject({ hasKey: true, agreed: true });
    expect(JSON.stringify(shown)).not.toContain('a-key');
  });

  it('never takes a key to another address, or to another protocol', async () => {
    const store = memoryStore();
    await choose(store, draft());
    const { key: _, ...without } = draft();
    const keyOf = async (given: Partial<EngineDraft>) => {
      const whole = await completeDraft(store, { ...without, ...given });
      return whole.ok ? whole.value.key : whole.error;
    };
    expect(await keyOf({ model: 'other' })).toBe('a-key');
    expect(await keyOf({ address: 'https://models.example/v2' })).toBe('a-key');
    expect(await keyOf({ address: 'https://models.example.evil.example/v1' })).toBeNull();
    expect(await keyOf({ address: 'https://models.example:8443/v1' })).toBeNull();
    expect(await keyOf({ kind: 'anthropic' })).toBeNull();
    expect(await keyOf({ key: '' })).toBeNull();
  });

  it('is withdrawn with key and agreement', async () => {
    const store = memoryStore();
    await choose(store, draft());
    expect(shownChoice(await withdraw(store))).toMatchObject({ kind: 'embedded', hasKey: false, agreed: false });
    expect(JSON.stringify([...store.all.values()])).not.toContain('a-key');
  });

  it('that was damaged is none', async () => {
    const store = memoryStore();
    await store.set('engine', { kind: 'openai', address: 7 });
    expect(await storedChoice(store)).toMatchObject({ kind: 'embedded', key: null });
  });

  it('is kept where no backup looks, and is gone when that is cleared', async () => {
    const library = await newLibrary();
    const store = openPrivateStore();
    await choose(store, draft());
    const all = await library.exportAll();
    expect(all.ok && all.value.includes('a-key')).toBe(false);
    expect((await storedChoice(openPrivateStore())).key).toBe('a-key');
    await store.clear();
    expect((await storedChoice(store)).kind).toBe('embedded');
  });
});

describe('asking', () => {
  const ports = {
    fetch: async () => new Response('{}'),
    waiting: { sleep: async () => undefined, now: () => 0 },
    scope: {},
  };

  it('needs the permission for one host, whatever the port', async () => {
    const patterns: string[] = [];
    const choice = {
      ...(await storedChoice(memoryStore())),
      kind: 'ollama' as const,
      address: 'http://localhost:11434',
      model: 'm',
    };
    const refused = await askingFor(
      choice,
      {
        ...ports,
        allowed: async (pattern) => {
          patterns.push(pattern);
          return false;
        },
      },
      () => undefined,
    );
    expect(refused).toMatchObject({ ok: false, error: expect.stringMatching(/may not reach localhost:11434/u) });
    expect(patterns).toEqual(['http://localhost/*']);
    expect((await askingFor(choice, { ...ports, allowed: async () => true }, () => undefined)).ok).toBe(true);
    expect(originPattern('ftp://localhost')).toBeNull();
  });

  it('is refused where the browser’s own model is absent or not downloaded', async () => {
    const choice = { ...(await storedChoice(memoryStore())), kind: 'built-in' as const };
    const allowed = async () => true;
    expect((await askingFor(choice, { ...ports, allowed }, () => undefined)).ok).toBe(false);
    const at = (said: string) => ({ LanguageModel: { availability: async () => said, create: async () => null } });
    const tried = await Promise.all(
      ['downloadable', 'available'].map((said) =>
        askingFor(choice, { ...ports, allowed, scope: at(said) }, () => undefined),
      ),
    );
    expect(tried.map(({ ok }) => ok)).toEqual([false, true]);
  });
});
