import { isInk, type Mark, marksOf, passesDensity, shownClaims } from '../../components/page/paints';
import type { PageClaim } from '../../components/page/view';
import type { ClaimType } from '../../lib/claims/claim';
import { CLAIM_TYPES } from '../../lib/claims/claim';
import type { Annotation, Settings } from '../../lib/library/records';
import type { PassageState, PostState } from '../../lib/messaging/protocol';
import { anchoring } from '../../lib/passages/anchor';
import type { FoundPassage } from '../../lib/passages/find';
import { rangesOf } from '../../lib/passages/text-index';
import type { Reading } from './reading';
import { inSlices } from './slices';

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

interface Places {
  highlights: readonly AnchoredHighlight[];
  /** Annotations whose words are nowhere that is sure, each with the reason. */
  orphans: readonly { id: string; reason: string }[];
}

/** Looks for the reader's highlights in a reading, one a step. */
function* placing({ index }: Reading, annotations: readonly Annotation[]): Generator<void, Places, undefined> {
  const highlights: AnchoredHighlight[] = [];
  const orphans: { id: string; reason: string }[] = [];
  if (annotations.length === 0) return { highlights, orphans };
  const found = yield* anchoring(
    index,
    annotations.map((annotation) => annotation.selectors),
  );
  for (const [at, annotation] of annotations.entries()) {
    const place = found[at];
    if (place?.found) {
      const { start, end } = place;
      highlights.push({ annotation, start, end, ranges: rangesOf(index, start, end) });
    } else {
      orphans.push({ id: annotation.id, reason: place?.reason ?? 'Its words were not looked for.' });
    }
    yield;
  }
  return { highlights, orphans };
}

/** True where the second has the same words to look for as the first, whatever else the reader changed. */
const sameWords = (before: readonly Annotation[], after: readonly Annotation[]) =>
  before.length === after.length &&
  before.every(({ id, selectors }, at) => {
    const other = after[at];
    return other?.id === id && JSON.stringify(other.selectors) === JSON.stringify(selectors);
  });

/** What is known of the post in this tab: the reading, and the library's state of it. */
export class Session {
  readonly tagged = new Set<string>();
  /** Passages that the library was told of; null until it was told of the post, which may have none. */
  told: Set<string> | null = null;
  private list: { asked: string; shown: readonly ShownPassage[] } | null = null;
  private states = new Map<string, PassageState>();
  private annotations: readonly Annotation[] = [];
  private places: Places = { highlights: [], orphans: [] };
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private current: Reading) {}

  get reading(): Reading {
    return this.current;
  }

  get key(): string {
    return this.current.post.key;
  }

  get highlights(): readonly AnchoredHighlight[] {
    return this.places.highlights;
  }

  get orphans(): readonly { id: string; reason: string }[] {
    return this.places.orphans;
  }

  /** The same post read anew, after the page has changed. False where the signal ended it: then all is as before. */
  reread(reading: Reading, signal: AbortSignal): Promise<boolean> {
    return this.place(signal, { reading });
  }

  /** The library's whole state of the post replaces what was known. False where the signal ended it. */
  apply(state: PostState, signal: AbortSignal): Promise<boolean> {
    this.states = new Map(state.passages.map((passage) => [passage.passage, passage]));
    this.list = null;
    return this.place(signal, { annotations: state.highlights });
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

  /**
   * Finds the highlights' places in short tasks: on an edited page a thousand of them take near half a second. One after the
   * other, since each starts from what the one before has left; reading and places change together, in one moment.
   */
  private place(
    signal: AbortSignal,
    change: { reading?: Reading; annotations?: readonly Annotation[] },
  ): Promise<boolean> {
    const turn = this.turn.then(async () => {
      const { reading = this.current, annotations = this.annotations } = change;
      const places =
        reading === this.current && sameWords(this.annotations, annotations)
          ? this.renewed(annotations)
          : await inSlices(placing(reading, annotations), signal);
      if (!places) return false;
      this.current = reading;
      this.annotations = annotations;
      this.places = places;
      this.list = null;
      return true;
    });
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  /** The same places, with what the reader has changed about them. */
  private renewed(annotations: readonly Annotation[]): Places {
    const now = new Map(annotations.map((annotation) => [annotation.id, annotation]));
    const highlights = this.places.highlights.map((one) => ({
      ...one,
      annotation: now.get(one.annotation.id) ?? one.annotation,
    }));
    return { ...this.places, highlights };
  }
}
