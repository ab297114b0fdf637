export { askAnthropic } from './anthropic';
export type { Ask, AskError, Fetch, Said } from './ask';
export { type EngineKind, whatLeaves } from './leaves';
export { askOllama } from './ollama';
export { askOpenAi, type EndpointOptions } from './openai';
export { estimateTokens } from './prompt';
export { askBuiltIn, type BuiltInModel, type BuiltInState, builtInState, downloadBuiltIn } from './prompt-api';
export { createStrongEngine, type Progress, type StrongOptions, type TagCache } from './strong';
