import type { Settings, SettingsActions } from '../model';

interface Props {
  settings: Settings;
  granted: string[];
  builtIn: string[];
  actions: SettingsActions;
}

/** `https://*.substack.com/*` as people would say it. */
export function hostOfPattern(pattern: string): string {
  return pattern
    .replace(/^[^:]+:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/^\*\./, 'all of ');
}

function Row({ host, button, onClick }: { host: string; button: string; onClick: () => void }) {
  return (
    <li className="setting-row">
      <span className="grow">{host}</span>
      <button type="button" className="button small" aria-label={`${button}: ${host}`} onClick={onClick}>
        {button}
      </button>
    </li>
  );
}

export function SiteSettings({ settings, granted, builtIn, actions }: Props) {
  const known = [...new Set(builtIn.map(hostOfPattern).map((host) => host.replace(/^www\./, '')))];
  return (
    <>
      <h3>Read by itself</h3>
      <p className="muted">{known.join(', ')}. Any other page is read only when you ask for it in the panel.</p>
      <h3>Sites you added</h3>
      {granted.length === 0 ? (
        <p className="muted">
          None. On a page that Cruxlight doesn’t read, choose “Always read this site” in the panel.
        </p>
      ) : (
        <ul className="plain">
          {granted.map((origin) => (
            <Row key={origin} host={hostOfPattern(origin)} button="Take back" onClick={() => actions.revoke(origin)} />
          ))}
        </ul>
      )}
      <h3>Switched off</h3>
      {settings.offSites.length === 0 && settings.offPosts.length === 0 ? (
        <p className="muted">No site and no post is switched off.</p>
      ) : (
        <ul className="plain">
          {settings.offSites.map((host) => (
            <Row
              key={host}
              host={host}
              button="Switch on"
              onClick={() => actions.save({ offSites: settings.offSites.filter((other) => other !== host) })}
            />
          ))}
          {settings.offPosts.length > 0 ? (
            <Row
              host={settings.offPosts.length === 1 ? 'one post' : `${settings.offPosts.length} posts`}
              button="Switch on"
              onClick={() => actions.save({ offPosts: [] })}
            />
          ) : null}
        </ul>
      )}
    </>
  );
}
