import { useLayoutEffect, useRef } from 'react';
import { PALETTES } from './palette';
import type { PageView } from './view';

const OWN = { light: '#c99a00', dark: '#ffd65a' };

/** A slim strip beside the scrollbar: where in the page the claims are. One canvas, since a long page has hundreds. */
export function Strip({ strip, theme }: { strip: PageView['strip']; theme: PageView['theme'] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    const window = element?.ownerDocument.defaultView;
    if (!element || !context || !window) return;
    const ratio = window.devicePixelRatio || 1;
    const height = window.innerHeight;
    element.width = 5 * ratio;
    element.height = height * ratio;
    context.scale(ratio, ratio);
    for (const mark of strip) {
      context.globalAlpha = mark.ink ? 1 : 0.6;
      context.fillStyle = mark.type ? PALETTES[theme].lines[mark.type] : OWN[theme];
      context.fillRect(mark.ink ? 0 : 1, Math.round(mark.at * (height - 2)), mark.ink ? 5 : 4, 2);
    }
  }, [strip, theme]);
  return (
    <div aria-hidden="true">
      <canvas className="strip" ref={canvas} />
    </div>
  );
}
