import { type KeyboardEvent, useState } from 'react';
import { DEFAULT_KEYS, KEY_ACTIONS, type KeyAction, keyOf } from '../../page/keys';
import { TYPE_WORDS } from '../../shared/words';
import type { Settings } from '../model';

interface Props {
  settings: Settings;
  onSave: (patch: Partial<Settings>) => void;
}

const WORDS: Record<KeyAction, string> = {
  next: 'Next claim',
  previous: 'Claim before',
  'type-FQ': TYPE_WORDS.FQ.long,
  'type-IN': TYPE_WORDS.IN.long,
  'type-CB': TYPE_WORDS.CB.long,
  'type-VV': TYPE_WORDS.VV.long,
  plus: 'Good, strong, yes (+)',
  minus: 'Poor, weak, no (−)',
  both: 'Both sides (0)',
  accept: 'Accept',
  reject: 'Reject',
  change: 'Change',
  note: 'Note',
  undo: 'Undo',
  hide: 'Hide or show all marks',
  help: 'List these keys on the page',
};

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Tab', 'Dead', 'Process']);

/** Single keys on the page: all of them listed, each changeable. Two actions never share a key. */
export function KeySettings({ settings, onSave }: Props) {
  const [waiting, setWaiting] = useState<KeyAction | null>(null);
  const [clash, setClash] = useState<string | null>(null);
  const set = (action: KeyAction, key: string) => {
    const other = KEY_ACTIONS.find((name) => name !== action && same(keyOf(name, settings.keys), key));
    if (other) {
      setClash(`“${key}” is already used for: ${WORDS[other]}.`);
      return;
    }
    const { [action]: _, ...rest } = settings.keys;
    onSave({ keys: same(key, DEFAULT_KEYS[action]) ? rest : { ...rest, [action]: key } });
    setClash(null);
    setWaiting(null);
  };
  const onKeyDown = (action: KeyAction) => (event: KeyboardEvent) => {
    if (waiting !== action || MODIFIERS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (event.key === 'Escape') {
      setWaiting(null);
      setClash(null);
    } else set(action, event.key.length === 1 ? event.key.toLowerCase() : event.key);
  };
  return (
    <>
      <label className="setting-row">
        <input
          type="checkbox"
          checked={settings.letterKeys}
          onChange={(event) => onSave({ letterKeys: event.target.checked })}
        />
        <span>Single keys act on the passage in focus (Alt with ↓ and ↑ works in any case)</span>
      </label>
      <p className="muted" role="status">
        {clash ??
          (waiting ? `Press the new key for: ${WORDS[waiting]}. Escape leaves it.` : 'Choose a key to change it.')}
      </p>
      <ul className="plain key-list">
        {KEY_ACTIONS.map((action) => (
          <li key={action} className="setting-row">
            <span className="grow">{WORDS[action]}</span>
            {Object.hasOwn(settings.keys, action) ? (
              <button type="button" className="link" onClick={() => set(action, DEFAULT_KEYS[action])}>
                As before ({DEFAULT_KEYS[action]})
              </button>
            ) : null}
            <button
              type="button"
              className="key"
              aria-label={`${WORDS[action]}: ${keyOf(action, settings.keys)}. Change.`}
              aria-pressed={waiting === action}
              disabled={!settings.letterKeys}
              onClick={() => setWaiting(waiting === action ? null : action)}
              onKeyDown={onKeyDown(action)}
              onBlur={() => setWaiting((now) => (now === action ? null : now))}
            >
              {waiting === action ? '…' : keyOf(action, settings.keys)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
