import { plural } from '../../shared/words';
import type { Coverage } from '../model';

/** What the synthesis rests on, said before anything is concluded from it. */
export function CoverageLine({ coverage, stale }: { coverage: Coverage; stale: boolean }) {
  const { posts, readToEnd, previews, speakers, claims, confirmed } = coverage;
  return (
    <p className="coverage" role="status">
      {plural(posts, 'post')} by {plural(speakers, 'speaker')}; <b>{`${readToEnd} of ${posts}`}</b> read to the end
      {previews > 0 ? `, ${previews} only as a preview` : ''}. {plural(claims, 'claim')},{' '}
      {confirmed === 0 ? 'none confirmed by you' : `${confirmed.toLocaleString('en')} confirmed by you`}.
      {stale ? <span className="muted"> Counting again…</span> : null}
    </p>
  );
}
