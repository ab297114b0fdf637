import { isInk, type Mark, marksOf, passesDensity, shownClaims } from '../../components/page/paints';
import type { PageClaim } from '../../components/page/view';
import type { ClaimType } from '../../lib/claims/claim';
import { CLAIM_TYPES } from '../../lib/claims/claim';
import type { Annotation, Settings } from '../../lib/library/records';
import type { PassageState, PostState } from '../../lib/messaging/protocol';
import { anchorAll } from '../../lib/passages/anchor';
import type { FoundPassage } from '../../lib/passages/find';
import { rangesOf } from '../../lib/passages/text-index';
import type { Reading } from './reading';

export class ShownPassage {
  private made: Mark[] | null = null;

  constructor(
    readonly passage: FoundPassage,
    readonly claims: readonly PageClaim[],
  ) {}

  /** One for each claim. Made when first asked for: finding the sentences of a long page at once would be felt. */
  get marks(): readonly Mark[] {
    this.made ??= marksOf(this.passage.text, this.claims);
    return this.made;
  }
}

/** The reader's own highlight, where it stands on the page. */
export interface AnchoredHighlight {
  annotation: Annotation;
  start: number;
  end: number;
  ranges: readonly Range[];
}

/** What is known of the post in this tab: the reading, and the library's state of it. */
export class Session {
  readonly tagged = new Set<string>();
  highlights: AnchoredHighlight[] = [];
  orphans: { id: string; reason: string }[] = [];
  private list: { asked: string; shown: readonly ShownPassage[] } | null = null;
  private states = new Map<string, PassageState>();
  private annotations: readonly Annotation[] = [];

  constructor(private current: Reading) {}

  get reading(): Reading {
    return this.current;
  }

  get key(): string {
    return this.current.post.key;
  }

  /** The same post read anew, after the page has changed. */
  reread(reading: Reading): void {
    this.current = reading;
    this.list = null;
    this.anchor();
  }

  /** The library's whole state of the post replaces what was known. */
  apply(state: PostState): void {
    this.states = new Map(state.passages.map((passage) => [passage.passage, passage]));
    this.annotations = state.highlights;
    this.list = null;
    this.anchor();
  }

  /** Newly tagged passages are added to what was known. */
  applyTags(asked: readonly string[], states: readonly PassageState[]): void {
    for (const id of asked) this.tagged.add(id);
    for (const state of states) this.states.set(state.passage, state);
    this.list = null;
  }

  claimsOf(passage: string): readonly PageClaim[] {
    return this.states.get(passage)?.claims ?? [];
  }

  stateOf(passage: string): PassageState | undefined {
    return this.states.get(passage);
  }

  /** Passages with claims to show, in reading order. */
  shown(settings: Pick<Settings, 'types' | 'density'>): readonly ShownPassage[] {
    const asked = `${settings.density} ${settings.types.join()}`;
    if (this.list?.asked === asked) return this.list.shown;
    const shown: ShownPassage[] = [];
    for (const passage of this.current.passages) {
      const claims = shownClaims(this.claimsOf(passage.id), settings);
      if (claims.length > 0) shown.push(new ShownPassage(passage, claims));
    }
    this.list = { asked, shown };
    return shown;
  }

  /** How many claims of each type the density lets through, and how many the reader decided. */
  counts(density: Settings['density']): { counts: Record<ClaimType, number>; confirmed: number } {
    const counts = Object.fromEntries(CLAIM_TYPES.map((type) => [type, 0])) as Record<ClaimType, number>;
    let confirmed = 0;
    for (const passage of this.current.passages) {
      for (const claim of this.claimsOf(passage.id)) {
        if (passesDensity(claim, density)) counts[claim.type]++;
        if (isInk(claim)) confirmed++;
      }
    }
    return { counts, confirmed };
  }

  untagged(): string[] {
    return this.current.passages.filter((passage) => !this.tagged.has(passage.id)).map((passage) => passage.id);
  }

  private anchor(): void {
    const { index } = this.current;
    this.highlights = [];
    this.orphans = [];
    if (this.annotations.length === 0) return;
    const found = anchorAll(
      index,
      this.annotations.map((annotation) => annotation.selectors),
    );
    for (const [at, annotation] of this.annotations.entries()) {
      const place = found[at];
      if (place?.found) {
        const { start, end } = place;
        this.highlights.push({ annotation, start, end, ranges: rangesOf(index, start, end) });
      } else {
        this.orphans.push({ id: annotation.id, reason: place?.reason ?? 'Its words were not looked for.' });
      }
    }
  }
}
