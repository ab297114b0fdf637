import { browser } from 'wxt/browser';
import { originPattern } from '../../lib/base/address';
import { err, ok, type Result } from '../../lib/base/result';

/**
 * Asks the browser for the one origin of an address. Must be called first thing by a click: both browsers refuse later. An
 * address that can't be used asks for nothing: whoever uses it says what is wrong with it.
 */
export async function allow(address: string): Promise<Result<null>> {
  const pattern = originPattern(address.trim());
  if (pattern === null) return ok(null);
  try {
    const granted = await browser.permissions.request({ origins: [pattern] });
    return granted ? ok(null) : err('Without the permission to reach that address, it can’t be used.');
  } catch (cause) {
    // An origin that the manifest does not list as optional, or no click.
    return err(
      `The browser did not let Cruxlight ask for that address (${cause instanceof Error ? cause.message : cause}).`,
    );
  }
}

/** Gives the permission back. One that came with the extension (a site that it reads) stays, which is no failure here. */
export async function disallow(address: string): Promise<void> {
  const pattern = originPattern(address);
  if (pattern === null) return;
  try {
    await browser.permissions.remove({ origins: [pattern] });
  } catch (cause) {
    console.info(`Cruxlight keeps the permission for ${pattern}:`, cause);
  }
}
