import { newId } from '../base/clock';
import type { ClaimType, Topic } from '../claims/claim';
import { commit, type Edit, editing } from './changes';
import type { Core } from './database';
import { passageOf, postOf } from './find';
import { Refusal } from './problem';
import type { Annotation, PassageRecord } from './records';
import { newestTag } from './tags';
import type { Decide, HighlightPatch, NewHighlight } from './types';

const NAMES: Record<ClaimType, string> = { FQ: 'Feedback', IN: 'Incentive', CB: 'Concepts', VV: 'Verification' };
const VERBS = { accepted: 'Accept', rejected: 'Reject', added: 'Add' } as const;

export const decisionId = (passage: string, type: ClaimType): string => `d:${passage}:${type}`;
export const passageNoteId = (passage: string): string => `n:${passage}`;

/** True for the reader's note on a passage as a whole, which is kept as a highlight of it without a type. */
export const isPassageNote = (annotation: Annotation): boolean => annotation.id.startsWith('n:');

/** Sets an optional field, or takes it away where the value is undefined. */
function withChoice<T extends { position?: number | null | undefined; topics?: Topic[] | undefined }>(
  record: T,
  choice: { position?: number | null | undefined; topics?: Topic[] | undefined },
): T {
  const next = { ...record };
  if (choice.position === undefined) delete next.position;
  else next.position = choice.position;
  if (choice.topics === undefined) delete next.topics;
  else next.topics = choice.topics;
  return next;
}

const live = (annotation: Annotation | undefined): Annotation | null =>
  annotation && annotation.deletedAt === null ? annotation : null;

/** The decision as it will stand, with what the machine said at the time. */
async function decided(core: Core, passage: PassageRecord, before: Annotation | null, given: Decide) {
  const now = core.clock();
  const record = await newestTag(core, passage.id);
  const machine = record?.tag.claims.find((claim) => claim.type === given.type);
  const fresh: Annotation = {
    id: decisionId(passage.id, given.type),
    kind: 'decision',
    post: passage.post,
    passage: passage.id,
    selectors: passage.selectors,
    type: given.type,
    verdict: given.verdict,
    note: '',
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  if (record && machine)
    fresh.seen = {
      position: machine.position,
      confidence: machine.confidence,
      topics: record.tag.topics,
      engine: record.engine,
    };
  const base = before ?? fresh;
  const same =
    before !== null &&
    before.verdict === given.verdict &&
    (given.position === undefined || given.position === before.position) &&
    (given.topics === undefined || given.topics.join() === before.topics?.join());
  if (same) return before;
  return withChoice(
    { ...base, verdict: given.verdict, updatedAt: now },
    {
      position: given.position === undefined ? base.position : given.position,
      topics: given.topics ?? base.topics,
    },
  );
}

/** Accepts, corrects, rejects or adds one claim type of one passage. What the reader said before and does not name stays. */
export function decide(core: Core, given: Decide): Promise<Annotation> {
  return editing(core, async () => {
    const passage = await passageOf(core, given.passage);
    const stored = await core.annotations.get(decisionId(passage.id, given.type));
    const after = await decided(core, passage, live(stored), given);
    const verb = given.position === undefined && given.topics === undefined ? VERBS[given.verdict] : 'Correct';
    await commit(core, `${given.verdict === 'rejected' ? 'Reject' : verb} ${NAMES[given.type]}`, [
      { table: 'annotations', before: stored ?? null, after },
    ]);
    return after;
  });
}

const gone = (core: Core, annotation: Annotation): Edit => {
  const now = core.clock();
  return { table: 'annotations', before: annotation, after: { ...annotation, deletedAt: now, updatedAt: now } };
};

/** Takes a decision back, so that the machine's proposal stands alone again. Nothing happens where there is none. */
export function clearDecision(core: Core, passageId: string, type: ClaimType): Promise<null> {
  return editing(core, async () => {
    const passage = await passageOf(core, passageId);
    const before = live(await core.annotations.get(decisionId(passage.id, type)));
    if (before) await commit(core, `Clear ${NAMES[type]}`, [gone(core, before)]);
    return null;
  });
}

/** Says that a passage claims something of another type: one rejects, the other adds, both undone together. */
export function changeType(core: Core, passageId: string, from: ClaimType, to: ClaimType): Promise<Annotation> {
  return editing(core, async () => {
    const passage = await passageOf(core, passageId);
    if (from === to) throw new Refusal('invalid', 'The claim already has that type.');
    const left = await core.annotations.get(decisionId(passage.id, from));
    const right = await core.annotations.get(decisionId(passage.id, to));
    const proposes = (await newestTag(core, passage.id))?.tag.claims ?? [];
    const old = live(left);
    const edits: Edit[] = [];
    if (proposes.some((claim) => claim.type === from)) {
      const rejected = await decided(core, passage, old, { passage: passage.id, type: from, verdict: 'rejected' });
      edits.push({ table: 'annotations', before: left ?? null, after: { ...rejected, note: '' } });
    } else if (old) edits.push(gone(core, old));
    const verdict = proposes.some((claim) => claim.type === to) ? 'accepted' : 'added';
    const chosen = await decided(core, passage, live(right), { passage: passage.id, type: to, verdict });
    // The words of the reader's note go with the claim that it is about.
    const note = [chosen.note, old?.note ?? ''].filter((text) => text !== '').join('\n\n');
    const after = { ...chosen, note };
    edits.push({ table: 'annotations', before: right ?? null, after });
    await commit(core, `Change ${NAMES[from]} to ${NAMES[to]}`, edits);
    return after;
  });
}

/** Sets the note of an annotation, or of a passage as a whole. An empty note on a passage takes it away. */
export function setNote(
  core: Core,
  target: { annotation: string } | { passage: string },
  note: string,
): Promise<Annotation | null> {
  return editing(core, async () => {
    const now = core.clock();
    if ('annotation' in target && !target.annotation.startsWith('n:')) {
      const before = live(await core.annotations.get(target.annotation));
      if (!before) throw new Refusal('missing', 'That annotation is not in your library any more.');
      if (before.note === note) return before;
      const after = { ...before, note, updatedAt: now };
      await commit(core, 'Edit note', [{ table: 'annotations', before, after }]);
      return after;
    }
    const id = 'passage' in target ? target.passage : target.annotation.slice(2);
    const passage = await passageOf(core, id);
    const stored = await core.annotations.get(passageNoteId(passage.id));
    const before = live(stored);
    if ((before?.note ?? '') === note) return before;
    if (note === '' && before) {
      await commit(core, 'Remove note', [gone(core, before)]);
      return null;
    }
    const after: Annotation = {
      id: passageNoteId(passage.id),
      kind: 'highlight',
      post: passage.post,
      passage: passage.id,
      selectors: passage.selectors,
      type: null,
      verdict: null,
      createdAt: now,
      ...before,
      note,
      updatedAt: now,
      deletedAt: null,
    };
    await commit(core, before ? 'Edit note' : 'Add note', [{ table: 'annotations', before: stored ?? null, after }]);
    return after;
  });
}

/** Keeps words that the reader chose, with or without a type. */
export function addHighlight(core: Core, given: NewHighlight): Promise<Annotation> {
  return editing(core, async () => {
    const post = await postOf(core, given.post);
    const passage = given.passage === null ? null : (await passageOf(core, given.passage)).id;
    const now = core.clock();
    const after = withChoice<Annotation>(
      {
        id: `h:${newId(core.random)}`,
        kind: 'highlight',
        post: post.key,
        passage,
        selectors: given.selectors,
        type: given.type,
        verdict: null,
        note: given.note,
        createdAt: now,
        updatedAt: now,
        deletedAt: null,
      },
      given,
    );
    await commit(core, 'Highlight', [{ table: 'annotations', before: null, after }]);
    return after;
  });
}

export function updateHighlight(core: Core, id: string, patch: HighlightPatch): Promise<Annotation> {
  return editing(core, async () => {
    const before = live(await core.annotations.get(id));
    if (before?.kind !== 'highlight') throw new Refusal('missing', 'That highlight is not in your library any more.');
    const passage = patch.passage ? (await passageOf(core, patch.passage)).id : patch.passage;
    const next = withChoice<Annotation>(
      {
        ...before,
        passage: passage === undefined ? before.passage : passage,
        selectors: patch.selectors ?? before.selectors,
        type: patch.type === undefined ? before.type : patch.type,
        note: patch.note ?? before.note,
      },
      {
        position: 'position' in patch ? patch.position : before.position,
        topics: 'topics' in patch ? patch.topics : before.topics,
      },
    );
    const changed = JSON.stringify(next) !== JSON.stringify(before);
    const after = changed ? { ...next, updatedAt: core.clock() } : before;
    await commit(core, 'Edit highlight', [{ table: 'annotations', before, after }]);
    return after;
  });
}

/** Removes a highlight, a note or a decision. It can be undone. */
export function removeAnnotation(core: Core, id: string): Promise<null> {
  return editing(core, async () => {
    const before = live(await core.annotations.get(id));
    if (!before) return null;
    const label =
      before.kind === 'decision' ? 'Clear decision' : isPassageNote(before) ? 'Remove note' : 'Remove highlight';
    await commit(core, label, [gone(core, before)]);
    return null;
  });
}
