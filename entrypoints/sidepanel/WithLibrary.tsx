import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Problem } from '../../components/panel/Problem';
import type { Result } from '../../lib/base/result';
import type { Library, LibraryProblem } from '../../lib/library/library';
import { openSyncedLibrary } from '../background/sync/open-library';
import { saveFile } from './files';

type Children = (library: Library, onBroken: (problem: LibraryProblem) => void) => ReactNode;

/** Opens the library, says calmly where it can't be used, with a way out, and shows what needs it where it can. */
export function WithLibrary({ children }: { children: Children }) {
  const [opened, setOpened] = useState<Result<Library, LibraryProblem> | null>(null);
  const [broken, setBroken] = useState<LibraryProblem | null>(null);
  const open = useCallback(async () => {
    setOpened(await openSyncedLibrary());
  }, []);
  useEffect(() => void open(), [open]);

  if (!opened) return null;
  const problem = opened.ok ? broken : opened.error;
  if (!problem) return opened.ok ? children(opened.value, setBroken) : null;
  const rescue = async () => {
    const all = opened.ok ? await opened.value.exportAll() : null;
    if (all?.ok) saveFile('cruxlight-backup.json', 'application/json', all.value);
  };
  return (
    <Problem
      problem={problem}
      onRetry={() => {
        if (opened.ok) opened.value.close();
        setBroken(null);
        setOpened(null);
        void open();
      }}
      onRescue={opened.ok ? () => void rescue() : null}
    />
  );
}
