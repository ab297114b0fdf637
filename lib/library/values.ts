import { commit, editing } from './changes';
import type { Core } from './database';
import { type Curation, type Settings, settingsSchema } from './records';

const SETTINGS = 'settings';

/** The reader's choices; what is not stored, or does not parse, is as when newly installed. */
export async function settings(core: Core): Promise<Settings> {
  const stored = await core.values.get(SETTINGS);
  const parsed = settingsSchema.safeParse(stored?.value ?? {});
  if (parsed.success) return parsed.data;
  // One damaged choice does not take the others with it.
  const whole: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    const value: unknown = typeof stored?.value === 'object' ? Reflect.get(stored.value ?? {}, name) : undefined;
    if (value !== undefined && schema.safeParse(value).success) whole[name] = value;
  }
  return settingsSchema.parse(whole);
}

export function saveSettings(core: Core, patch: Partial<Settings>): Promise<Settings> {
  return Promise.resolve(
    core.db.transaction('rw', [core.values.table], async () => {
      const next = settingsSchema.parse({ ...(await settings(core)), ...patch });
      await core.values.put({ id: SETTINGS, value: next });
      return next;
    }),
  );
}

/** What the reader decided about the synthesis and did not take back. */
export async function curations(core: Core): Promise<Curation[]> {
  return (await core.curations.all()).filter((it) => it.deletedAt === null);
}

const LABELS: Record<Curation['kind'], string> = {
  'merge-speakers': 'Merge speakers',
  'rename-speaker': 'Rename speaker',
  'pin-cell': 'Pin cell',
  'overrule-cell': 'Overrule verdict',
};

/** Stores a decision about the synthesis; one with the same id is replaced. It can be undone. */
export function curate(core: Core, after: Curation): Promise<Curation> {
  return editing(core, async () => {
    const before = (await core.curations.get(after.id)) ?? null;
    await commit(core, LABELS[after.kind], [{ table: 'curations', before, after }]);
    return after;
  });
}

export function removeCuration(core: Core, id: string): Promise<null> {
  return editing(core, async () => {
    const before = await core.curations.get(id);
    if (!before || before.deletedAt !== null) return null;
    const after = { ...before, deletedAt: core.clock() };
    await commit(core, `Take back: ${LABELS[before.kind]}`, [{ table: 'curations', before, after }]);
    return null;
  });
}
