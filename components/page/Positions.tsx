import type { ClaimType } from '../../lib/claims/claim';
import { MIDDLE, TYPE_WORDS } from '../../lib/synthesis/words';

interface Props {
  type: ClaimType;
  /** -1 to 1; null where none is told. */
  position: number | null;
  /** What the choice is called. */
  legend?: string;
  onChoose: (position: number) => void;
}

/** The three sides of a type, each one click. */
export function Positions({ type, position, legend = 'Position', onChoose }: Props) {
  const words = TYPE_WORDS[type];
  const now = position === null ? null : Math.abs(position) < MIDDLE ? 0 : Math.sign(position);
  const choices = [
    { value: 1, sign: '+', word: words.plus },
    { value: 0, sign: '0', word: words.zero },
    { value: -1, sign: '−', word: words.minus },
  ];
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {choices.map(({ value, sign, word }) => (
        <button type="button" key={value} aria-pressed={now === value} onClick={() => onChoose(value)}>
          <b>{sign}</b> {word}
        </button>
      ))}
    </fieldset>
  );
}
