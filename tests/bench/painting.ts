import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** As many as a long post has had. */
export const RANGES = 1_371;

/** The painter as a script that leaves `painter.Painter` on the page. */
export async function painterScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('../../components/page/painter.ts', import.meta.url)),
        formats: ['iife'],
        name: 'painter',
        fileName: 'painter',
      },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output.find((part) => part.type === 'chunk') : undefined;
  if (chunk?.type !== 'chunk') throw new Error('The painter was not bundled.');
  // Evaluated in the page as one expression: what it declares must hang on the window.
  return `${chunk.code}\n;globalThis.painter = painter; undefined`;
}

/** Runs in the page: times, in milliseconds, of painting that many ranges and of finding and making the same ranges. */
export function paintingTimes(count: number): { paint: number[]; make: number[] } {
  interface Paints {
    paint: (paints: object[]) => void;
    clear: () => void;
  }
  const { Painter } = Reflect.get(window, 'painter') as {
    Painter: new (registry: HighlightRegistry, create: (ranges: AbstractRange[]) => Highlight) => Paints;
  };
  const types = ['FQ', 'IN', 'CB', 'VV'];
  const wordsIn = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (found.length < count && walker.nextNode()) {
      const node = walker.currentNode as Text;
      if (node.data.trim().length > 24) found.push(node);
    }
    return found;
  };
  const rangeIn = (node: Text) => {
    const range = document.createRange();
    range.setStart(node, 4);
    range.setEnd(node, 20);
    return range;
  };
  // Ours are on the page already, under the same names: this registry's names are only of this page's world.
  const painter = new Painter(CSS.highlights, (ranges) => new Highlight(...ranges));
  const paint: number[] = [];
  const make: number[] = [];
  for (let round = 0; round < 5; round++) {
    const paints = wordsIn(document.body).map((node, at) => ({
      ranges: [rangeIn(node)],
      type: types[at % 4],
      slot: 0,
      faint: false,
      ink: false,
    }));
    if (paints.length !== count) throw new Error(`Only ${paints.length} ranges.`);
    let began = performance.now();
    painter.paint(paints);
    paint.push(performance.now() - began);
    painter.clear();

    began = performance.now();
    for (const node of wordsIn(document.body)) rangeIn(node);
    make.push(performance.now() - began);
  }
  return { paint, make };
}
