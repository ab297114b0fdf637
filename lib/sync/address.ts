import { isOwnMachine } from '../base/address';
import { err, ok, type Result } from '../base/result';

/** Why an address can't be used, before anything is sent to it. */
export type AddressProblem =
  | 'no-address'
  /** `http://`: name, password and files would be readable on the way. */
  | 'not-encrypted'
  /** `https://name:password@host`: fetch refuses it, and it would be shown wherever the address is. */
  | 'has-password'
  /** A link with `?` or `#`: a page in a browser or a share, not a folder. */
  | 'is-a-page';

export interface Address {
  url: string;
  /** What the permission is asked for. */
  origin: string;
}

/** An address as the reader typed it. Without a scheme it is taken for https. `allowHttp`: the reader knows and wants it. */
export function readAddress(typed: string, options: { allowHttp?: boolean } = {}): Result<Address, AddressProblem> {
  const text = typed.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  // Nextcloud and others write their address so for other programs; it is the same over https.
  const known = whole.replace(/^(?:davs|webdavs):/i, 'https:').replace(/^(?:dav|webdav):/i, 'http:');
  if (text === '' || /\s/.test(text.replace(/%20/g, '')) || !URL.canParse(known)) return err('no-address');
  const url = new URL(known);
  if (!/^https?:$/.test(url.protocol)) return err('no-address');
  if (url.username || url.password) return err('has-password');
  if (url.search || url.hash) return err('is-a-page');
  if (url.protocol === 'http:' && !isOwnMachine(url.hostname) && !options.allowHttp) return err('not-encrypted');
  return ok({ url: url.href.replace(/\/+$/, ''), origin: url.origin });
}
