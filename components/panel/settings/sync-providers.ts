/** How an address looks at each provider, and where the password comes from. Capitals are to be replaced. */
export interface Provider {
  id: string;
  name: string;
  address: string;
  hint: string;
}

export const DAV_PROVIDERS: Provider[] = [
  {
    id: 'nextcloud',
    name: 'Nextcloud',
    address: 'https://HOST/remote.php/dav/files/USER/Cruxlight',
    hint: 'An app password is made in the settings, under Security.',
  },
  {
    id: 'owncloud',
    name: 'ownCloud',
    address: 'https://HOST/remote.php/dav/files/USER/Cruxlight',
    hint: 'An app password is made in the settings, under Security.',
  },
  {
    id: 'koofr',
    name: 'Koofr',
    address: 'https://app.koofr.net/dav/Koofr/Cruxlight',
    hint: 'The user is your e-mail address. An app password is made in the preferences, under Password.',
  },
  {
    id: 'fastmail',
    name: 'Fastmail',
    address: 'https://myfiles.fastmail.com/Cruxlight',
    hint: 'The user is your Fastmail address. An app password for files is made in the settings, under Privacy & Security.',
  },
  {
    id: 'nas',
    name: 'a NAS, or another server',
    address: 'https://HOST:PORT/FOLDER/Cruxlight',
    hint: 'Switch WebDAV over HTTPS on there. The certificate must be one that this browser accepts.',
  },
];

export const BUCKET_PROVIDERS: (Provider & { region: string })[] = [
  {
    id: 'aws',
    name: 'Amazon S3',
    address: 'https://BUCKET.s3.REGION.amazonaws.com',
    region: 'eu-central-1',
    hint: 'Use a key that may list, read, write and delete in this bucket, and nothing else.',
  },
  {
    id: 'r2',
    name: 'Cloudflare R2',
    address: 'https://ACCOUNT.r2.cloudflarestorage.com/BUCKET',
    region: 'auto',
    hint: 'The region is “auto”. Make an API token that may read and write this bucket.',
  },
  {
    id: 'b2',
    name: 'Backblaze B2',
    address: 'https://s3.REGION.backblazeb2.com/BUCKET',
    region: 'eu-central-003',
    hint: 'The region stands in the bucket’s endpoint. Make an application key for this bucket.',
  },
  {
    id: 'other',
    name: 'another one',
    address: 'https://HOST/BUCKET',
    region: 'us-east-1',
    hint: 'Where nothing is said about a region, “us-east-1” is usual.',
  },
];
