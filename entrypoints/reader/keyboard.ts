import { actionOf, type KeyContext, typeOfAction } from '../../components/page/keys';
import type { Mounted } from '../../components/page/mount';
import type { PageActions } from '../../components/page/view';
import type { CardKeeper } from './card';
import type { Desk } from './desk';

const TYPED_IN = /^(?:text|search|email|url|tel|password|number|date|month|week|time|datetime-local)$/u;

/** Where the focus is: never act on a letter that somebody types. */
export function focusKind(element: Element | null): KeyContext['focus'] {
  let at = element;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at) return 'page';
  if (at.localName === 'textarea' || at.localName === 'select' || at.localName === 'iframe') return 'typing';
  if (at.localName === 'input') return TYPED_IN.test((at as HTMLInputElement).type) ? 'typing' : 'pressable';
  if ((at as HTMLElement).isContentEditable || /^(?:textbox|searchbox|combobox)$/u.test(at.getAttribute('role') ?? ''))
    return 'typing';
  return at.matches('a[href], button, summary, [role=button], [role=link], [tabindex]') ? 'pressable' : 'page';
}

/** Keys on the page. Synthetic events are ignored, and a key is taken from the page only when it does something. */
export function watchKeys(desk: Desk, keeper: CardKeeper, actions: PageActions, mounted: Mounted): void {
  const { window, document, signal, store } = desk;

  const contextOf = (): KeyContext => {
    const view = store.get();
    const inside = document.activeElement === mounted.host;
    return {
      focus: focusKind(inside ? mounted.focused() : document.activeElement),
      letterKeys: view.settings.letterKeys,
      keys: view.settings.keys,
      card: view.card !== null,
      selection: view.selection !== null,
      undoable: view.toasts.some((toast) => toast.undo),
    };
  };

  window.addEventListener(
    'keydown',
    (event) => {
      if (!event.isTrusted || event.defaultPrevented) return;
      const view = store.get();
      if (view.phase === 'off' || view.phase === 'gone' || view.offHere) return;
      if (view.open === 'help') return;
      const context = contextOf();
      // From a card that a key has opened, Tab goes into it: the overlay stands at the document's end.
      if (event.key === 'Tab' && view.card?.byKeyboard && document.activeElement !== mounted.host && !event.shiftKey) {
        event.preventDefault();
        mounted.focusCard();
        return;
      }
      if (event.key === 'Escape' && view.open === 'menu') {
        actions.open(null);
        return;
      }
      const action = actionOf(event, context);
      if (!action || (view.hidden && action !== 'hide')) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (action === 'close') {
        actions.closeCard();
        actions.closeSelection();
        return;
      }
      const type = typeOfAction(action);
      if (type) {
        if (view.selection) return actions.highlight(type, '');
        const card = store.get().card?.subject;
        const has = card?.kind === 'claim' && card.claims.some((claim) => claim.type === type);
        return has ? actions.chooseClaim(type) : actions.retype(type);
      }
      if (action === 'next') return actions.step(1);
      if (action === 'previous') return actions.step(-1);
      if (action === 'plus') return actions.setPosition(1);
      if (action === 'minus') return actions.setPosition(-1);
      if (action === 'both') return actions.setPosition(0);
      if (action === 'accept') return actions.accept();
      if (action === 'reject') return keeper.highlight() ? actions.removeHighlight() : actions.reject();
      if (action === 'change') return actions.setMode(view.card?.mode === 'change' ? 'look' : 'change');
      if (action === 'note') return view.selection ? actions.noteSelection() : actions.setMode('note');
      if (action === 'undo') return actions.undo();
      if (action === 'hide') return actions.toggleHidden();
      return actions.open('help');
    },
    { signal, capture: true },
  );
}
