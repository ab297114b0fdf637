import type { SyncSaid } from './sync-model';

/** What came of something, read out as it comes; below it what the reader can do, the likeliest first. */
export function SyncSaidNote({ said }: { said: SyncSaid | null }) {
  const mend = said?.mend ?? [];
  return (
    <div role="status" className={said ? `sync-said ${said.good ? 'strip-note' : 'warning'}` : undefined}>
      {said ? <p dir="auto">{said.words}</p> : null}
      {mend.length > 0 ? (
        <ul>
          {mend.map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
