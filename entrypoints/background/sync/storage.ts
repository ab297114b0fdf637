import { originPattern } from '../../../lib/base/address';
import { err, ok, type Result } from '../../../lib/base/result';
import type { SyncDraft, SyncView } from '../../../lib/messaging/sync';
import {
  type About,
  type Advice,
  addressWords,
  readAddress,
  s3,
  s3Signer,
  type Transport,
  webDav,
} from '../../../lib/sync';

const sameOrigin = (a: string, b: string) =>
  URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;

const secretOf = (draft: SyncDraft): string | undefined => (draft.kind === 'webdav' ? draft.password : draft.secretKey);

export const withSecret = (draft: SyncDraft, secret: string): SyncDraft =>
  draft.kind === 'webdav' ? { ...draft, password: secret } : { ...draft, secretKey: secret };

/** The draft with the secret that is kept, where none was typed: only for the host that it was given for. */
export function completed(draft: SyncDraft, kept: SyncDraft | null): SyncDraft {
  const typed = secretOf(draft);
  if (typed !== undefined) return draft;
  const same = kept !== null && kept.kind === draft.kind && sameOrigin(kept.address, draft.address);
  return withSecret(draft, same ? (secretOf(kept) ?? '') : '');
}

/** What may be shown of a storage. */
export function shownStorage(draft: SyncDraft): NonNullable<SyncView['storage']> {
  if (draft.kind === 'webdav') return { kind: 'webdav', address: draft.address, user: draft.user };
  const { address, region, folder, accessKey } = draft;
  return { kind: 's3', address, region, folder, accessKey };
}

/** The permission that a storage's address needs, as a match pattern; null where the address can't be used. */
export function storagePattern(address: string): string | null {
  const read = readAddress(address);
  return read.ok ? originPattern(read.value.url) : null;
}

/** What words about a storage need to know. */
export const aboutStorage = (draft: SyncDraft): About => ({ storage: draft.kind, url: draft.address, permitted: true });

/** A way to the storage, or why the address can't be one. */
export function transportTo(draft: SyncDraft, fetch: typeof globalThis.fetch): Result<Transport, Advice> {
  const address = readAddress(draft.address);
  if (!address.ok) return err(addressWords(address.error));
  const { url } = address.value;
  if (draft.kind === 'webdav')
    return ok(
      webDav({
        url,
        user: draft.user,
        password: draft.password ?? '',
        fetch: (address, init) => fetch(address, init),
      }),
    );
  const region = draft.region.trim();
  const sign = s3Signer({
    accessKeyId: draft.accessKey,
    secretAccessKey: draft.secretKey ?? '',
    ...(region ? { region } : {}),
  });
  return ok(s3({ url, prefix: draft.folder.trim(), sign, fetch: (request, init) => fetch(request, init) }));
}
