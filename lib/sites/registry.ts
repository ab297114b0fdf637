import { alignmentforum } from './alignmentforum';
import { eaforum } from './eaforum';
import { generic } from './generic';
import { greaterwrong } from './greaterwrong';
import { lesswrong } from './lesswrong';
import type { SiteAdapter } from './post';
import { substack } from './substack';

/** Every adapter, in the order in which they are asked. `generic` matches anything and is asked on request only. */
export const ADAPTERS: readonly SiteAdapter[] = [lesswrong, alignmentforum, eaforum, greaterwrong, substack, generic];
