export { type LineProblem, parseClaimLines } from './claim-lines';
export { sidesOf } from './cruxes';
export { foldSpeaker } from './speakers';
export { type SynthesisOptions, synthesize } from './synthesize';
export { DISAGREE_SHOWN } from './verdict';
export { positionWord, questionOf, surenessWord, TOPIC_WORDS, TYPE_WORDS, VERDICT_WORDS } from './words';
