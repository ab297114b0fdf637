import { dateWord, extentWord, namesWord, plural, SITE_WORDS } from '../../shared/words';
import type { LibraryPost } from '../model';

interface Props {
  item: LibraryPost;
  chosen: boolean;
  onChoose: (on: boolean) => void;
  onOpen: () => void;
}

export function PostRow({ item, chosen, onChoose, onOpen }: Props) {
  const { post, claims, confirmed, copies } = item;
  const elsewhere = [...new Set(copies.map((copy) => SITE_WORDS[copy.site]))];
  const title = post.title || 'Untitled';
  return (
    <article className="post-row" data-chosen={chosen}>
      <input
        type="checkbox"
        aria-label={`Choose ${title}`}
        checked={chosen}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <div>
        <h3>
          <button type="button" className="title-link" onClick={onOpen}>
            {title}
          </button>
        </h3>
        <p className="byline">
          {namesWord(post.authors, 2)} <span className="dot">·</span> {dateWord(post.publishedAt)}{' '}
          <span className="dot">·</span> {post.demo ? <span className="tag">Sample</span> : SITE_WORDS[post.site]}
        </p>
        <p className="byline">
          {plural(claims, 'claim')}
          {confirmed > 0 ? `, ${confirmed.toLocaleString('en')} confirmed` : ''} <span className="dot">·</span>{' '}
          {extentWord(post)}
        </p>
        {elsewhere.length > 0 ? (
          <p className="byline" title="The same text, which counts once in the synthesis">
            Also in your library from {elsewhere.join(', ')}
          </p>
        ) : null}
      </div>
    </article>
  );
}
