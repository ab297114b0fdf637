import type { ClaimType } from '../claims/claim';
import { toldPosition } from '../claims/sure';
import { decisionId, gone, live, withChoice } from './annotations';
import { commit, type Edit, editing } from './changes';
import type { Core } from './database';
import { passageOf } from './find';
import { Refusal } from './problem';
import type { Annotation, PassageRecord } from './records';
import { newestTag } from './tags';
import type { Decide } from './types';

const NAMES: Record<ClaimType, string> = { FQ: 'Feedback', IN: 'Incentive', CB: 'Concepts', VV: 'Verification' };
const VERBS = { accepted: 'Accept', rejected: 'Reject', added: 'Add' } as const;

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
      position: given.shown === undefined ? toldPosition(machine) : given.shown,
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
