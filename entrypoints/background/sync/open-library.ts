import { browser } from 'wxt/browser';
import { newId } from '../../../lib/base/clock';
import { type Library, openLibrary, problemOf } from '../../../lib/library/library';
import { DamagedNotes, journalOf, renewActor } from '../../../lib/sync';
import { secureRandom } from './random';

const SESSION = 'sync.session';

/**
 * Opens the library so that its edits are taken down for sync. The first page or worker that does so after a start of the
 * browser gives this device's writes a new name: a copied or restored profile then never gives a name twice.
 */
export async function openSyncedLibrary(): ReturnType<typeof openLibrary> {
  const clock = () => Date.now();
  const opened = await openLibrary({ clock, random: secureRandom, journal: journalOf(clock) });
  if (opened.ok) await beginOnce(opened.value);
  return opened;
}

async function beginOnce(library: Library): Promise<void> {
  if ((await browser.storage.session.get(SESSION))[SESSION] === true) return;
  try {
    await renewActor(library, () => newId(secureRandom));
  } catch (error) {
    if (!(error instanceof DamagedNotes) && !problemOf(error)) throw error;
    // A full disk or damaged notes keep nobody from reading. The next to open the library tries again.
    return;
  }
  await browser.storage.session.set({ [SESSION]: true });
}
