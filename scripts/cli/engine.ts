import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../../lib/claims/claim';
import { createEmbeddedEngine } from '../../lib/claims/embedded';

export const WEIGHTS = fileURLToPath(new URL('../../assets/model/claims.bin', import.meta.url));

/** The embedded engine with the committed weights. A corrupt file is a fault of the installation, so it throws. */
export async function embeddedEngine(): Promise<Engine> {
  const engine = createEmbeddedEngine(await readFile(WEIGHTS));
  if (!engine.ok) throw new Error(`${WEIGHTS}: ${engine.error}`);
  return engine.value;
}
