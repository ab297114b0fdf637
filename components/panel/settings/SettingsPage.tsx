import { type ReactNode, useState } from 'react';
import { Icon } from '../../shared/Icon';
import { type Notice, Toast } from '../../shared/Toast';
import { BackupBody } from '../library/Backup';
import type { Settings, SettingsActions } from '../model';
import { KeySettings } from './KeySettings';
import { MarkSettings } from './MarkSettings';
import { SiteSettings } from './SiteSettings';

interface Props {
  settings: Settings;
  /** Match patterns of sites that the reader granted beyond the built-in ones. */
  granted: string[];
  builtIn: string[];
  /** Records that could not be read and were set apart. */
  quarantined: number;
  actions: SettingsActions;
  notice: Notice | null;
  onNoticeClose: () => void;
}

interface Section {
  id: string;
  title: string;
  /** What one may look for: the words of the section and what people call it. */
  words: string;
  body: ReactNode;
}

const matches = (section: Section, query: string) =>
  query
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => `${section.title} ${section.words}`.toLowerCase().includes(word));

/** All settings, one screen each, or all that match a search. Every choice is kept at once. */
export function SettingsPage({ settings, granted, builtIn, quarantined, actions, notice, onNoticeClose }: Props) {
  const [chosen, setChosen] = useState('sites');
  const [query, setQuery] = useState('');
  const sections: Section[] = [
    {
      id: 'sites',
      title: 'Sites',
      words: `permissions hosts off revoke domain substack lesswrong ${granted.join(' ')} ${settings.offSites.join(' ')}`,
      body: <SiteSettings settings={settings} granted={granted} builtIn={builtIn} actions={actions} />,
    },
    {
      id: 'marks',
      title: 'Marks',
      words: 'highlights types density sure unsure feedback incentive concepts verification colour off everywhere',
      body: <MarkSettings settings={settings} onSave={actions.save} />,
    },
    {
      id: 'keys',
      title: 'Keys',
      words: 'keyboard shortcuts letters accept reject note undo next previous',
      body: <KeySettings settings={settings} onSave={actions.save} />,
    },
    {
      id: 'engine',
      title: 'Engine and privacy',
      words: 'model tags embedded machine network leaves telemetry account',
      body: <EngineSettings />,
    },
    {
      id: 'data',
      title: 'Your data',
      words: 'backup import export delete everything hypothesis json restore',
      body: (
        <>
          {quarantined > 0 ? (
            <p className="warning" role="note">
              {quarantined.toLocaleString('en')} stored {quarantined === 1 ? 'record' : 'records'} could not be read and{' '}
              {quarantined === 1 ? 'was' : 'were'} set apart. Nothing was deleted: a backup holds{' '}
              {quarantined === 1 ? 'it' : 'them'}.
            </p>
          ) : null}
          <BackupBody actions={actions} empty={false} />
        </>
      ),
    },
  ];
  const words = query.trim();
  const shown = words
    ? sections.filter((section) => matches(section, words))
    : sections.filter((it) => it.id === chosen);
  return (
    <div className="settings">
      <header>
        <h1>Settings</h1>
        <search className="search">
          <Icon name="search" />
          <input
            type="search"
            placeholder="Search the settings"
            aria-label="Search the settings"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </search>
      </header>
      <nav aria-label="Settings">
        {sections.map((section) => (
          <button
            key={section.id}
            type="button"
            aria-current={!words && section.id === chosen ? 'page' : undefined}
            onClick={() => {
              setQuery('');
              setChosen(section.id);
            }}
          >
            {section.title}
          </button>
        ))}
      </nav>
      <main>
        {words ? (
          <p className="visually-hidden" role="status">
            {shown.length} found
          </p>
        ) : null}
        {shown.map((section) => (
          <section key={section.id} aria-labelledby={`settings-${section.id}`}>
            <h2 id={`settings-${section.id}`}>{section.title}</h2>
            {section.body}
          </section>
        ))}
        {shown.length === 0 ? <p className="muted">No setting is called that.</p> : null}
      </main>
      <Toast notice={notice} onClose={onNoticeClose} />
    </div>
  );
}

function EngineSettings() {
  return (
    <>
      <p>
        Claims are found by a small model that came with Cruxlight and runs inside your browser.{' '}
        <b>Nothing leaves your machine</b>: no text, no address, no count of anything. There is no account, no server of
        ours and no telemetry.
      </p>
      <p className="muted">
        The model is often unsure, and says so. What you accept, correct or reject always counts for more than what it
        says.
      </p>
    </>
  );
}
