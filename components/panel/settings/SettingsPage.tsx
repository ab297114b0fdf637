import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from '../../shared/Icon';
import { type Notice, Toast } from '../../shared/Toast';
import { BackupBody } from '../library/Backup';
import type { Settings, SettingsActions } from '../model';
import { EngineSettings } from './EngineSettings';
import type { EngineActions, EngineView } from './engine-model';
import { KeySettings } from './KeySettings';
import { MarkSettings } from './MarkSettings';
import { SiteSettings } from './SiteSettings';
import { SyncRecovery } from './SyncRecovery';
import { SyncSettings } from './SyncSettings';
import type { SyncActions, SyncView } from './sync-model';
import type { SyncWords } from './sync-words';

interface Props {
  settings: Settings;
  /** Match patterns of sites that the reader granted beyond the built-in ones. */
  granted: string[];
  builtIn: string[];
  /** Records that could not be read and were set apart. */
  quarantined: number;
  actions: SettingsActions;
  /** Null until it is known. */
  engine: EngineView | null;
  engineActions: EngineActions;
  /** Null until it is known. */
  sync: SyncView | null;
  syncActions: SyncActions;
  /** What this browser could be called on the others. */
  deviceName: string;
  syncWords: SyncWords;
  /** The section to begin with, where a link led to one. */
  initial?: string;
  notice: Notice | null;
  onNoticeClose: () => void;
}

interface Section {
  id: string;
  title: string;
  /** The title in the list of sections, where it is to be shorter. */
  short?: string;
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
export function SettingsPage(props: Props) {
  const { settings, granted, builtIn, quarantined, actions, engine, engineActions, notice, onNoticeClose } = props;
  const { sync, syncActions, deviceName, syncWords, initial = 'sites' } = props;
  const [chosen, setChosen] = useState(initial);
  /** A recovery code to be written down. It outlives the section that it was made in, and is shown alone. */
  const [code, setCode] = useState<string | null>(null);
  const main = useRef<HTMLElement>(null);
  const had = useRef(false);
  useEffect(() => {
    if (had.current && code === null) main.current?.focus();
    had.current = code !== null;
  }, [code]);
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
      title: 'How passages are tagged',
      short: 'Tagging',
      words:
        'engine privacy model embedded machine network leaves telemetry account openai anthropic ollama prompt gemini nano key token endpoint learn corrections forget consent',
      body: engine ? <EngineSettings key={engine.choice.kind} view={engine} actions={engineActions} /> : null,
    },
    {
      id: 'sync',
      title: 'Sync',
      words:
        'sync browsers devices webdav nextcloud owncloud koofr fastmail nas s3 bucket storage server password passphrase encryption encrypted recovery code bundle file conflict notes merge pause forget rename leave account privacy',
      body: (
        <SyncSettings view={sync} actions={syncActions} deviceName={deviceName} words={syncWords} onCode={setCode} />
      ),
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
  const open = sections.some((it) => it.id === chosen) ? chosen : 'sites';
  const shown = words ? sections.filter((section) => matches(section, words)) : sections.filter((it) => it.id === open);
  return (
    <>
      {code === null ? null : (
        <main className="settings">
          <SyncRecovery code={code} onWritten={() => setCode(null)} />
        </main>
      )}
      <div className="settings" hidden={code !== null}>
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
              aria-current={!words && section.id === open ? 'page' : undefined}
              onClick={() => {
                setQuery('');
                setChosen(section.id);
              }}
            >
              {section.short ?? section.title}
            </button>
          ))}
        </nav>
        <main ref={main} tabIndex={-1}>
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
      </div>
      <Toast notice={notice} onClose={onNoticeClose} />
    </>
  );
}
