import { useEffect, useRef } from 'react';
import { TYPE_WORDS } from '../../lib/synthesis/words';
import { Icon } from './icons';
import { type KeyAction, keyOf, typeOfAction } from './keys';
import { TypeLine } from './TypeLine';
import type { PageActions, PageView } from './view';

const GROUPS: { title: string; keys: [KeyAction, string, string?][] }[] = [
  {
    title: 'Go',
    keys: [
      ['next', 'next claim', 'Alt ↓'],
      ['previous', 'claim before', 'Alt ↑'],
    ],
  },
  {
    title: 'Type',
    keys: [
      ['type-FQ', TYPE_WORDS.FQ.short],
      ['type-IN', TYPE_WORDS.IN.short],
      ['type-CB', TYPE_WORDS.CB.short],
      ['type-VV', TYPE_WORDS.VV.short],
    ],
  },
  {
    title: 'Position',
    keys: [
      ['plus', 'good, strong, yes'],
      ['minus', 'poor, weak, no'],
      ['both', 'both sides, or none'],
    ],
  },
  {
    title: 'Decide',
    keys: [
      ['accept', 'accept'],
      ['change', 'change'],
      ['reject', 'reject'],
      ['note', 'note'],
      ['undo', 'undo'],
    ],
  },
  {
    title: 'Page',
    keys: [
      ['hide', 'hide or show everything'],
      ['help', 'these keys'],
    ],
  },
];

/** All keys, as they are set now. */
export function Help({ view, actions }: { view: PageView; actions: PageActions }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  const { letterKeys, keys } = view.settings;
  return (
    <div className="veil">
      <section
        className="help"
        role="dialog"
        aria-modal="true"
        aria-label="Keys"
        ref={box}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === 'Escape') actions.open(null);
        }}
      >
        <div className="top">
          <h2>Keys</h2>
          <button type="button" className="bare" onClick={() => actions.open(null)} aria-label="Close">
            <Icon name="close" />
          </button>
        </div>
        <div className="groups">
          {GROUPS.map((group) => (
            <dl key={group.title}>
              <h3>{group.title}</h3>
              {group.keys.map(([action, what, also]) => (
                <div key={action}>
                  <dt>
                    {letterKeys && <kbd>{keyOf(action, keys)}</kbd>}
                    {also && <kbd>{also}</kbd>}
                    {!letterKeys && !also && <span className="quiet">–</span>}
                  </dt>
                  <dd>
                    {what} {typeOfAction(action) && <TypeLine type={typeOfAction(action)} />}
                  </dd>
                </div>
              ))}
            </dl>
          ))}
        </div>
        <label className="switch">
          <input
            type="checkbox"
            checked={letterKeys}
            onChange={(event) => actions.saveSettings({ letterKeys: event.target.checked })}
          />
          Single keys act on claims. They are never taken while you type.
        </label>
      </section>
    </div>
  );
}
