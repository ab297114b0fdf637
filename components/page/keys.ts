import { CLAIM_TYPES, type ClaimType } from '../../lib/claims/claim';

/** What a key can ask for. The names are those under which the reader's own keys are stored. */
export const KEY_ACTIONS = [
  'next',
  'previous',
  'type-FQ',
  'type-IN',
  'type-CB',
  'type-VV',
  'plus',
  'minus',
  'both',
  'accept',
  'reject',
  'change',
  'note',
  'undo',
  'hide',
  'help',
] as const;
export type KeyAction = (typeof KEY_ACTIONS)[number];

export const DEFAULT_KEYS: Record<KeyAction, string> = {
  next: 'j',
  previous: 'k',
  'type-FQ': '1',
  'type-IN': '2',
  'type-CB': '3',
  'type-VV': '4',
  plus: '+',
  minus: '-',
  both: '0',
  accept: 'Enter',
  reject: 'x',
  change: 'c',
  note: 'n',
  undo: 'u',
  hide: 'h',
  help: '?',
};

/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  repeat: boolean;
}

export interface KeyContext {
  /** The focus is where letters are typed, or on something of the page that Enter would press. */
  focus: 'page' | 'pressable' | 'typing';
  letterKeys: boolean;
  keys: Readonly<Record<string, string>>;
  /** A card is open. */
  card: boolean;
  /** The bar below a selection is open. */
  selection: boolean;
  /** Something was done a moment ago that a toast offers to undo. */
  undoable: boolean;
}

/** Act on the claim in the card, and mean nothing without one. */
const NEEDS_CARD = new Set<KeyAction>(['plus', 'minus', 'both', 'accept', 'reject', 'change']);

/** The type that a digit's action names, if it does. */
export function typeOfAction(action: KeyAction): ClaimType | null {
  return CLAIM_TYPES.find((type) => action === `type-${type}`) ?? null;
}

export const keyOf = (action: KeyAction, keys: Readonly<Record<string, string>>) =>
  (Object.hasOwn(keys, action) ? keys[action] : undefined) ?? DEFAULT_KEYS[action];

/**
 * What a key asks for here, or null to leave it to the page. Never while the reader types, never with Ctrl or Meta;
 * Alt only with the arrows, which work even where single letters are switched off.
 */
export function actionOf(press: KeyPress, context: KeyContext): KeyAction | 'close' | null {
  if (press.isComposing || press.ctrlKey || press.metaKey || context.focus === 'typing') return null;
  if (press.altKey) {
    if (press.key === 'ArrowDown') return 'next';
    if (press.key === 'ArrowUp') return 'previous';
    return null;
  }
  if (press.key === 'Escape') return context.card || context.selection ? 'close' : null;
  if (!context.letterKeys) return null;
  const pressed = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const action = KEY_ACTIONS.find((name) => keyOf(name, context.keys).toLowerCase() === pressed.toLowerCase());
  if (!action) return null;
  if (press.repeat && action !== 'next' && action !== 'previous') return null;
  if (pressed === 'Enter' && context.focus === 'pressable') return null;
  if (NEEDS_CARD.has(action)) return context.card ? action : null;
  if (typeOfAction(action) || action === 'note') return context.card || context.selection ? action : null;
  if (action === 'undo') return context.card || context.undoable ? action : null;
  return action;
}
