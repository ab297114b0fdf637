import * as z from 'zod';
import { checkAddress } from '../../../lib/base/address';
import { err, ok, type Result } from '../../../lib/base/result';
import { whatLeaves } from '../../../lib/claims/engines';
import { type EngineChoice, type EngineDraft, engineKindSchema } from '../../../lib/messaging/engine';
import type { PrivateStore } from '../private-store';

/** The chosen engine as it is stored, its key included. `agreed` is the sentence that the reader agreed to, or null. */
const storedSchema = z.object({
  kind: engineKindSchema,
  address: z.string().max(2_000),
  model: z.string().max(120),
  key: z.string().max(1_000).nullable(),
  agreed: z.string().max(2_000).nullable(),
  automatic: z.boolean(),
});
export type StoredChoice = z.infer<typeof storedSchema>;

const NAME = 'engine';
const EMBEDDED: StoredChoice = {
  kind: 'embedded',
  address: '',
  model: '',
  key: null,
  agreed: null,
  automatic: true,
};

/** The choice; anything that does not parse is as if nothing had been chosen. */
export async function storedChoice(store: PrivateStore): Promise<StoredChoice> {
  const parsed = storedSchema.safeParse(await store.get(NAME));
  return parsed.success ? parsed.data : EMBEDDED;
}

/** What may be shown: everything but the key itself. */
export const shownChoice = ({ key, agreed, ...rest }: StoredChoice): EngineChoice => ({
  ...rest,
  hasKey: key !== null,
  agreed: agreed !== null,
});

const needsAddress = (kind: EngineChoice['kind']) => kind !== 'embedded' && kind !== 'built-in';

/**
 * A draft with the key that goes with it. A key is kept only for the address and protocol that it was given for: whoever
 * changes the address must give the key again, so that it is never sent elsewhere.
 */
export async function completeDraft(store: PrivateStore, draft: EngineDraft): Promise<Result<StoredChoice>> {
  const kept = await storedChoice(store);
  const { kind, model, automatic } = draft;
  if (!needsAddress(kind)) return ok({ ...EMBEDDED, kind, automatic });
  const address = draft.address.trim();
  const url = checkAddress(address);
  if (!url.ok) return err(`The address can’t be used: ${url.error}.`);
  if (model.trim() === '') return err('Name the model that the endpoint is to use.');
  const same = kept.kind === kind && URL.canParse(kept.address) && new URL(kept.address).origin === url.value.origin;
  const key = draft.key === undefined ? (same ? kept.key : null) : draft.key || null;
  return ok({ kind, address, model: model.trim(), key, agreed: null, automatic });
}

/** Stores a choice. What the reader agreed to is stored with it, word for word. */
export async function choose(store: PrivateStore, draft: EngineDraft): Promise<Result<StoredChoice>> {
  const whole = await completeDraft(store, draft);
  if (!whole.ok) return whole;
  const leaves = whatLeaves(whole.value.kind, whole.value.address);
  if (!leaves.ok) return leaves;
  if (needsAddress(whole.value.kind) && !draft.agreed) return err('Nothing is sent before you agree to it.');
  const choice = { ...whole.value, agreed: leaves.value };
  await store.set(NAME, choice);
  return ok(choice);
}

/** Back to the embedded tagger; the key and the agreement are gone. */
export async function withdraw(store: PrivateStore): Promise<StoredChoice> {
  await store.set(NAME, EMBEDDED);
  return EMBEDDED;
}
