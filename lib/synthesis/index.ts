export { type SynthesisOptions, synthesize } from './synthesize';
