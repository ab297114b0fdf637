export { createEmbeddedEngine, type EmbeddedEngine } from './engine';
export { readModel } from './format';
export type { Model } from './model';
export { tagPost } from './tag';
