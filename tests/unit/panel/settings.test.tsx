// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EngineActions, EngineView } from '../../../components/panel/settings/engine-model';
import { SettingsPage } from '../../../components/panel/settings/SettingsPage';
import { hostOfPattern } from '../../../components/panel/settings/SiteSettings';
import { type Settings, settingsSchema } from '../../../lib/library/records';

afterEach(cleanup);

const NO_ENGINE: EngineView = {
  choice: { kind: 'embedded', address: '', model: '', hasKey: false, agreed: false, automatic: true },
  builtIn: 'absent',
  downloaded: null,
  status: null,
  posts: [],
  corrections: 0,
};
const engineActions = (): EngineActions => ({
  test: vi.fn(async () => ({ good: true, words: 'It works.' })),
  choose: vi.fn(async () => null),
  withdraw: vi.fn(),
  download: vi.fn(),
  estimate: vi.fn(async () => null),
  run: vi.fn(),
  cancel: vi.fn(),
  forget: vi.fn(),
});

function show(given: Partial<Settings> = {}, quarantined = 0) {
  const actions = { save: vi.fn(), revoke: vi.fn(), backUp: vi.fn(), restore: vi.fn(), deleteEverything: vi.fn() };
  render(
    <SettingsPage
      settings={{ ...settingsSchema.parse({}), ...given }}
      granted={['*://blog.example.org/*']}
      builtIn={['https://www.lesswrong.com/*', 'https://lesswrong.com/*']}
      quarantined={quarantined}
      actions={actions}
      engine={NO_ENGINE}
      engineActions={engineActions()}
      notice={null}
      onNoticeClose={() => undefined}
    />,
  );
  return actions;
}

const go = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('sites', () => {
  it('are listed and can be taken back', () => {
    const { revoke, save } = show({ offSites: ['a.example', 'b.example'] });
    go('Take back: blog.example.org');
    go('Switch on: a.example');
    expect(revoke).toHaveBeenCalledWith('*://blog.example.org/*');
    expect(save).toHaveBeenCalledWith({ offSites: ['b.example'] });
  });

  it('are named as people name them', () => {
    expect(['https://*.substack.com/*', '*://blog.example.org/*'].map(hostOfPattern)).toEqual([
      'all of substack.com',
      'blog.example.org',
    ]);
  });
});

describe('keys', () => {
  it('are changed by pressing the new one', () => {
    const { save } = show();
    go('Keys');
    go('Reject: x. Change.');
    fireEvent.keyDown(screen.getByRole('button', { name: 'Reject: x. Change.' }), { key: 'R' });
    expect(save).toHaveBeenCalledWith({ keys: { reject: 'r' } });
  });

  it('are never shared by two actions', () => {
    const { save } = show();
    go('Keys');
    go('Reject: x. Change.');
    fireEvent.keyDown(screen.getByRole('button', { name: 'Reject: x. Change.' }), { key: 'n' });
    expect(save).not.toHaveBeenCalled();
    expect(screen.getByText('“n” is already used for: Note.')).toBeTruthy();
  });

  it('go back to what they were, and can be switched off', () => {
    const { save } = show({ keys: { reject: 'r', note: 'm' } });
    go('Keys');
    go('As before (x)');
    fireEvent.click(screen.getByRole('checkbox'));
    expect(save.mock.calls).toEqual([[{ keys: { note: 'm' } }], [{ letterKeys: false }]]);
  });
});

describe('the page', () => {
  it('finds settings by what people call them', () => {
    show();
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'telemetry' } });
    expect(screen.getAllByRole('heading', { level: 2 }).map((it) => it.textContent)).toEqual([
      'How passages are tagged',
    ]);
    expect(screen.getByText('Nothing leaves your machine')).toBeTruthy();
  });

  it('keeps the types in the order of the codebook', () => {
    const { save } = show({ types: ['VV'] });
    go('Marks');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Incentive' }));
    expect(save).toHaveBeenCalledWith({ types: ['IN', 'VV'] });
  });

  it('tells of records that could not be read', () => {
    show({}, 2);
    go('Your data');
    expect(screen.getByRole('note').textContent).toMatch(/^2 stored records could not be read/);
  });
});
