import { useEffect, useRef, useState } from 'react';
import { NO_FILTER, type SynthesisFilter, type SynthesisState } from '../../components/panel/model';
import type { Facets } from '../../components/panel/synthesis/SynthesisFilters';
import type { Curation } from '../../lib/library/records';
import type { FromWorker, ToWorker } from './synthesis-calls';

const NO_FACETS: Facets = { speakers: [], sites: [] };
const NO_CURATIONS: Curation[] = [];

/** The synthesis, counted in a worker that starts when it is first wanted and stays. */
export function useSynthesis(wanted: boolean): {
  state: SynthesisState;
  filter: SynthesisFilter;
  setFilter: (filter: SynthesisFilter) => void;
  facets: Facets;
  curations: Curation[];
} {
  const [answer, setAnswer] = useState<FromWorker | null>(null);
  const [filter, setFilter] = useState(NO_FILTER);
  const [stale, setStale] = useState(false);
  const worker = useRef<Worker | null>(null);
  useEffect(() => {
    if (!wanted || worker.current) return;
    const made = new Worker(new URL('./synthesis.worker.ts', import.meta.url), { type: 'module' });
    made.onmessage = (event: MessageEvent<FromWorker>) => {
      setAnswer(event.data);
      setStale(false);
    };
    made.onerror = (event) => setAnswer({ state: 'failed', reason: event.message || 'the worker did not start.' });
    worker.current = made;
  }, [wanted]);
  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
    },
    [],
  );
  const choose = (next: SynthesisFilter) => {
    setFilter(next);
    setStale(true);
    worker.current?.postMessage({ filter: next } satisfies ToWorker);
  };
  const ready = answer?.state === 'ready' ? answer : null;
  let state: SynthesisState = { state: 'working' };
  if (ready) state = { state: 'ready', synthesis: ready.synthesis, coverage: ready.coverage, stale };
  else if (answer?.state === 'failed') state = answer;
  return {
    state,
    filter,
    setFilter: choose,
    facets: ready?.facets ?? NO_FACETS,
    curations: ready?.curations ?? NO_CURATIONS,
  };
}
