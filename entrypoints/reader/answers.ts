import { ok } from '../../lib/base/result';
import { answer } from '../../lib/messaging/calls';
import { toPage } from '../../lib/messaging/protocol';
import { bringIntoView, type CardKeeper } from './card';
import { type Desk, statusOf } from './desk';
import type { Flow } from './flow';
import type { Selecting } from './selecting';

const CLOSED = 'It stands in a part of the page that is closed or hidden now. Open that part to see it.';

/** Answers background and panel; returns what stops it. */
export function answerCalls(
  desk: Desk,
  flow: Flow,
  keeper: CardKeeper,
  selecting: Selecting,
  toggle: () => void,
): () => void {
  let changed: ReturnType<typeof setTimeout> | null = null;
  return answer('page', toPage, {
    'library.changed': async ({ post }) => {
      // Several changes often come together; settings change without a post.
      if (post === null || post === desk.session?.key || !desk.session) {
        if (changed !== null) return ok({});
        changed = setTimeout(() => {
          changed = null;
          void desk
            .ask('settings.get', {})
            .then((settings) => settings.ok && desk.store.set({ settings: settings.value }))
            .then(() => flow.refresh())
            .then(() => keeper.renew());
        }, 120);
      }
      return ok({});
    },
    'page.status': async () => ok(statusOf(desk)),
    'passage.show': async ({ passage, annotation }) => {
      const { session } = desk;
      if (!session) return ok({ found: false, reason: desk.reason ?? 'The page shows no post now.' });
      desk.store.set({ hidden: false });
      const highlight = annotation ? session.highlights.find((one) => one.annotation.id === annotation) : undefined;
      const orphan = annotation ? session.orphans.find((one) => one.id === annotation) : undefined;
      const found = passage ? session.reading.byId.get(passage) : undefined;
      const element = highlight?.ranges[0]?.startContainer.parentElement ?? found?.element;
      if (!element) return ok({ found: false, reason: orphan?.reason ?? 'Its words are not on the page now.' });
      if (!element.checkVisibility()) return ok({ found: false, reason: CLOSED });
      bringIntoView(element, desk.window);
      const shown = highlight
        ? keeper.open({ kind: 'highlight', id: highlight.annotation.id }, { byKeyboard: true })
        : found
          ? keeper.open({ kind: 'claim', passage: found.id, type: null }, { byKeyboard: true })
          : false;
      // A passage whose claims are filtered out has no card, but its place can be shown all the same.
      if (!shown && found) desk.painter.focus(session.reading.rangesOf(found));
      return ok({ found: true, reason: null });
    },
    'selection.take': async () => {
      const place = await selecting.chosen();
      if (!place) return ok({ place, reason: 'Select the right words in the post first, then try again.' });
      selecting.close();
      desk.document.getSelection()?.removeAllRanges();
      return ok({ place, reason: null });
    },
    'marks.toggle': async () => {
      toggle();
      return ok({});
    },
  });
}
