import type { SyncDraft } from './sync-model';

/** All that the form holds, for whichever storage is chosen; nothing typed is lost by looking at the other one. */
export interface SyncFields {
  kind: 'webdav' | 's3';
  davAddress: string;
  user: string;
  password: string;
  bucketAddress: string;
  region: string;
  folder: string;
  accessKey: string;
  secretKey: string;
}

export type FieldName = Exclude<keyof SyncFields, 'kind'>;

export const NO_FIELDS: SyncFields = {
  kind: 'webdav',
  davAddress: '',
  user: '',
  password: '',
  bucketAddress: '',
  region: '',
  folder: 'cruxlight',
  accessKey: '',
  secretKey: '',
};

export type Faults = Partial<Record<FieldName, string>>;

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Why an address can't be one; null where it can. */
export function addressFault(address: string): string | null {
  const text = address.trim();
  if (text === '') return 'Type the address.';
  if (!/^https?:\/\//iu.test(text)) return 'The address begins with https://';
  if (!URL.canParse(text)) return 'This is no address.';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'Leave name and password out of the address.';
  // Anybody on the way could read the password; the browser's permission is for https alone, too.
  return url.protocol === 'https:' || LOCAL.has(url.hostname) ? null : 'Only https:// keeps your password private.';
}

const missing = (value: string, words: string): string | null => (value.trim() === '' ? words : null);

/** What keeps these fields from being used, by field. */
export function faultsOf(fields: SyncFields): Faults {
  const found: Record<string, string | null> =
    fields.kind === 'webdav'
      ? {
          davAddress: addressFault(fields.davAddress),
          user: missing(fields.user, 'Type the user name.'),
          password: missing(fields.password, 'Type the app password.'),
        }
      : {
          bucketAddress: addressFault(fields.bucketAddress),
          region: missing(fields.region, 'Type the region.'),
          accessKey: missing(fields.accessKey, 'Type the access key.'),
          secretKey: missing(fields.secretKey, 'Type the secret key.'),
        };
  return Object.fromEntries(Object.entries(found).filter((it): it is [string, string] => it[1] !== null));
}

export function draftOf(fields: SyncFields): SyncDraft {
  if (fields.kind === 'webdav') {
    const { davAddress, user, password } = fields;
    return { kind: 'webdav', address: davAddress.trim(), user: user.trim(), password };
  }
  const { bucketAddress, region, folder, accessKey, secretKey } = fields;
  return {
    kind: 's3',
    address: bucketAddress.trim(),
    region: region.trim(),
    folder: folder.trim().replace(/^\/+|\/+$/gu, ''),
    accessKey: accessKey.trim(),
    secretKey: secretKey.trim(),
  };
}
