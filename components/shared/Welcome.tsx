/** The first thing a new reader sees: what to do, and something to try at once. */
export function Welcome({ onSample }: { onSample: () => void }) {
  return (
    <div className="welcome">
      <p>
        Open a post on LessWrong, the Alignment Forum, the EA Forum or a Substack: <b>This post</b> lists its claims.
        With a few posts read, <b>Synthesis</b> shows who agrees, who doesn’t, and on what.
      </p>
      <button type="button" className="button" onClick={onSample}>
        Open a sample synthesis
      </button>
      <p className="muted">Four short posts by invented authors, marked as samples. One click removes them.</p>
    </div>
  );
}
