import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Library } from '../../../lib/library/library';
import { freshLibrary, passage, tagged, value, visit } from './make';

/** What the reader sees of the library: live posts, and on each what was left there. */
type Shown = Record<string, Record<string, string>>;

const POSTS = ['lw:a', 'lw:b'] as const;
const TYPES = ['FQ', 'IN'] as const;
type Action =
  | { do: 'decide'; passage: string; type: (typeof TYPES)[number]; verdict: 'accepted' | 'rejected'; position?: number }
  | { do: 'clear'; passage: string; type: (typeof TYPES)[number] }
  | { do: 'note'; passage: string; note: string }
  | { do: 'highlight'; passage: string; note: string }
  | { do: 'edit'; nth: number; note: string }
  | { do: 'remove'; nth: number }
  | { do: 'delete'; posts: string[] }
  | { do: 'undo' | 'redo'; post?: string };

const passageName = fc.constantFrom('a1', 'a2', 'b1');
const type = fc.constantFrom(...TYPES);
const note = fc.constantFrom('', 'x', 'y');
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record(
      {
        do: fc.constant('decide' as const),
        passage: passageName,
        type,
        verdict: fc.constantFrom('accepted' as const, 'rejected' as const),
        position: fc.constantFrom(1, -1),
      },
      { requiredKeys: ['do', 'passage', 'type', 'verdict'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const), passage: passageName, type }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('note' as const), passage: passageName, note }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('highlight' as const), passage: passageName, note }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('edit' as const), nth: fc.nat(3), note }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), nth: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('delete' as const), posts: fc.subarray([...POSTS], { minLength: 1 }) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }) },
);

const postOf = (name: string) => (name.startsWith('a') ? 'lw:a' : 'lw:b');

/** One action: the picture of the posts that it touched, before and after. */
interface Step {
  before: Shown;
  after: Shown;
}

/** The whole of undo as a person thinks of it: two piles of steps; a new step takes from the second what is on its posts. */
class Model {
  now: Shown = { 'lw:a': {}, 'lw:b': {} };
  done: Step[] = [];
  undone: Step[] = [];
  highlights: string[] = [];

  act(change: (next: Shown) => void) {
    const next = structuredClone(this.now);
    change(next);
    const touched = POSTS.filter((key) => JSON.stringify(next[key]) !== JSON.stringify(this.now[key]));
    if (touched.length === 0) return;
    const part = (of: Shown): Shown => Object.fromEntries(touched.flatMap((key) => (of[key] ? [[key, of[key]]] : [])));
    const step: Step = { before: part(this.now), after: part(next) };
    this.done.push(step);
    const on = (it: Step) => Object.keys({ ...it.before, ...it.after });
    this.undone = this.undone.filter((it) => !on(it).some((key) => on(step).includes(key)));
    this.now = next;
  }

  /** False where there is nothing to take. */
  go(way: 'undo' | 'redo'): boolean {
    const step = (way === 'undo' ? this.done : this.undone).pop();
    if (!step) return false;
    (way === 'undo' ? this.undone : this.done).push(step);
    const [from, to] = way === 'undo' ? [step.after, step.before] : [step.before, step.after];
    for (const key of Object.keys(from)) delete this.now[key];
    Object.assign(this.now, structuredClone(to));
    return true;
  }
}

async function shown(library: Library): Promise<Shown> {
  const all: Shown = {};
  for (const key of POSTS) {
    const view = value(await library.postView(key));
    if (!view) continue;
    const on: Record<string, string> = {};
    for (const item of [...view.items, ...view.orphans]) {
      for (const it of item.decisions) on[it.id] = `${it.verdict} ${it.position ?? 'machine'}`;
      for (const it of item.highlights) on[it.id] = it.note;
      if (item.note) on[item.note.id] = item.note.note;
    }
    all[key] = Object.fromEntries(Object.entries(on).sort());
  }
  return all;
}

const sorted = (all: Shown): Shown =>
  Object.fromEntries(Object.entries(all).map(([key, on]) => [key, Object.fromEntries(Object.entries(on).sort())]));

async function run(library: Library, model: Model, step: Action): Promise<void> {
  const alive = (name: string) => model.now[postOf(name)];
  switch (step.do) {
    case 'decide': {
      if (!alive(step.passage)) return;
      const { do: _, ...decision } = step;
      value(await library.decide(decision));
      const id = `d:${step.passage}:${step.type}`;
      model.act((next) => {
        const on = next[postOf(step.passage)] ?? {};
        const before = on[id]?.split(' ')[1];
        on[id] = `${step.verdict} ${step.position ?? before ?? 'machine'}`;
      });
      return;
    }
    case 'clear':
      if (!alive(step.passage)) return;
      value(await library.clearDecision(step.passage, step.type));
      return model.act((next) => delete next[postOf(step.passage)]?.[`d:${step.passage}:${step.type}`]);
    case 'note':
      if (!alive(step.passage)) return;
      value(await library.setNote({ passage: step.passage }, step.note));
      return model.act((next) => {
        const on = next[postOf(step.passage)] ?? {};
        if (step.note === '') delete on[`n:${step.passage}`];
        else on[`n:${step.passage}`] = step.note;
      });
    case 'highlight': {
      if (!alive(step.passage)) return;
      const selectors = { quote: { exact: 'words', prefix: '', suffix: '' } };
      const post = postOf(step.passage);
      const made = value(
        await library.addHighlight({ post, passage: step.passage, selectors, type: null, note: step.note }),
      );
      model.highlights.push(made.id);
      return model.act((next) => {
        (next[post] ?? {})[made.id] = step.note;
      });
    }
    case 'edit':
    case 'remove': {
      const id = model.highlights[step.nth];
      const on = Object.values(model.now).find((it) => id !== undefined && id in it);
      if (id === undefined || !on) return;
      if (step.do === 'edit') value(await library.updateHighlight(id, { note: step.note }));
      else value(await library.removeAnnotation(id));
      return model.act((next) => {
        for (const it of Object.values(next))
          if (id in it) {
            if (step.do === 'edit') it[id] = step.note;
            else delete it[id];
          }
      });
    }
    case 'delete':
      value(await library.deletePosts(step.posts));
      return model.act((next) => {
        for (const key of step.posts) delete next[key];
      });
    case 'undo':
    case 'redo': {
      const done = value(await library[step.do]());
      if (model.go(step.do)) expect(done?.kept).toBe(0);
      else expect(done).toBeNull();
    }
  }
}

async function opened() {
  const made = await freshLibrary(new IDBFactory());
  value(await made.library.recordVisit(visit('lw:a'), [passage('a1', 'One.'), passage('a2', 'Two.')]));
  value(await made.library.recordVisit(visit('lw:b'), [passage('b1', 'Three.')]));
  value(await made.library.putTags([tagged('lw:a', 'a1', [{ type: 'FQ', position: 0.5, confidence: 0.8 }])]));
  return made;
}

test('any actions, undone and redone in any order, show what two piles of steps show; a reopened library too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (steps) => {
      const { library, again } = await opened();
      const model = new Model();
      for (const step of steps) {
        await run(library, model, step);
        expect(await shown(library)).toEqual(sorted(model.now));
      }
      library.close();
      const reopened = await again();
      expect(await shown(reopened)).toEqual(sorted(model.now));
      expect(value(await reopened.undoable())).toEqual({
        undo: model.done.length > 0 ? expect.any(String) : null,
        redo: model.undone.length > 0 ? expect.any(String) : null,
      });
      while (value(await reopened.undo()) !== null) model.go('undo');
      expect(model.done).toEqual([]);
      expect(await shown(reopened)).toEqual({ 'lw:a': {}, 'lw:b': {} });
      while (value(await reopened.redo()) !== null) model.go('redo');
      expect(model.undone).toEqual([]);
      expect(await shown(reopened)).toEqual(sorted(model.now));
      reopened.close();
    }),
    { numRuns: 60 },
  );
});

test('undo of one post leaves the actions on other posts alone, and redo of one post likewise', async () => {
  const { library } = await opened();
  value(await library.setNote({ passage: 'a1' }, 'on a'));
  value(await library.setNote({ passage: 'b1' }, 'on b'));
  expect(value(await library.undo({ post: 'lw:a' }))).toEqual({ label: 'Add note', posts: ['lw:a'], kept: 0 });
  expect(await shown(library)).toEqual({ 'lw:a': {}, 'lw:b': { 'n:b1': 'on b' } });
  // An action on the other post does not take the redo away; one on the same post does.
  value(await library.setNote({ passage: 'b1' }, 'on b again'));
  expect(value(await library.undoable({ post: 'lw:a' }))).toEqual({ undo: null, redo: 'Add note' });
  value(await library.redo({ post: 'lw:a' }));
  expect((await shown(library))['lw:a']).toEqual({ 'n:a1': 'on a' });
  value(await library.undo({ post: 'lw:a' }));
  value(await library.decide({ passage: 'a2', type: 'VV', verdict: 'added' }));
  expect(value(await library.undoable({ post: 'lw:a' }))).toEqual({ undo: 'Add Verification', redo: null });
});

test('an undo does not overwrite what came later: the later words stay, and the count says so', async () => {
  const { library } = await opened();
  value(await library.setNote({ passage: 'a1' }, 'first'));
  value(await library.deletePosts(['lw:a', 'lw:b']));
  value(await library.recordVisit(visit('lw:a'), [passage('a1', 'One.')]));
  value(await library.setNote({ passage: 'a1' }, 'second'));
  expect(value(await library.undo({ post: 'lw:b' }))).toEqual({
    label: 'Delete 2 posts',
    posts: expect.any(Array),
    kept: 1,
  });
  expect(await shown(library)).toEqual({ 'lw:a': { 'n:a1': 'second' }, 'lw:b': {} });
});

test('a thousand actions can be undone and no more; the oldest go first', async () => {
  const { library } = await opened();
  for (let i = 0; i < 1_003; i++) value(await library.setNote({ passage: 'a1' }, `note ${i}`));
  let steps = 0;
  while (value(await library.undo()) !== null) steps++;
  expect(steps).toBe(1_000);
  expect((await shown(library))['lw:a']).toEqual({ 'n:a1': 'note 2' });
});
