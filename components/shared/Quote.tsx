interface Props {
  /** The page's words: rendered as text and nothing else. */
  text: string;
  /** What a click does, for screen readers and as a tooltip. */
  action: string;
  onOpen: () => void;
  /** A sentence that is all there to be read: never cut by its number of lines. */
  whole?: boolean;
}

const LONGEST = 600;

/** Words of a post that lead back to where they stand. Very long passages are cut; the whole is one click away. */
export function Quote({ text, action, onOpen, whole = false }: Props) {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
  return (
    <button type="button" className="quote" data-whole={whole} title={action} onClick={onOpen}>
      <q>{shown}</q>
      <span className="visually-hidden">. {action}.</span>
    </button>
  );
}
