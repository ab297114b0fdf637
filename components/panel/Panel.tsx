import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../shared/Icon';
import { type TabItem, TabPanel, Tabs } from '../shared/Tabs';
import { type Notice, Toast } from '../shared/Toast';
import { SyncStatus } from './SyncStatus';
import type { SyncView } from './settings/sync-model';

export type TabId = 'post' | 'synthesis' | 'library';

const TABS: TabItem<TabId>[] = [
  { id: 'post', label: 'This post' },
  { id: 'synthesis', label: 'Synthesis' },
  { id: 'library', label: 'Library' },
];

interface Props {
  tab: TabId;
  onTab: (tab: TabId) => void;
  notice: Notice | null;
  onNoticeClose: () => void;
  onUndo: () => void;
  onRedo: () => void;
  onSettings: () => void;
  /** Opens the panel as a page of its own; null where it is one. */
  onWide: (() => void) | null;
  panels: Record<TabId, () => ReactNode>;
  /** How sync stands; nothing is shown of it where it is off. */
  sync?: { view: SyncView | null; onSyncNow: () => void; onSettings: () => void };
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox], [type=radio]), textarea, select') !== null;

/** The frame: three tabs, one notice at the foot, undo and redo by the usual keys. */
export function Panel(props: Props) {
  const { tab, onTab, notice, onNoticeClose, onUndo, onRedo, onSettings, onWide, panels, sync } = props;
  const body = useRef<HTMLElement>(null);
  // What was acted on may be gone (a removed highlight): the focus then goes on in the panel, not back to its start.
  const said = notice?.id;
  useEffect(() => {
    if (said !== undefined && document.activeElement === document.body) body.current?.focus({ preventScroll: true });
  }, [said]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === 'z') {
      event.preventDefault();
      if (event.shiftKey) onRedo();
      else onUndo();
    } else if (key === 'y') {
      event.preventDefault();
      onRedo();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: undo and redo work wherever the focus is
    <div className="panel" onKeyDown={onKeyDown}>
      <div className="panel-bar">
        <Tabs label="Cruxlight" items={TABS} chosen={tab} onChoose={onTab} />
        {sync ? <SyncStatus {...sync} /> : null}
        {onWide ? (
          <button
            type="button"
            className="icon-button"
            aria-label="Open as a page"
            title="Open as a page"
            onClick={onWide}
          >
            <Icon name="out" />
          </button>
        ) : null}
        <button type="button" className="icon-button" aria-label="Settings" title="Settings" onClick={onSettings}>
          <Icon name="settings" />
        </button>
      </div>
      <main className="panel-body" ref={body} tabIndex={-1}>
        {TABS.map(({ id }) => (
          <TabPanel key={id} id={id} chosen={tab}>
            {panels[id]()}
          </TabPanel>
        ))}
      </main>
      <Toast notice={notice} onClose={onNoticeClose} />
    </div>
  );
}
