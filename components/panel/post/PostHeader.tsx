import { dateWord, extentWord, namesWord, plural, SITE_WORDS } from '../../shared/words';
import type { PostView } from '../model';

/** Title, authors, date, how far it was read, and what was found. */
export function PostHeader({ view, onOpen }: { view: PostView; onOpen: () => void }) {
  const { post, rows } = view;
  const claims = rows.flatMap((row) => row.claims).filter((claim) => claim.status !== 'rejected');
  const shown = claims.filter((claim) => claim.sure || claim.status !== 'proposed').length;
  const confirmed = claims.filter((claim) => claim.status !== 'proposed').length;
  return (
    <header className="post-header">
      <h1>
        <button type="button" className="title-link" onClick={onOpen}>
          {post.title || 'Untitled'}
        </button>
      </h1>
      <p className="byline">
        {namesWord(post.authors)} <span className="dot">·</span> {dateWord(post.publishedAt)}{' '}
        <span className="dot">·</span> {post.demo ? 'Sample post' : SITE_WORDS[post.site]}
      </p>
      <dl className="counts">
        <div>
          <dt>{post.passageCount === 1 ? 'passage' : 'passages'}</dt>
          <dd>{post.passageCount.toLocaleString('en')}</dd>
        </div>
        <div>
          <dt>{shown === 1 ? 'claim' : 'claims'}</dt>
          <dd>{shown.toLocaleString('en')}</dd>
        </div>
        {claims.length > shown ? (
          <div>
            <dt>doubtful</dt>
            <dd>{(claims.length - shown).toLocaleString('en')}</dd>
          </div>
        ) : null}
        <div>
          <dt>confirmed</dt>
          <dd>{confirmed.toLocaleString('en')}</dd>
        </div>
        <div>
          <dt className="visually-hidden">How far it was read</dt>
          <dd>{extentWord(post)}</dd>
        </div>
      </dl>
      {post.extent === 'preview' ? (
        <p className="warning" role="note">
          Only a preview of this post is on the page. The {plural(post.passageCount, 'passage')} here are not all of it,
          and its author may say more, or else, further on.
        </p>
      ) : null}
    </header>
  );
}
