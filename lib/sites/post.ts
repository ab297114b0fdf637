/** The sites that have an adapter, and `generic` for any other page read on request. */
export const SITE_IDS = ['lesswrong', 'alignmentforum', 'eaforum', 'greaterwrong', 'substack', 'generic'] as const;
export type SiteId = (typeof SITE_IDS)[number];

export const POST_KINDS = ['post', 'question', 'event', 'dialogue', 'debate', 'quick-takes', 'page'] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** A person as the page names them. `profile` is an absolute URL where the page links one. */
export interface Author {
  name: string;
  profile: string | null;
}

/** One comment, with its own author. `body` holds its running text, without those of its replies. */
export interface PostComment {
  id: string;
  author: Author | null;
  /** ISO 8601, or null where the page does not say. */
  publishedAt: string | null;
  url: string | null;
  parentId: string | null;
  body: Element;
}

/** A part of the body spoken by somebody other than the post's authors (dialogues, debates). */
export interface Turn {
  author: Author;
  body: Element;
}

/** What a site adapter sees of a page. It refers to the live document and never changes it. */
export interface Post {
  site: SiteId;
  kind: PostKind;
  /** Canonical key that survives URL variants, e.g. `lw:EnBCpnZooXdMaERbZ`, `eaf:<id>`, `substack:<numeric id or host/slug>`, `url:<canonical URL>`. */
  key: string;
  /** Other keys under which the same post may have been stored (older slug, host form). */
  aliases: string[];
  /** The address to send a reader back to. */
  url: string;
  title: string;
  authors: Author[];
  publishedAt: string | null;
  /** Elements that hold the post's running text, in reading order. Usually one. */
  bodies: Element[];
  turns: Turn[];
  /** `preview` where a paywall or a site's preload hides the rest: it must not be taken for the whole post. */
  extent: 'whole' | 'preview';
  comments: PostComment[];
  /** The address elsewhere that the page names as the text's original (a cross-post): a hint that says nothing of identity. */
  original?: string;
  /** True for an element inside a body that is not the post's running text (chrome, embeds, captions, hidden copies). */
  isNoise: (element: Element) => boolean;
}

/** Why a page is not read. `wait` means that the page may still become a post (streamed or client-rendered body). */
export interface NoPost {
  site: null;
  reason: string;
  wait: boolean;
}

export interface SiteAdapter {
  id: string;
  /** True when this adapter should look at the page. Hosts are matched exactly, never by substring. */
  matches: (url: URL, document: Document) => boolean;
  read: (document: Document, url: URL) => Post | NoPost;
}
