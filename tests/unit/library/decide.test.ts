import { expect, test } from 'vitest';
import { freshLibrary, passage, tagged, value, visit } from './make';

async function onePost() {
  const made = await freshLibrary();
  value(
    await made.library.recordVisit(visit('lw:a'), [
      passage('p1', 'Feedback loops are short here.'),
      passage('p2', 'Second.'),
    ]),
  );
  value(await made.library.putTags([tagged('lw:a', 'p1', [{ type: 'FQ', position: 0.5, confidence: 0.8 }])]));
  return made;
}
const claimsOf = async (library: Awaited<ReturnType<typeof onePost>>['library'], id = 'p1') =>
  value(await library.postView('lw:a'))
    ?.items.find((item) => item.passage.id === id)
    ?.claims.map(({ type, position, status }) => ({ type, position, status }));

test('a proposal is accepted, corrected, rejected and taken back', async () => {
  const { library } = await onePost();
  expect(await claimsOf(library)).toEqual([{ type: 'FQ', position: 0.5, status: 'proposed' }]);
  const first = value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'accepted' }));
  expect(first.id).toBe('d:p1:FQ');
  expect(await claimsOf(library)).toEqual([{ type: 'FQ', position: 0.5, status: 'accepted' }]);
  value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'accepted', position: -1 }));
  expect(await claimsOf(library)).toEqual([{ type: 'FQ', position: -1, status: 'corrected' }]);
  value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'rejected' }));
  expect(await claimsOf(library)).toEqual([{ type: 'FQ', position: -1, status: 'rejected' }]);
  value(await library.clearDecision('p1', 'FQ'));
  expect(await claimsOf(library)).toEqual([{ type: 'FQ', position: 0.5, status: 'proposed' }]);
});

test('what was accepted stays when a later model says otherwise or nothing', async () => {
  const { library } = await onePost();
  value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'accepted' }));
  value(await library.putTags([tagged('lw:a', 'p1', [{ type: 'FQ', position: -1, confidence: 0.9 }])]));
  expect(await claimsOf(library)).toEqual([{ type: 'FQ', position: 0.5, status: 'accepted' }]);
  value(await library.putTags([tagged('lw:a', 'p1', [])]));
  expect(await claimsOf(library)).toEqual([{ type: 'FQ', position: 0.5, status: 'accepted' }]);
});

test('accepting a claim whose side the machine is unsure of confirms no side; the reader gives one', async () => {
  const { library } = await onePost();
  const unsure = { type: 'FQ' as const, position: 0.5, confidence: 0.8, positionConfidence: 0.45 };
  value(await library.putTags([tagged('lw:a', 'p1', [unsure])]));
  value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'accepted' }));
  expect(await claimsOf(library)).toEqual([{ type: 'FQ', position: null, status: 'accepted' }]);
  value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'accepted', position: -1 }));
  expect(await claimsOf(library)).toEqual([{ type: 'FQ', position: -1, status: 'corrected' }]);
  // Where the side stood before the reader, as in a lead, it is accepted with the claim.
  value(await library.clearDecision('p1', 'FQ'));
  value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'accepted', shown: 0.5 }));
  expect(await claimsOf(library)).toEqual([{ type: 'FQ', position: 0.5, status: 'accepted' }]);
});

test('changing the type rejects one claim and adds the other, undone as one', async () => {
  const { library } = await onePost();
  value(await library.changeType('p1', 'FQ', 'VV'));
  expect(await claimsOf(library)).toEqual([
    { type: 'FQ', position: 0.5, status: 'rejected' },
    { type: 'VV', position: null, status: 'added' },
  ]);
  expect(value(await library.undo())).toEqual({ label: 'Change Feedback to Verification', posts: ['lw:a'], kept: 0 });
  expect(await claimsOf(library)).toEqual([{ type: 'FQ', position: 0.5, status: 'proposed' }]);
});

test('changing a type that only the reader gave leaves nothing rejected behind, and moves the note', async () => {
  const { library } = await onePost();
  value(await library.decide({ passage: 'p2', type: 'IN', verdict: 'added' }));
  value(await library.setNote({ annotation: 'd:p2:IN' }, 'money'));
  value(await library.changeType('p2', 'IN', 'CB'));
  const item = value(await library.postView('lw:a'))?.items[1];
  expect(item?.claims.map((claim) => [claim.type, claim.status, claim.note])).toEqual([['CB', 'added', 'money']]);
});

test('an edit that changes nothing leaves no step to undo', async () => {
  const { library } = await onePost();
  value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'accepted' }));
  value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'accepted' }));
  value(await library.setNote({ passage: 'p1' }, ''));
  value(await library.undo());
  expect(value(await library.undoable())).toEqual({ undo: null, redo: 'Accept Feedback' });
});

test('a passage that is not stored is named as missing, and nothing is written', async () => {
  const { library } = await onePost();
  const result = await library.decide({ passage: 'nowhere', type: 'FQ', verdict: 'added' });
  expect(result.ok ? null : result.error.kind).toBe('missing');
  expect(value(await library.undoable())).toEqual({ undo: null, redo: null });
});

test('a note too long to be stored is refused and nothing is written', async () => {
  const { library } = await onePost();
  const result = await library.setNote({ passage: 'p1' }, 'x'.repeat(100_001));
  expect(result.ok ? null : result.error.kind).toBe('invalid');
  expect(value(await library.postView('lw:a'))?.items[0]?.note).toBeNull();
});

test('what is left on the page of a deleted post brings the post back, and undo takes both away', async () => {
  const { library } = await freshLibrary();
  value(await library.recordVisit(visit('lw:a'), [passage('p1', 'One.')]));
  value(await library.deletePosts(['lw:a']));
  value(await library.decide({ passage: 'p1', type: 'FQ', verdict: 'added' }));
  expect(value(await library.postView('lw:a'))?.items[0]?.claims).toHaveLength(1);
  value(await library.undo());
  expect(value(await library.postView('lw:a'))).toBeNull();
});
