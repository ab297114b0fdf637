import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { rest } from './slices';
import type { Reader } from './start';

interface World {
  __cruxlightReader?: Reader;
  __cruxlightStarting?: Promise<void>;
  __cruxlightOnRequest?: boolean;
}

/**
 * What the reader is made of, the deepest first. The script is one file, but a part's code is run only when it is
 * imported: all at once it holds the page's thread for longer than a reader notices, in parts it does not.
 */
const PARTS: readonly (() => Promise<unknown>)[] = [
  () => import('../../lib/claims/claim'),
  () => import('../../lib/library/records'),
  () => import('../../lib/messaging/protocol'),
  () => import('react-dom/client'),
  () => import('../../components/page/mount'),
  () => import('../../lib/passages/anchor'),
];

async function start(world: World): Promise<void> {
  if (!world.__cruxlightReader?.alive()) {
    for (const part of PARTS) {
      await part();
      await rest();
    }
    const { startReader } = await import('./start');
    world.__cruxlightReader?.stop();
    world.__cruxlightReader = startReader(window);
  }
  if (world.__cruxlightOnRequest) world.__cruxlightReader.readAnyPage();
}

/**
 * The second stage, which the background puts into a tab that shows a post. It may be put there again (another page
 * found in the same document, or after an update), even while it is still starting: one reader stays at work.
 */
export default defineUnlistedScript(() => {
  const world = globalThis as unknown as World;
  world.__cruxlightStarting = (world.__cruxlightStarting ?? Promise.resolve())
    .then(() => start(world))
    .catch((cause: unknown) => console.error('Cruxlight could not start here:', cause));
});
