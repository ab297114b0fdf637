import { spokenClaim } from '../../components/page/claim-words';
import { shownClaims } from '../../components/page/paints';
import { quoteOf } from '../../components/page/quote';
import type { Box, CardMode, CardSubject, PageClaim, QuotePart } from '../../components/page/view';
import type { ClaimType } from '../../lib/claims/claim';
import { boxAround, boxOf, rectsOf } from './boxes';
import type { Desk } from './desk';
import { createElsewhere } from './elsewhere';
import type { AnchoredHighlight } from './session';

/** What can be focused on the page: a passage with claims, or a highlight of the reader's own. */
export type Target = { kind: 'claim'; passage: string; type: ClaimType | null } | { kind: 'highlight'; id: string };

export interface CardKeeper {
  /** Opens the card for a target. `near` is the line to stand beside. False where the words are not drawn now. */
  open: (target: Target, how: { byKeyboard: boolean; near?: Box; mode?: CardMode }) => boolean;
  close: () => void;
  /** What the card is about, or null. */
  target: () => Target | null;
  /** The claim that keys act on. */
  claim: () => { passage: string; claim: PageClaim } | null;
  highlight: () => AnchoredHighlight | null;
  setMode: (mode: CardMode) => void;
  /** After the library or the page has changed: the same target with its new contents and place. */
  renew: () => void;
  step: (by: 1 | -1) => void;
}

const HIDDEN_WORDS: QuotePart[] = [{ text: 'Hidden as a spoiler: point at the passage to read it.', heavy: false }];

export function createCardKeeper(desk: Desk): CardKeeper {
  let now: { target: Target; byKeyboard: boolean; near: Box | null } | null = null;
  const elsewhere = createElsewhere(desk, () => keeper.renew());

  const claimsShown = () => {
    const { session } = desk;
    if (!session) return [];
    return session
      .shown(desk.store.get().settings)
      .flatMap(({ passage, claims }) => claims.map((claim) => ({ passage, claim })));
  };
  const highlightOf = (id: string) =>
    desk.session?.highlights.find((highlight) => highlight.annotation.id === id) ?? null;

  /** The target's words: their ranges and text, or null where they are no longer on the page. */
  const wordsOf = (target: Target) => {
    const { session } = desk;
    if (!session) return null;
    if (target.kind === 'highlight') {
      const highlight = highlightOf(target.id);
      return (
        highlight && {
          ranges: highlight.ranges,
          text: session.reading.index.text.slice(highlight.start, highlight.end),
        }
      );
    }
    const passage = session.reading.byId.get(target.passage);
    return passage ? { ranges: session.reading.rangesOf(passage), text: passage.text } : null;
  };

  const subjectOf = (target: Target): CardSubject | null => {
    if (target.kind === 'highlight') {
      const annotation = highlightOf(target.id)?.annotation;
      if (!annotation) return null;
      const { id, type, position, note } = annotation;
      return { kind: 'highlight', id, type, position: position ?? null, note };
    }
    const claims = shownClaims(desk.session?.claimsOf(target.passage) ?? [], desk.store.get().settings);
    const active = claims.find((claim) => claim.type === target.type) ?? claims[0];
    return active ? { kind: 'claim', passage: target.passage, claims, active: active.type } : null;
  };

  const isSpoiler = (target: Target) =>
    target.kind === 'claim' &&
    desk.session?.reading.byId.get(target.passage)?.element.closest('.spoilers, .spoiler, .spoiler-v2') != null;

  const draw = (mode: CardMode): boolean => {
    if (!now) return false;
    const words = wordsOf(now.target);
    const subject = subjectOf(now.target);
    const rects = words ? rectsOf(words.ranges) : [];
    const around = boxAround(rects);
    if (!words || !subject || !around) return false;
    const line = now.near ?? boxOf(rects.find((rect) => rect.bottom > 40) ?? around);
    const active = subject.kind === 'claim' ? subject.claims.find((claim) => claim.type === subject.active) : undefined;
    const quote = now.byKeyboard && isSpoiler(now.target) ? HIDDEN_WORDS : quoteOf(words.text, active?.reasons ?? []);
    const all = claimsShown();
    const at = all.findIndex(
      ({ passage, claim }) =>
        subject.kind === 'claim' && passage.id === subject.passage && claim.type === subject.active,
    );
    const place = at < 0 ? null : { at: at + 1, of: all.length };
    const passage = subject.kind === 'claim' ? desk.session?.reading.byId.get(subject.passage) : undefined;
    const before = desk.store.get();
    const spoken = active && now.byKeyboard ? spokenClaim(active, quote, place) : before.spoken;
    desk.painter.focus(words.ranges);
    desk.store.set({
      spoken,
      selection: null,
      card: {
        subject,
        quote,
        speaker: passage?.author ?? null,
        around,
        line,
        byKeyboard: now.byKeyboard,
        mode,
        place,
        elsewhere: active ? elsewhere.about(active) : [],
      },
    });
    return true;
  };

  const keeper: CardKeeper = {
    open(target, { byKeyboard, near, mode = 'look' }) {
      const before = now;
      now = { target, byKeyboard, near: near ?? null };
      if (draw(mode)) return true;
      now = before;
      return false;
    },
    close() {
      now = null;
      desk.painter.focus([]);
      desk.store.set({ card: null });
    },
    target: () => now?.target ?? null,
    claim() {
      const subject = desk.store.get().card?.subject;
      if (subject?.kind !== 'claim') return null;
      const claim = subject.claims.find((one) => one.type === subject.active);
      return claim ? { passage: subject.passage, claim } : null;
    },
    highlight: () => (now?.target.kind === 'highlight' ? highlightOf(now.target.id) : null),
    setMode: (mode) => void draw(mode),
    renew() {
      if (!now) return;
      // The line moves with the page; the pointer's own line is only good for where it was.
      now = { ...now, near: null };
      if (!draw(desk.store.get().card?.mode ?? 'look')) keeper.close();
    },
    step(by) {
      const all = claimsShown();
      const here = now?.target;
      let at = all.findIndex(
        ({ passage, claim }) =>
          here?.kind === 'claim' && passage.id === here.passage && claim.type === (here.type ?? claim.type),
      );
      if (at < 0) {
        // From where the reader is: the first claim that isn't above the window, or the one before it.
        const below = all.findIndex(({ passage }) => passage.element.getBoundingClientRect().bottom > 60);
        at = by === 1 ? (below < 0 ? all.length : below) - 1 : below < 0 ? all.length : below;
      }
      for (at += by; at >= 0 && at < all.length; at += by) {
        const { passage, claim } = all[at] as (typeof all)[number];
        if (!passage.element.checkVisibility()) continue;
        bringIntoView(passage.element, desk.window);
        if (keeper.open({ kind: 'claim', passage: passage.id, type: claim.type }, { byKeyboard: true })) return;
      }
      desk.store.set({ spoken: by === 1 ? 'No further claim.' : 'No claim before this one.' });
    },
  };
  return keeper;
}

/** Height that a card wants below a passage where there is none beside it, and the width from which there is. */
const CARD_ROOM = 340;
const WIDE = 1_000;

/** Scrolls, inner scrollers included, unless the words are well in view already, with room for the card. */
export function bringIntoView(element: Element, window: Window): void {
  const box = element.getBoundingClientRect();
  const room = window.innerWidth < WIDE ? Math.min(CARD_ROOM, window.innerHeight / 2) : 40;
  if (box.top >= 70 && box.bottom <= window.innerHeight - room) return;
  const high = box.height > window.innerHeight * 0.6 || window.innerWidth < WIDE;
  element.scrollIntoView({ block: high ? 'start' : 'center', behavior: 'instant' });
}
