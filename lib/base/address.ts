import { err, ok, type Result } from './result';

/** This very machine: what is said to it is not on the way anywhere. */
export const isOwnMachine = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/** An address that secrets may be sent to: https, or http on this very machine. The reason is the end of a sentence. */
export function checkAddress(address: string): Result<URL> {
  if (!URL.canParse(address)) return err('this is not an address');
  const url = new URL(address);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwnMachine(url.hostname)))
    return err('only https, or http on your own machine');
  if (url.username !== '' || url.password !== '')
    return err('no name or password in the address: there is a field for each');
  return ok(url);
}

/** The permission that an address needs, as a match pattern: one host, any port. Null where it can't be used. */
export function originPattern(address: string): string | null {
  const url = checkAddress(address);
  return url.ok ? `${url.value.protocol}//${url.value.hostname}/*` : null;
}
