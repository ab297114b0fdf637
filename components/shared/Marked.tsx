import { Fragment } from 'react';

interface Props {
  /** The page's or the reader's words: rendered as text and nothing else. */
  text: string;
  /** Half-open UTF-16 ranges, in order and not overlapping. */
  ranges: [number, number][];
  cut: { start: boolean; end: boolean };
}

/** A snippet with the words that were found marked in it. */
export function Marked({ text, ranges, cut }: Props) {
  let at = 0;
  return (
    <>
      {cut.start ? '…' : ''}
      {ranges.map(([from, to]) => {
        const before = text.slice(at, from);
        at = to;
        return (
          <Fragment key={from}>
            {before}
            <mark>{text.slice(from, to)}</mark>
          </Fragment>
        );
      })}
      {text.slice(at)}
      {cut.end ? '…' : ''}
    </>
  );
}
