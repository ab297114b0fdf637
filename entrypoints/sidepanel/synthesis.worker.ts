import { NO_FILTER, type SynthesisFilter } from '../../components/panel/model';
import { openLibrary } from '../../lib/library/library';
import { makeSynthesis } from './synthesis';
import type { FromWorker, ToWorker } from './synthesis-calls';

/* Reads the library and puts it side by side away from the page's own thread; answers again when either changes. */

type Input = Parameters<typeof makeSynthesis>[0];

/** While one reads, changes come in bursts: the next count waits this long, in milliseconds, for the burst to end. */
const PAUSE = 250;

const tell = (answer: FromWorker) => postMessage(answer);
let filter: SynthesisFilter = NO_FILTER;
let input: Input | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;

function count() {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  if (input) tell(makeSynthesis(input, filter));
}

addEventListener('message', (event: MessageEvent<ToWorker>) => {
  filter = event.data.filter;
  count();
});

const library = await openLibrary({ clock: () => Date.now(), random: () => Math.random() });
if (!library.ok) tell({ state: 'failed', reason: library.error.message });
else {
  const { value } = library;
  value.watch(
    async () => ({
      lines: await value.synthesisLines(),
      curations: await value.curations(),
      posts: await value.posts(),
    }),
    ({ lines, curations, posts }) => {
      const failed = [lines, curations, posts].find((answer) => !answer.ok);
      if (failed && !failed.ok) tell({ state: 'failed', reason: failed.error.message });
      if (!lines.ok || !curations.ok || !posts.ok) return;
      const first = input === null;
      input = { lines: lines.value, curations: curations.value, posts: posts.value };
      if (first) count();
      else timer ??= setTimeout(count, PAUSE);
    },
    (reason) => tell({ state: 'failed', reason: reason instanceof Error ? reason.message : String(reason) }),
  );
}
