import { useCallback, useEffect, useState } from 'react';
import { Problem } from '../../components/panel/Problem';
import type { Result } from '../../lib/base/result';
import { type Library, type LibraryProblem, openLibrary } from '../../lib/library/library';
import { App } from './App';
import { saveFile } from './files';

/** Opens the library, says calmly where it can't be, and shows the panel where it can. */
export function Root() {
  const [opened, setOpened] = useState<Result<Library, LibraryProblem> | null>(null);
  const open = useCallback(async () => {
    setOpened(null);
    setOpened(await openLibrary({ clock: () => Date.now(), random: () => Math.random() }));
  }, []);
  useEffect(() => void open(), [open]);
  const [broken, setBroken] = useState<LibraryProblem | null>(null);

  if (!opened) return null;
  const problem = opened.ok ? broken : opened.error;
  if (!problem && opened.ok) return <App library={opened.value} onBroken={setBroken} />;
  if (!problem) return null;
  const rescue = async () => {
    const all = opened.ok ? await opened.value.exportAll() : null;
    if (all?.ok) saveFile('cruxlight-backup.json', 'application/json', all.value);
  };
  return (
    <Problem
      problem={problem}
      onRetry={() => {
        setBroken(null);
        if (opened.ok) opened.value.close();
        void open();
      }}
      onRescue={opened.ok ? () => void rescue() : null}
    />
  );
}
