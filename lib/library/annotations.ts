import type { ClaimType, Topic } from '../claims/claim';
import type { Edit } from './changes';
import type { Core } from './database';
import type { Annotation } from './records';

export const decisionId = (passage: string, type: ClaimType): string => `d:${passage}:${type}`;
export const passageNoteId = (passage: string): string => `n:${passage}`;

/** True for the reader's note on a passage as a whole, which is kept as a highlight of it without a type. */
export const isPassageNote = (annotation: Annotation): boolean => annotation.id.startsWith('n:');

/** Sets an optional field, or takes it away where the value is undefined. */
export function withChoice<T extends { position?: number | null | undefined; topics?: Topic[] | undefined }>(
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

/** The annotation where the reader has not removed it. */
export const live = (annotation: Annotation | undefined): Annotation | null =>
  annotation && annotation.deletedAt === null ? annotation : null;

/** The removal of an annotation: its words stay, marked as deleted. */
export const gone = (core: Core, annotation: Annotation): Edit => {
  const now = core.clock();
  return { table: 'annotations', before: annotation, after: { ...annotation, deletedAt: now, updatedAt: now } };
};
