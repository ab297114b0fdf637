import { type PointerEvent, useRef, useState } from 'react';
import { count } from './claim-words';
import { Menu } from './Menu';
import type { PageActions, PageView } from './view';

/** How far, in pixels, a press may wander and still be a click. */
const CLICK = 5;

function labelOf(view: PageView): string {
  if (view.phase === 'gone') return 'Cruxlight was updated: reload this page to go on';
  if (view.phase === 'trouble') return `Cruxlight: ${view.problem ?? 'something went wrong'}`;
  if (view.offHere) return 'Cruxlight is off for this post';
  if (view.hidden) return 'Cruxlight: marks are hidden';
  if (view.phase === 'waiting') return 'Cruxlight: waiting for the post to arrive';
  if (view.phase === 'reading') return 'Cruxlight: reading the post';
  if (view.phase === 'tagging')
    return `Cruxlight: ${count(view.shown, 'claim')}, ${view.progress.tagged} of ${view.progress.of} passages looked at`;
  return `Cruxlight: ${count(view.shown, 'claim')} on this page`;
}

function faceOf(view: PageView): string {
  if (view.phase === 'trouble' || view.phase === 'gone') return '!';
  if (view.offHere) return '–';
  if (view.phase === 'waiting' || view.phase === 'reading') return '…';
  return view.shown > 999 ? '1k' : String(view.shown);
}

/** The round control at the window's edge, and its menu. It can be dragged to either side and remembers its place. */
export function Control({ view, actions }: { view: PageView; actions: PageActions }) {
  const [drag, setDrag] = useState<{ side: 'left' | 'right'; y: number } | null>(null);
  const press = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const { side, y } = drag ?? view.settings.control;
  const tagging = view.phase === 'tagging' && view.progress.of > 0;
  const part = tagging ? view.progress.tagged / view.progress.of : 0;

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    press.current = { x: event.clientX, y: event.clientY, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>) => {
    const start = press.current;
    if (!start) return;
    if (!start.moved && Math.hypot(event.clientX - start.x, event.clientY - start.y) < CLICK) return;
    start.moved = true;
    const window = event.currentTarget.ownerDocument.defaultView;
    if (!window) return;
    setDrag({
      side: event.clientX < window.innerWidth / 2 ? 'left' : 'right',
      y: Math.min(1, Math.max(0, event.clientY / window.innerHeight)),
    });
  };
  const onPointerUp = () => {
    if (press.current?.moved && drag) actions.saveSettings({ control: drag });
    setDrag(null);
  };
  const onClick = () => {
    const moved = press.current?.moved ?? false;
    press.current = null;
    if (!moved) actions.open(view.open === 'menu' ? null : 'menu');
  };

  return (
    <div
      className={`control ${side} ${y > 0.5 ? 'low' : 'high'} ${view.tucked && !drag ? 'tucked' : ''}`}
      style={{ top: `clamp(8px, calc(${(y * 100).toFixed(2)}vh - 19px), calc(100vh - 46px))` }}
    >
      <button
        type="button"
        className={`orb ${view.phase} ${view.hidden || view.offHere ? 'dim' : ''}`}
        aria-label={labelOf(view)}
        aria-haspopup="dialog"
        aria-expanded={view.open === 'menu'}
        title={labelOf(view)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDrag(null)}
        onClick={onClick}
      >
        {tagging && (
          <svg className="ring" viewBox="0 0 40 40" aria-hidden="true">
            <circle cx="20" cy="20" r="18.5" pathLength="100" strokeDasharray={`${(part * 100).toFixed(1)} 100`} />
          </svg>
        )}
        <span className="face">{faceOf(view)}</span>
      </button>
      {view.open === 'menu' && <Menu view={view} actions={actions} />}
    </div>
  );
}
