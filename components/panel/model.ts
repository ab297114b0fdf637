import type { ClaimType, Reason, Topic, Voice } from '../../lib/claims/claim';
import type { Annotation, Curation, PassageRecord, PostRecord, Settings } from '../../lib/library/records';
import type { Cell, Crux, Synthesis, Verdict } from '../../lib/synthesis/synthesis';

/** What the panel's components are given. They know neither where it comes from nor how a change is stored. */

export type ClaimStatus = 'proposed' | 'accepted' | 'corrected' | 'added' | 'rejected';

/** A claim after the reader's decisions. */
export interface ShownClaim {
  type: ClaimType;
  /** -1 to 1; null where it cannot be told. */
  position: number | null;
  /** Probability that the side is right; absent once the reader decided. */
  positionConfidence?: number | undefined;
  /** Probability 0 to 1; 1 once the reader decided. */
  confidence: number;
  topics: Topic[];
  reasons: Reason[];
  status: ClaimStatus;
  /** Confident enough to be shown at the density "sure". */
  sure: boolean;
  note: string;
}

export interface PassageRow {
  passage: PassageRecord;
  voice: Voice | null;
  rating: { value: number; max: number } | null;
  claims: ShownClaim[];
}

/** Something of the reader's whose words are no longer found on the page, and why not. */
export interface Orphan {
  annotation: Annotation;
  reason: string;
}

export interface PostView {
  post: PostRecord;
  rows: PassageRow[];
  highlights: Annotation[];
  orphans: Orphan[];
}

/** What the reader's tab shows, as far as the panel can know. */
export type PageSituation =
  | { state: 'asking' }
  /**
   * `read`: the reader may ask for this page. `host` is set where it may be read always, once that is granted, and
   * `publication` where that is what a reader would want.
   */
  | { state: 'none'; reason: string; read: boolean; host: string | null; publication?: boolean }
  | { state: 'off'; where: 'post' | 'site' | 'everywhere'; host: string | null }
  | { state: 'tagging'; tagged: number; passages: number }
  | { state: 'ready' };

export interface Decision {
  passage: string;
  type: ClaimType;
  verdict: 'accepted' | 'rejected' | 'added';
  position?: number | null;
  /** The side that stood before the reader, null where none was told; left out where the library knows what is told. */
  shown?: number | null;
  topics?: Topic[];
}

export interface PostActions {
  decide: (decision: Decision) => void;
  /** Takes the reader's decision back: the claim is the machine's again. */
  clear: (passage: string, type: ClaimType) => void;
  retype: (passage: string, from: ClaimType, to: ClaimType) => void;
  note: (passage: string, type: ClaimType, note: string) => void;
  updateHighlight: (id: string, change: { type?: ClaimType | null; note?: string }) => void;
  removeAnnotation: (id: string) => void;
  /** Scrolls the reader's tab to the passage, or opens its post there. */
  show: (passage: PassageRecord) => void;
  showHighlight: (highlight: Annotation) => void;
  /** Hangs an annotation on the words that are selected in the reader's tab. */
  attach: (annotation: Annotation) => void;
  exportPost: (format: ExportFormat) => void;
  openPost: () => void;
  readPage: () => void;
  /** Asks for the permission to read this host always, then reads. Must be called by a click. */
  readSite: () => void;
  turnOn: () => void;
}

/** Notes that were changed in two places at once: annotation → its texts, the shown one first. */
export type NoteConflicts = ReadonlyMap<string, string[]>;

/** The reader's choice: this text stands from now on. */
export type OnResolve = (annotation: string, text: string) => void;

export type ExportFormat = 'md-copy' | 'md' | 'jsonld' | 'csv';

export interface History {
  undo: string | null;
  redo: string | null;
}

export interface LibraryPost {
  post: PostRecord;
  claims: number;
  confirmed: number;
  /** The same text on other pages in the library. */
  copies: { site: PostRecord['site'] }[];
}

export interface SearchHit {
  kind: 'post' | 'note' | 'highlight' | 'passage';
  post: string;
  postTitle: string;
  authors: string[];
  passage: string | null;
  annotation: string | null;
  snippet: string;
  /** Half-open UTF-16 ranges into `snippet`. */
  ranges: [number, number][];
  /** True where something was cut off before or after the snippet. */
  cut: { start: boolean; end: boolean };
}

export interface SearchPage {
  hits: SearchHit[];
  more: boolean;
}

export interface Speaker {
  name: string;
  posts: number;
  passages: number;
}

/** Which lines go into the synthesis. Empty lists mean "all". Dates are ISO days, inclusive. */
export interface SynthesisFilter {
  speakers: string[];
  sites: string[];
  from: string | null;
  to: string | null;
  confirmedOnly: boolean;
}

export const NO_FILTER: SynthesisFilter = { speakers: [], sites: [], from: null, to: null, confirmedOnly: false };

export interface Coverage {
  posts: number;
  readToEnd: number;
  previews: number;
  speakers: number;
  claims: number;
  confirmed: number;
}

export type SynthesisState =
  | { state: 'working' }
  | { state: 'failed'; reason: string }
  | { state: 'ready'; synthesis: Synthesis; coverage: Coverage; stale: boolean };

export interface SynthesisActions {
  setFilter: (filter: SynthesisFilter) => void;
  pin: (type: ClaimType, topic: Topic, pinned: boolean) => void;
  /** `null` takes the reader's own verdict back. */
  overrule: (type: ClaimType, topic: Topic, verdict: Verdict | null) => void;
  renameSpeaker: (speaker: string, name: string) => void;
  mergeSpeakers: (from: string, into: string) => void;
  openQuote: (post: string, passage: string) => void;
  /** The reader's word on a machine's tag, without leaving the synthesis. */
  decide: (post: string, decision: Decision) => void;
  retype: (post: string, passage: string, from: ClaimType, to: ClaimType) => void;
  exportSynthesis: (format: 'md-copy' | 'md') => void;
}

export interface LibraryActions {
  search: (query: string, limit: number) => Promise<SearchPage>;
  openPost: (key: string) => void;
  openHit: (hit: SearchHit) => void;
  deletePosts: (keys: string[]) => void;
  exportPosts: (keys: string[], format: ExportFormat) => void;
  renameSpeaker: (speaker: string, name: string) => void;
  mergeSpeakers: (from: string, into: string) => void;
  splitSpeakers: (curation: string) => void;
  backUp: () => void;
  restore: (file: File) => void;
  deleteEverything: () => void;
}

export interface SettingsActions extends Pick<LibraryActions, 'backUp' | 'restore' | 'deleteEverything'> {
  save: (patch: Partial<Settings>) => void;
  /** Takes a site's permission back. */
  revoke: (origin: string) => void;
}

export interface SampleActions {
  open: () => void;
  remove: () => void;
}

/** Why the library can't be used; the way out differs. */
export interface LibraryProblem {
  kind: 'newer' | 'blocked' | 'unavailable' | 'quota' | 'broken' | 'missing' | 'invalid';
  /** In words for the reader, with a way out. */
  message: string;
}

export type { Annotation, Cell, Crux, Curation, PassageRecord, PostRecord, Settings, Synthesis, Verdict };
