import { CLAIM_TYPES, type ClaimType } from '../../../lib/claims/claim';
import { TypeMark } from '../../shared/TypeMark';
import { TYPE_WORDS } from '../../shared/words';
import type { Settings } from '../model';

interface Props {
  settings: Settings;
  onSave: (patch: Partial<Settings>) => void;
}

const ASKS: Record<ClaimType, string> = {
  FQ: 'How good is the signal that tells whether the work is good?',
  IN: 'What moves people to do it, or to leave it?',
  CB: 'Do ideas limit progress, or labour and compute?',
  VV: 'Can it be shown that a result or a system is right?',
};

export function MarkSettings({ settings, onSave }: Props) {
  return (
    <>
      <fieldset className="setting-group">
        <legend>Types to mark</legend>
        {CLAIM_TYPES.map((type) => (
          <label key={type} className="setting-row">
            <input
              type="checkbox"
              checked={settings.types.includes(type)}
              aria-label={TYPE_WORDS[type].long}
              onChange={(event) =>
                onSave({
                  types: CLAIM_TYPES.filter((it) => (it === type ? event.target.checked : settings.types.includes(it))),
                })
              }
            />
            <span className="grow">
              <TypeMark type={type} long />
              <span className="muted setting-aside">{ASKS[type]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className="setting-group">
        <legend>How many</legend>
        <label className="setting-row">
          <input
            type="radio"
            name="density"
            checked={settings.density === 'sure'}
            onChange={() => onSave({ density: 'sure' })}
          />
          <span>Only claims that the machine is fairly sure of</span>
        </label>
        <label className="setting-row">
          <input
            type="radio"
            name="density"
            checked={settings.density === 'all'}
            onChange={() => onSave({ density: 'all' })}
          />
          <span>Everything that it finds, doubtful ones too</span>
        </label>
      </fieldset>
      <fieldset className="setting-group">
        <legend>Everywhere</legend>
        <label className="setting-row">
          <input type="checkbox" checked={settings.off} onChange={(event) => onSave({ off: event.target.checked })} />
          <span>Switch all marks off</span>
        </label>
      </fieldset>
    </>
  );
}
