import { useSyncExternalStore } from 'react';
import { Card } from './Card';
import { Control } from './Control';
import { Help } from './Help';
import { SelectionBar } from './SelectionBar';
import { Strip } from './Strip';
import type { Store } from './store';
import { Toasts } from './Toasts';
import type { PageActions, PageView } from './view';

/** All that Cruxlight shows on a page beside the marks themselves. */
export function Overlay({ store, actions }: { store: Store<PageView>; actions: PageActions }) {
  const view = useSyncExternalStore(store.subscribe, store.get);
  const marked = !view.hidden && !view.offHere && view.phase !== 'off' && view.phase !== 'gone';
  const controlled = view.phase !== 'off' && view.phase !== 'gone' && !view.hidden;
  return (
    <div className="cruxlight" data-theme={view.theme}>
      {marked && view.strip.length > 0 && <Strip strip={view.strip} theme={view.theme} />}
      {controlled && <Control view={view} actions={actions} />}
      {marked && view.card && <Card card={view.card} actions={actions} />}
      {marked && view.selection && <SelectionBar selection={view.selection} actions={actions} />}
      <Toasts toasts={view.toasts} actions={actions} />
      {view.open === 'help' && <Help view={view} actions={actions} />}
      <div className="hush" aria-live="polite" aria-atomic="true">
        {view.spoken}
      </div>
    </div>
  );
}
