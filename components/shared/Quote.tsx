interface Props {
  /** The page's words: rendered as text and nothing else. */
  text: string;
  /** What a click does, for screen readers and as a tooltip. */
  action: string;
  onOpen: () => void;
}

const LONGEST = 600;

/** Words of a post that lead back to where they stand. Very long passages are cut; the whole is one click away. */
export function Quote({ text, action, onOpen }: Props) {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
  return (
    <button type="button" className="quote" title={action} onClick={onOpen}>
      <q>{shown}</q>
      <span className="visually-hidden">. {action}.</span>
    </button>
  );
}
