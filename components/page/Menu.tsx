import { useEffect, useRef } from 'react';
import { CLAIM_TYPES } from '../../lib/claims/claim';
import { TYPE_WORDS } from '../../lib/synthesis/words';
import { count } from './claim-words';
import { Icon } from './icons';
import { TypeLine } from './TypeLine';
import type { PageActions, PageView } from './view';

function summaryOf(view: PageView): string {
  if (view.phase === 'waiting') return 'Waiting for the post to arrive.';
  if (view.phase === 'reading') return 'Reading the post…';
  if (view.phase === 'tagging') return `${view.progress.tagged} of ${count(view.progress.of, 'passage')} looked at`;
  const passages = count(view.progress.of, 'passage');
  return view.confirmed > 0 ? `${view.confirmed} confirmed by you · ${passages}` : `in ${passages}`;
}

/** What the round control opens: counts and filter by type, density, off switches, the way to the panel. */
export function Menu({ view, actions }: { view: PageView; actions: PageActions }) {
  const first = useRef<HTMLElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
  const { settings } = view;
  const toggle = (type: (typeof CLAIM_TYPES)[number]) =>
    actions.saveSettings({
      types: CLAIM_TYPES.filter((other) => (other === type) !== settings.types.includes(other)),
    });

  return (
    <section className="menu" role="dialog" aria-label="Cruxlight on this page" ref={first} tabIndex={-1}>
      <header>
        <strong>{view.phase === 'trouble' ? 'Claims could not be found' : count(view.shown, 'claim')}</strong>
        <small>{view.phase === 'trouble' ? view.problem : summaryOf(view)}</small>
      </header>
      {view.phase === 'trouble' && (
        <button type="button" className="wide" onClick={actions.retry}>
          Try again
        </button>
      )}
      {view.offHere ? (
        <button type="button" className="wide" onClick={actions.turnOn}>
          Turn on for this post
        </button>
      ) : (
        <>
          <fieldset className="types">
            <legend className="hush">Show</legend>
            {CLAIM_TYPES.map((type) => {
              const on = settings.types.includes(type);
              return (
                <button type="button" key={type} aria-pressed={on} onClick={() => toggle(type)}>
                  <TypeLine type={type} />
                  <span className="name">{TYPE_WORDS[type].long}</span>
                  <span className="n">{on ? view.counts[type] : 'off'}</span>
                </button>
              );
            })}
          </fieldset>
          <fieldset className="segments">
            <legend className="hush">How many</legend>
            <button
              type="button"
              aria-pressed={settings.density === 'sure'}
              onClick={() => actions.saveSettings({ density: 'sure' })}
            >
              Sure ones
            </button>
            <button
              type="button"
              aria-pressed={settings.density === 'all'}
              onClick={() => actions.saveSettings({ density: 'all' })}
            >
              All
            </button>
          </fieldset>
        </>
      )}
      <fieldset className="off">
        <legend>Turn off</legend>
        {!view.offHere && (
          <button type="button" onClick={() => actions.turnOff('post')}>
            this post
          </button>
        )}
        <button type="button" onClick={() => actions.turnOff('site')} title={view.site}>
          this site
        </button>
        <button type="button" onClick={() => actions.turnOff('everywhere')}>
          everywhere
        </button>
      </fieldset>
      <footer>
        <button type="button" onClick={actions.openPanel}>
          <Icon name="panel" /> Open panel
        </button>
        <button type="button" onClick={() => actions.open('help')} aria-label="Keys">
          <Icon name="help" /> Keys
        </button>
      </footer>
    </section>
  );
}
