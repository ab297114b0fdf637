import { type Color, luminance, over, parseColor } from '../../components/page/color';

let probe: OffscreenCanvasRenderingContext2D | null = null;

/** A computed colour in sRGB. Other colour spaces are converted by the browser itself, on a canvas of one pixel. */
function colorOf(css: string): Color {
  const parsed = parseColor(css);
  if (parsed) return parsed;
  probe ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!probe) return { r: 0, g: 0, b: 0, a: 0 };
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = css;
  probe.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 0] = probe.getImageData(0, 0, 1, 1).data;
  return { r, g, b, a: a / 255 };
}

/**
 * The colour behind an element's words as computed, whatever class names the site's themes have: its own and its
 * ancestors' backgrounds, down to the canvas. Where nothing is painted, the words' own colour tells light from dark.
 */
export function paperUnder(element: Element): Color {
  const layers: Color[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) {
    const color = colorOf(getComputedStyle(at).backgroundColor);
    if (color.a === 0) continue;
    layers.push(color);
    if (color.a === 1) break;
  }
  const words = colorOf(getComputedStyle(element).color);
  const canvas: Color = luminance(words) > 0.4 ? { r: 18, g: 18, b: 18, a: 1 } : { r: 255, g: 255, b: 255, a: 1 };
  return layers.reduceRight((under, top) => over(top, under), canvas);
}
