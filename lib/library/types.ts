import type { ClaimType, Rating, Tag, Topic, TypedRating, Voice } from '../claims/claim';
import type { Passage, Selectors } from '../passages/passage';
import type { PostKind, SiteId } from '../sites/post';
import type { EffectiveClaim } from './effective';
import type { Annotation, PassageRecord, PostRecord } from './records';

/** A post as a page shows it now: what `recordVisit` stores of it. */
export interface PostVisit {
  key: string;
  aliases: string[];
  site: SiteId;
  kind: PostKind;
  url: string;
  title: string;
  /** Names, in the page's order. */
  authors: string[];
  publishedAt: string | null;
  extent: 'whole' | 'preview';
  original?: string | undefined;
  demo?: boolean;
}

/** A passage in reading order. `publishedAt` and `url` are a comment's own; null or absent means the post's. */
export type VisitPassage = Passage & { publishedAt?: string | null; url?: string | null };

/** Under which key and ids the visited post is stored. */
export interface Visited {
  key: string;
  /** Passages given that are stored under another id (the page came by an older address): given id → stored id. Mostly empty. */
  renamed: Record<string, string>;
  /** The post was not in the library before, or was deleted from it. */
  isNew: boolean;
}

/** One passage with everything known of it. */
export interface PassageItem {
  passage: PassageRecord;
  tag: Tag | null;
  engine: string | null;
  decisions: Annotation[];
  highlights: Annotation[];
  /** The reader's note on the passage as a whole. */
  note: Annotation | null;
  claims: EffectiveClaim[];
}

export interface PostView {
  post: PostRecord;
  /** In reading order; without the orphans. */
  items: PassageItem[];
  /** Annotations that hang on no stored passage: highlights over several passages or outside them. */
  highlights: Annotation[];
  /** Passages that vanished from the page and carry something of the reader's. */
  orphans: PassageItem[];
}

export interface PostSummary extends PostRecord {
  /** Passages with at least one claim or rating proposed. */
  claimed: number;
  confirmed: number;
  rejected: number;
  highlights: number;
  notes: number;
  /** The same text on other pages in the library. */
  copies: { key: string; site: SiteId; title: string; url: string }[];
}

export interface PostQuery {
  sort?: 'seen' | 'first-seen' | 'published' | 'title' | 'author';
  sites?: SiteId[];
  authors?: string[];
  /** ISO dates, both inclusive, compared with the post's date. */
  since?: string;
  until?: string;
  /** Only posts on which the reader left something. */
  annotated?: boolean;
}

export interface Counts {
  posts: number;
  passages: number;
  /** Passages with at least one claim or rating proposed by a machine. */
  claimed: number;
  decisions: number;
  highlights: number;
  notes: number;
  /** Records that do not parse and were set apart. */
  quarantined: number;
}

export interface Decide {
  passage: string;
  type: ClaimType;
  verdict: 'accepted' | 'rejected' | 'added';
  /** Undefined leaves what the reader said before, else the machine's; null says that it cannot be told. */
  position?: number | null | undefined;
  /** The machine's position that stood before the reader, where he was told one that the machine is unsure of. */
  shown?: number | null | undefined;
  topics?: Topic[] | undefined;
}

export interface NewHighlight {
  post: string;
  passage: string | null;
  selectors: Selectors;
  type: ClaimType | null;
  position?: number | null | undefined;
  topics?: Topic[] | undefined;
  note: string;
}

/** Words of a post that the reader chose, and the passage that holds all of them, if one does. */
export interface Place {
  passage: string | null;
  selectors: Selectors;
}

/** What changes; an absent field stays. `position: undefined` given explicitly takes the reader's position away. */
export interface HighlightPatch {
  passage?: string | null;
  selectors?: Selectors;
  type?: ClaimType | null;
  position?: number | null | undefined;
  topics?: Topic[] | undefined;
  note?: string;
}

/** What was undone or redone. `kept` counts records left alone because something later changed them. */
export interface Stepped {
  label: string;
  posts: string[];
  kept: number;
}

export interface SearchHit {
  kind: 'post' | 'note' | 'highlight' | 'passage';
  post: string;
  postTitle: string;
  authors: string[];
  passage: string | null;
  annotation: string | null;
  /** What is shown: the title, or the words around the match. */
  snippet: string;
  /** Half-open UTF-16 ranges into `snippet`. */
  ranges: [number, number][];
  /** Where `snippet` begins and ends in the whole text: true where something was cut off. */
  cut: { start: boolean; end: boolean };
  claims: EffectiveClaim[];
}

export interface SearchPage {
  hits: SearchHit[];
  /** More can be had with a greater offset. */
  more: boolean;
}

export interface LineFilter {
  authors?: string[];
  sites?: SiteId[];
  /** ISO dates, both inclusive, compared with the passage's own date, else the post's. */
  since?: string;
  until?: string;
  confirmedOnly?: boolean;
  posts?: string[];
}

export interface LineClaim {
  type: ClaimType;
  position: number | null;
  confidence: number;
  confirmed: boolean;
  /** As in `EffectiveClaim`: absent once the reader decided. */
  positionConfidence?: number;
}

/** One labelled passage for the synthesis: assignable to its `ClaimLine`. */
export interface LibraryLine {
  id: string;
  post: string;
  title: string | null;
  author: string | null;
  publishedAt: string | null;
  text: string;
  claims: LineClaim[];
  topics: Topic[];
  voice: Voice;
  rating: Rating | null;
  /** All ratings of the passage, `rating` first. */
  ratings?: TypedRating[];
  url: string | null;
  site: SiteId;
  kind: 'post' | 'comment';
  order: number;
}

/** What an import did. */
export interface Imported {
  added: number;
  merged: number;
  unchanged: number;
  /** Records of the file that do not parse: they are in the quarantine. */
  setApart: number;
}
