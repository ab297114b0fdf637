import type { ClaimType } from '../../lib/claims/claim';
import { TYPE_WORDS } from './words';

/** The type's line as it is drawn under words on the page: solid, dashed, dotted, double. Colour is never alone. */
function TypeLine({ type }: { type: ClaimType }) {
  return <span className="type-line" data-type={type} aria-hidden="true" />;
}

/** The type's short word, with its line. */
export function TypeMark({ type, long = false }: { type: ClaimType; long?: boolean }) {
  return (
    <span className="type-mark" data-type={type}>
      <TypeLine type={type} />
      {long ? TYPE_WORDS[type].long : TYPE_WORDS[type].short}
    </span>
  );
}
