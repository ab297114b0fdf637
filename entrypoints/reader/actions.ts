import { STATUS_WORDS, typeName } from '../../components/page/claim-words';
import type { PageActions } from '../../components/page/view';
import type { Result } from '../../lib/base/result';
import type { CallProblem } from '../../lib/messaging/calls';
import type { CardKeeper } from './card';
import { type Desk, dismissToast, toast } from './desk';
import { type Flow, plainly } from './flow';
import type { Chosen } from './selecting';

const GONE_WORDS = 'The page changed under the selection. Select the words once more.';

interface Parts {
  desk: Desk;
  flow: Flow;
  keeper: () => CardKeeper;
  show: () => Promise<void>;
  hold: (held: boolean) => void;
  chosen: () => Promise<Chosen | null>;
  closeSelection: () => void;
}

/** What the overlay's controls and the keys do. */
export function createActions(parts: Parts): PageActions {
  const { desk, flow, keeper, show } = parts;
  const { store } = desk;

  /** Does one thing in the library, shows it, and offers the way back. */
  const act = async <T>(said: string, done: Promise<Result<T, CallProblem>>): Promise<T | null> => {
    const answer = await done;
    if (!answer.ok) {
      if (answer.error.kind !== 'gone' || store.get().phase !== 'gone') toast(desk, plainly(answer.error));
      return null;
    }
    toast(desk, said, { undo: true });
    await flow.refresh();
    keeper().renew();
    return answer.value;
  };
  const claimNow = () => keeper().claim();
  const save = async (patch: Parameters<PageActions['saveSettings']>[0]) => {
    // Shown at once; the library's answer is what counts.
    store.set({ settings: { ...store.get().settings, ...patch } });
    const answer = await desk.ask('settings.save', patch);
    if (answer.ok) store.set({ settings: answer.value });
    else if (answer.error.kind !== 'gone') toast(desk, plainly(answer.error));
    await show();
    keeper().renew();
  };
  /** Correct the claim in the card; what isn't given stays as it is shown. */
  const correct = (said: string, change: { position?: number | null; topics?: PageClaimTopics }) => {
    const now = claimNow();
    if (!now) return;
    const { passage, claim } = now;
    const verdict = claim.status === 'added' ? 'added' : 'accepted';
    void act(said, desk.ask('claim.decide', { passage, type: claim.type, verdict, ...change }));
  };
  type PageClaimTopics = NonNullable<ReturnType<typeof claimNow>>['claim']['topics'];

  return {
    open: (open) => store.set({ open }),
    openPanel: () => {
      store.set({ open: null });
      void desk.ask('panel.open', {}).then((answer) => {
        if (!answer.ok && answer.error.kind !== 'gone') toast(desk, plainly(answer.error));
      });
    },
    saveSettings: (patch) => void save(patch),
    turnOff: (scope) => {
      const { settings } = store.get();
      const key = desk.session?.key;
      store.set({ open: null });
      keeper().close();
      const patch =
        scope === 'everywhere'
          ? { off: true }
          : scope === 'site'
            ? { offSites: [...new Set([...settings.offSites, desk.window.location.hostname])] }
            : key
              ? { offPosts: [...new Set([...settings.offPosts, key])] }
              : null;
      if (!patch) return;
      const where = { post: 'for this post', site: 'on this site', everywhere: 'everywhere' }[scope];
      void save(patch).then(() => flow.look(false));
      toast(desk, `Cruxlight is off ${where}. The panel turns it on again.`);
    },
    turnOn: () => {
      const { settings } = store.get();
      store.set({ open: null });
      const { hostname } = desk.window.location;
      void save({
        offSites: settings.offSites.filter((site) => site !== hostname),
        offPosts: settings.offPosts.filter((post) => post !== desk.offPost),
      }).then(() => flow.restart());
    },
    toggleHidden: () => {
      const hidden = !store.get().hidden;
      store.set({ hidden, open: null });
      keeper().close();
      if (hidden) toast(desk, 'Marks are hidden. The same key shows them again.');
      void show();
    },
    step: (by) => keeper().step(by),
    closeCard: () => keeper().close(),
    holdCard: parts.hold,
    chooseClaim: (type) => {
      const target = keeper().target();
      const byKeyboard = store.get().card?.byKeyboard ?? false;
      if (target?.kind === 'claim')
        keeper().open({ ...target, type }, { byKeyboard, mode: store.get().card?.mode ?? 'look' });
    },
    setMode: (mode) => keeper().setMode(mode),
    accept: () => {
      const now = claimNow();
      if (now?.claim.status !== 'proposed') return;
      const { passage, claim } = now;
      void act('Accepted.', desk.ask('claim.decide', { passage, type: claim.type, verdict: 'accepted' }));
    },
    reject: () => {
      const now = claimNow();
      if (!now) return;
      const { passage, claim } = now;
      void act(
        `${STATUS_WORDS.rejected.replace(/^r/u, 'R')}: no claim about ${typeName(claim.type).toLowerCase()} here.`,
        desk.ask('claim.decide', { passage, type: claim.type, verdict: 'rejected' }),
      );
    },
    retype: (to) => {
      const highlight = keeper().highlight();
      if (highlight) {
        void act(`Now ${typeName(to)}.`, desk.ask('highlight.update', { id: highlight.annotation.id, type: to }));
        return;
      }
      const now = claimNow();
      if (!now || now.claim.type === to) return;
      const byKeyboard = store.get().card?.byKeyboard ?? false;
      void act(
        `${typeName(now.claim.type)} changed to ${typeName(to)}.`,
        desk.ask('claim.retype', { passage: now.passage, from: now.claim.type, to }),
      ).then((done) => {
        if (done) keeper().open({ kind: 'claim', passage: now.passage, type: to }, { byKeyboard });
      });
    },
    setPosition: (position) => {
      const highlight = keeper().highlight();
      if (highlight)
        void act('Position changed.', desk.ask('highlight.update', { id: highlight.annotation.id, position }));
      else correct('Position changed.', { position });
    },
    setTopics: (topics) => correct('Field changed.', { topics }),
    addClaim: (type) => {
      const now = claimNow();
      if (!now) return;
      const { passage, claim } = now;
      void act(
        `${typeName(type)} added.`,
        desk.ask('claim.decide', { passage, type, verdict: 'added', topics: claim.topics.slice(0, 3) }),
      ).then((done) => {
        if (done) keeper().open({ kind: 'claim', passage, type }, { byKeyboard: false, mode: 'change' });
      });
    },
    saveNote: (note) => {
      const highlight = keeper().highlight();
      const now = claimNow();
      keeper().setMode('look');
      if (highlight) void act('Note saved.', desk.ask('highlight.update', { id: highlight.annotation.id, note }));
      else if (now)
        void act('Note saved.', desk.ask('claim.note', { passage: now.passage, type: now.claim.type, note }));
    },
    removeHighlight: () => {
      const highlight = keeper().highlight();
      if (!highlight) return;
      keeper().close();
      void act('Highlight removed.', desk.ask('annotation.remove', { id: highlight.annotation.id }));
    },
    undo: () => {
      const post = desk.session?.key;
      void desk.ask('undo', post === undefined ? {} : { post }).then(async (answer) => {
        if (!answer.ok) return toast(desk, plainly(answer.error));
        for (const one of store.get().toasts) if (one.undo) dismissToast(desk, one.id);
        toast(desk, answer.value.label ? `Undone: ${answer.value.label}` : 'Nothing to undo.');
        await flow.refresh();
        keeper().renew();
      });
    },
    retry: () => {
      store.set({ open: null, problem: null });
      void flow.restart();
    },
    highlight: (type, note) => {
      const post = desk.session?.key;
      if (!post) return;
      const describing = parts.chosen();
      parts.closeSelection();
      desk.document.getSelection()?.removeAllRanges();
      void describing.then((chosen) => {
        if (!chosen || desk.session?.key !== post) return toast(desk, GONE_WORDS);
        const { selectors, passage } = chosen;
        void act(
          type ? `Highlighted as ${typeName(type).toLowerCase()}.` : 'Highlighted.',
          desk.ask('highlight.add', { post, passage, selectors, type, note }),
        );
      });
    },
    noteSelection: () => {
      const { selection } = store.get();
      if (selection) store.set({ selection: { ...selection, noting: true } });
    },
    closeSelection: parts.closeSelection,
    dismissToast: (id) => dismissToast(desk, id),
  };
}
