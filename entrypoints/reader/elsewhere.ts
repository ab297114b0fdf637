import type { CardView, PageClaim } from '../../components/page/view';
import { toldPosition } from '../../lib/claims/sure';
import type { Desk } from './desk';

/** Long enough that passing over a passage asks nothing. */
const AFTER = 150;
const KEPT = 100;

/** Answers from the library, kept while the page is open. `onAnswer` hears when one has come. */
export function createElsewhere(desk: Desk, onAnswer: () => void) {
  const answers = new Map<string, CardView['elsewhere']>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const ask = async (key: string, post: string, claim: PageClaim) => {
    const { type, topics, position } = claim;
    const answer = await desk.ask('elsewhere', { post, type, topics, position });
    answers.set(key, answer.ok ? answer.value : 'no answer');
    if (answers.size > KEPT) answers.delete(answers.keys().next().value ?? '');
    if (!desk.signal.aborted) onAnswer();
  };

  return {
    about(claim: PageClaim): CardView['elsewhere'] {
      const post = desk.session?.key;
      // With a side that is not told nobody can be said to agree.
      if (!post || toldPosition(claim) === null) return [];
      const key = JSON.stringify([post, claim.type, claim.topics, claim.position]);
      const known = answers.get(key);
      if (known) return known;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => void ask(key, post, claim), AFTER);
      return 'asking';
    },
    /** Other posts may have changed. */
    forget: () => answers.clear(),
  };
}
