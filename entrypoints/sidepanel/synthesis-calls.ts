import type { Coverage, SynthesisFilter } from '../../components/panel/model';
import type { Facets } from '../../components/panel/synthesis/SynthesisFilters';
import type { Curation } from '../../lib/library/records';
import type { Synthesis } from '../../lib/synthesis/synthesis';

/* What the panel and its worker say to each other. Both are of the same build, so nothing is parsed. */

export interface ToWorker {
  filter: SynthesisFilter;
}

export type FromWorker =
  | { state: 'failed'; reason: string }
  | { state: 'ready'; synthesis: Synthesis; coverage: Coverage; facets: Facets; curations: Curation[] };
