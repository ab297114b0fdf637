import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../shared/Icon';

interface Props {
  code: string;
  onWritten: () => void;
}

/** A recovery code, shown once. Nothing but the reader's word closes it; a closing tab asks first. */
export function SyncRecovery({ code, onWritten }: Props) {
  const [said, setSaid] = useState('');
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    head.current?.focus();
    const ask = (event: Event) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  const groups = code.split('-');
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setSaid('Copied.'),
      // A browser may refuse the clipboard; the code can still be selected.
      () => setSaid('The browser did not allow copying. Select the code and copy it, or write it down.'),
    );
  return (
    <section className="sync-recovery" aria-labelledby="sync-recovery">
      <h1 id="sync-recovery" ref={head} tabIndex={-1}>
        Your recovery code
      </h1>
      <p>
        Write it down or print it, and keep it apart from this computer. It opens your library when the passphrase is
        lost, so whoever has it can read everything. It is shown only now.
      </p>
      <p className="recovery-code" dir="ltr" translate="no">
        {groups.map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups stand in this order
          <span key={at}>
            {group}
            {at < groups.length - 1 ? '-' : ''}
          </span>
        ))}
      </p>
      <div className="row">
        <button type="button" className="button" onClick={() => void copy()}>
          <Icon name="copy" /> Copy
        </button>
        <button type="button" className="button primary" onClick={onWritten}>
          I have written it down
        </button>
      </div>
      <p role="status">{said}</p>
    </section>
  );
}
