import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type Reader, startReader } from './start';

interface World {
  __cruxlightReader?: Reader;
  __cruxlightOnRequest?: boolean;
}

/**
 * The second stage, which the background puts into a tab that shows a post. It may be put there again (another page
 * found in the same document, or after an update): one reader stays at work.
 */
export default defineUnlistedScript(() => {
  const world = globalThis as unknown as World;
  const before = world.__cruxlightReader;
  if (before && !before.alive()) before.stop();
  const reader = before?.alive() ? before : startReader(window);
  world.__cruxlightReader = reader;
  if (world.__cruxlightOnRequest) reader.readAnyPage();
});
