import type { ClaimType, Reason, Topic } from '../../lib/claims/claim';
import type { Settings } from '../../lib/library/records';

/** A claim as it is shown on the page, after the reader's decisions. */
export interface PageClaim {
  type: ClaimType;
  position: number | null;
  confidence: number;
  positionConfidence?: number | undefined;
  topics: Topic[];
  status: 'proposed' | 'accepted' | 'corrected' | 'added' | 'rejected';
  sure: boolean;
  reasons?: Reason[] | undefined;
  note: string;
}

/** Another passage of the library that speaks to the same question. */
export interface ElsewhereQuote {
  speaker: string;
  stance: 'agrees' | 'disagrees';
  quote: string;
  title: string | null;
  url: string | null;
  confirmed: boolean;
}

/** In CSS pixels from the window's top left corner. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A run of a quote; `heavy` where the words decided the claim. */
export interface QuotePart {
  text: string;
  heavy: boolean;
}

export type CardMode = 'look' | 'change' | 'note';

/** What the card is about: a passage's claims, or words that the reader highlighted. */
export type CardSubject =
  | { kind: 'claim'; passage: string; claims: PageClaim[]; active: ClaimType }
  | { kind: 'highlight'; id: string; type: ClaimType | null; position: number | null; note: string };

export interface CardView {
  subject: CardSubject;
  quote: QuotePart[];
  speaker: string | null;
  /** All of the passage, and the line to stand beside. */
  around: Box;
  line: Box;
  byKeyboard: boolean;
  mode: CardMode;
  /** Its place among the shown claims, from 1; null for the reader's own highlights. */
  place: { at: number; of: number } | null;
  elsewhere: ElsewhereQuote[] | 'asking' | 'no answer';
}

export interface SelectionView {
  around: Box;
  text: string;
  noting: boolean;
}

export interface Toast {
  id: number;
  text: string;
  undo: boolean;
  /** Stays until it is dismissed. */
  stays: boolean;
}

/** A tick of the strip: a fraction of the scroller's height. */
export interface StripMark {
  at: number;
  type: ClaimType | null;
  ink: boolean;
}

export interface PageView {
  theme: 'light' | 'dark';
  phase: 'waiting' | 'reading' | 'tagging' | 'ready' | 'trouble' | 'gone' | 'off';
  /** What went wrong, in plain words. */
  problem: string | null;
  progress: { tagged: number; of: number };
  /** Claims that the filter lets through, of each type (the type's own filter aside). */
  counts: Record<ClaimType, number>;
  shown: number;
  confirmed: number;
  settings: Settings;
  /** Hidden by key, until the page is left. */
  hidden: boolean;
  /** The post's words run up to the control's edge of the window, so the control draws in. */
  tucked: boolean;
  /** Off for this post by the reader's settings. */
  offHere: boolean;
  site: string;
  open: 'menu' | 'help' | null;
  card: CardView | null;
  selection: SelectionView | null;
  strip: StripMark[];
  toasts: Toast[];
  /** For screen readers. */
  spoken: string;
}

/** What the overlay's controls ask for. */
export interface PageActions {
  open: (what: PageView['open']) => void;
  openPanel: () => void;
  saveSettings: (patch: Partial<Settings>) => void;
  turnOff: (scope: 'post' | 'site' | 'everywhere') => void;
  turnOn: () => void;
  toggleHidden: () => void;
  step: (by: 1 | -1) => void;
  closeCard: () => void;
  /** The pointer is over the card: it stays. */
  holdCard: (held: boolean) => void;
  chooseClaim: (type: ClaimType) => void;
  setMode: (mode: CardMode) => void;
  accept: () => void;
  reject: () => void;
  retype: (to: ClaimType) => void;
  setPosition: (position: number | null) => void;
  setTopics: (topics: Topic[]) => void;
  addClaim: (type: ClaimType) => void;
  saveNote: (note: string) => void;
  removeHighlight: () => void;
  undo: () => void;
  retry: () => void;
  highlight: (type: ClaimType | null, note: string) => void;
  noteSelection: () => void;
  closeSelection: () => void;
  dismissToast: (id: number) => void;
}
