import { plural } from '../../components/shared/words';
import type { Library } from '../../lib/library/library';
import { tellReaders } from '../../lib/messaging/broadcast';
import type { Notices } from './useNotices';

/** Larger than any library that was ever measured; a file beyond it is a mistake, and would freeze the panel. */
const LARGEST_BYTES = 500_000_000;

/** Merges a file into the library: a backup. What is there stays. */
export async function importFile(library: Library, file: File, notices: Notices): Promise<void> {
  if (file.size > LARGEST_BYTES) return notices.fail('This file is too large to be a backup.');
  const done = await notices.after(library.importAll(await file.text()), ({ added, merged, setApart }) => {
    const apart =
      setApart > 0
        ? ` ${plural(setApart, 'record')} could not be read and ${setApart === 1 ? 'was' : 'were'} set apart.`
        : '';
    return `Imported: ${plural(added, 'new record')}, ${merged.toLocaleString('en')} merged.${apart}`;
  });
  if (done) await tellReaders('library.changed', { post: null });
  return undefined;
}
