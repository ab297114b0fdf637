import { whatLeaves } from '../../../lib/claims/engines';
import type { EngineChoice } from './engine-model';

interface Props {
  choice: EngineChoice;
  onChange: () => void;
  onWithdraw: () => void;
}

/** What was agreed to, and the way back from it. */
export function EndpointInUse({ choice, onChange, onWithdraw }: Props) {
  const leaves = whatLeaves(choice.kind, choice.address);
  return (
    <div className="setting-part">
      <div className="consent">
        <p>
          <b>{choice.model}</b> at {choice.address}
          {choice.hasKey ? ', with your key' : ''}.{' '}
          {choice.automatic ? 'It reads every post that you open.' : 'It reads only the posts that you choose below.'}
        </p>
        <p>You agreed to this: {leaves.ok ? leaves.value : leaves.error}</p>
      </div>
      <div className="row">
        <button type="button" className="button" onClick={onChange}>
          Change
        </button>
        <button type="button" className="button danger" onClick={onWithdraw}>
          No longer use it
        </button>
      </div>
      <p className="muted">That deletes the key, your agreement and the permission. The tags that it gave stay.</p>
    </div>
  );
}
