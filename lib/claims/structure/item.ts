import type { Topic } from '../claim';

/** Names under which posts rate fields. The first that matches wins: particular fields stand before general ones. */
const FIELD_NAMES: readonly (readonly [RegExp, Topic])[] = [
  [/\boversight\b|\bdebate\b|weak.to.strong|reward model/i, 'oversight'],
  [/\binterp|mechanistic|\bprob(?:e|es|ing)\b|\bsteering\b/i, 'interp'],
  [/model organism|emergent misalignment|scheming|deception/i, 'organisms'],
  [/\bai control\b|^control\b|\bmonitoring\b|\bcontainment\b/i, 'control'],
  [/\beval|benchmark|red.?team/i, 'evals'],
  [/\bgovernance\b|\bpolicy\b|\bregulation\b|safety cases?\b|compute tracking/i, 'governance'],
  [/field.?building|\bcommunity\b|\bfunding\b|\bcareers?\b/i, 'field'],
  [/theor|agent foundations|decision theory|corrigibility|value learning|formal/i, 'theory'],
  [/\brlhf\b|\btraining\b|constitutional/i, 'training'],
  [/capabilit|\bml research\b|\bai r ?(?:and|&) ?d\b/i, 'capabilities'],
  [/alignment|ai safety/i, 'alignment'],
];

/** The field that a rated item names, or null where it names none that we know. */
export function topicOfItem(item: string): Topic | null {
  return FIELD_NAMES.find(([pattern]) => pattern.test(item))?.[1] ?? null;
}
