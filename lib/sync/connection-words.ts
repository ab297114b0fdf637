import type { AddressProblem } from './address';
import type { ConnectionFault, ConnectionStep } from './connection';
import type { TransportFault } from './ports';
import type { SetUpProblem } from './setup';

/** What is wrong, and how it is mended: the likeliest first. Plain text. */
export interface Advice {
  what: string;
  mend: string[];
}

/** What the caller knows besides the fault. */
export interface About {
  storage: 'webdav' | 's3';
  url: string;
  /** The browser has a network connection. */
  online?: boolean;
  /** The browser has given the extension its permission for the address. */
  permitted?: boolean;
  /** Where a redirect leads, where that could be found out. */
  redirect?: string | null;
}

/** What a step is called while it runs. */
export const STEP_WORDS: Record<ConnectionStep, string> = {
  list: 'Looking into the folder',
  'make-root': 'Making the folder',
  folder: 'Making a folder inside',
  write: 'Writing a test file',
  read: 'Reading it back',
  remove: 'Removing it',
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'the server');

/** The last name of an address: what the reader calls the folder. */
function folderOf(url: string): string {
  const name = URL.canParse(url) ? new URL(url).pathname.split('/').filter(Boolean).at(-1) : undefined;
  try {
    return name === undefined ? '' : decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name ?? '';
    throw error;
  }
}

const named = (url: string): string => (folderOf(url) ? `the folder “${folderOf(url)}”` : 'this folder');

const NEXTCLOUD =
  'For Nextcloud and ownCloud the address ends in /remote.php/dav/files/YOUR-NAME/FOLDER; it stands in their Files app under Settings as “WebDAV”.';

const ADDRESS_WORDS: Record<AddressProblem, Advice> = {
  'no-address': {
    what: 'This is no address of a server.',
    mend: ['Copy the whole address of the folder, beginning with https://.'],
  },
  'not-encrypted': {
    what: 'This address begins with http://: anybody on the way could read your password.',
    mend: [
      'Try the same address with https://.',
      'If the server only speaks http, switch on https in its settings. A certificate that the browser accepts is needed.',
    ],
  },
  'has-password': {
    what: 'There is a name or a password inside the address.',
    mend: ['Take what stands before the @ out of the address, and enter it in the fields for name and password.'],
  },
  'is-a-page': {
    what: 'This is the address of a page or of a share, not of a folder that programs can use.',
    mend: ['Look in the storage’s settings for its “WebDAV” address.', NEXTCLOUD],
  },
};

/** What to do about an address that can't be used. */
export const addressWords = (problem: AddressProblem): Advice => ADDRESS_WORDS[problem];

/** A fetch that fails in a browser says nothing but that it failed, so all that it can be is named, the likeliest first. */
function unreachable({ storage, url, online, permitted }: About): Advice {
  const host = hostOf(url);
  if (online === false)
    return { what: 'This computer has no network connection.', mend: ['Connect it, then try again.'] };
  if (permitted === false)
    return {
      what: `The browser has not let Cruxlight talk to ${host}.`,
      mend: ['Try again and choose “Allow” when the browser asks.'],
    };
  return {
    what: `${host} can’t be reached. The browser does not tell why.`,
    mend: [
      `Check the address for a slip of the pen, and that ${host} is switched on and in the same network or on the internet.`,
      `Open ${url} in a tab. If the browser warns of the certificate, that is the reason: give the server one that the browser accepts, or make the browser trust it for good. Going past the warning once is not enough.`,
      ...(storage === 's3'
        ? [
            'If the tab shows an answer in XML, the bucket may lack a CORS rule: allow this extension’s origin, the methods GET, PUT and DELETE, and all headers.',
          ]
        : []),
      'If a blocker, a firewall or a VPN is on, let the address through.',
      ...(url.startsWith('https:') ? ['If the server only speaks http, switch on https there.'] : []),
    ],
  };
}

function unauthorized({ storage }: About): Advice {
  return {
    what: 'The server does not accept the name or the password.',
    mend: [
      ...(storage === 's3'
        ? ['Check both keys. They belong together, and can be used only for some buckets.']
        : [
            'Check both. The name may be another than your mail address.',
            'If you sign in there with a second step (a code, a phone), make an app password in the storage’s security settings and enter that.',
          ]),
    ],
  };
}

function forbidden(step: ConnectionStep, { storage, url }: About): Advice {
  // A bucket has no other answer to keys that are wrong.
  if (storage === 's3')
    return {
      what: step === 'list' ? 'The bucket refuses these keys.' : 'These keys may read the bucket and not write to it.',
      mend: [
        'Check both keys, the bucket’s name and the region.',
        'The keys need the rights to list the bucket and to get, put and delete objects in it.',
        'Check this computer’s clock: signatures are refused when it is more than 15 minutes wrong.',
      ],
    };
  if (step === 'list')
    return {
      what: 'The server knows you, and does not let you into this folder.',
      mend: [
        'Check the folder’s name in the address: it may be somebody else’s.',
        'Ask whoever runs the server for the right to it.',
      ],
    };
  return {
    what: `You may read ${named(url)} and not write to it.`,
    mend: [
      'Give the account the right to write there.',
      'If the folder is shared with you, ask its owner to let you edit.',
      'Or choose another folder.',
    ],
  };
}

function missing(step: ConnectionStep, { storage, url }: About): Advice {
  const folder = folderOf(url);
  if (storage === 's3')
    return {
      what: 'There is no such bucket at this address.',
      mend: ['Check the bucket’s name, the address and the region.'],
    };
  if (step === 'list')
    return {
      what: folder ? `There is no folder “${folder}” on the server.` : 'There is no folder at this address.',
      mend: [
        ...(folder ? ['Make it there, or let Cruxlight make it.'] : []),
        `If it is there, the part of the address before it is wrong. ${NEXTCLOUD}`,
      ],
    };
  return {
    what:
      step === 'make-root'
        ? `Cruxlight can’t make ${named(url)}, because the one above it is not there either.`
        : 'The server no longer finds the folder that it has just shown.',
    mend: [`Check the address. ${NEXTCLOUD}`, 'Or make the folder in the storage’s own app.'],
  };
}

/** Something answers that is no such storage. */
function unexpected(step: ConnectionStep, detail: string, { storage, url }: About): Advice {
  const status = /\b([2-5]\d\d)\b/.exec(detail)?.[1];
  if (step === 'read')
    return {
      what: 'What was read back is not what was written.',
      mend: [
        'A virus scanner, a proxy or the provider changes files on their way. Let it leave this folder alone.',
        'Or choose another storage.',
      ],
    };
  if (step !== 'list')
    return {
      what: `The server did not do what was asked (status ${status ?? 'unknown'}), though it shows the folder.`,
      mend: [
        'It may be full, or let you only read. Try to put a file there with the storage’s own app.',
        'Look into the server’s log.',
      ],
    };
  if (storage === 's3')
    return {
      what: `What answers at ${hostOf(url)} is not this bucket${status ? ` (status ${status})` : ''}.`,
      mend: ['Check the region and the address.', 'If this network has a sign-in page (hotel, train), sign in first.'],
    };
  const html = status === '200';
  return {
    what: html
      ? `A web page answers at ${hostOf(url)}, not a storage.`
      : `The server answers and does not speak WebDAV at this address${status ? ` (status ${status})` : ''}.`,
    mend: [
      ...(html ? ['If this network has a sign-in page (hotel, train), sign in first.'] : []),
      `Check the address: it must be the one for WebDAV. ${NEXTCLOUD}`,
      'Check that WebDAV is switched on in the server’s settings.',
    ],
  };
}

function redirect(to: string | null, { storage, url, redirect }: About): Advice {
  const target = redirect ?? to;
  const where = target && URL.canParse(target, url) ? new URL(target, url).href : null;
  if (storage === 's3')
    return {
      what: where ? `The bucket is elsewhere: ${where}` : 'The bucket is elsewhere.',
      mend: ['Enter the address and the region that your provider shows for it.'],
    };
  return {
    what: where ? `The address leads on to ${where}` : 'The address leads on to another one. Nothing was sent there.',
    mend: [
      ...(where && where === `${url.replace(/^http:/, 'https:')}${where.endsWith('/') && !url.endsWith('/') ? '/' : ''}`
        ? ['Enter the address with https://.']
        : []),
      'If it leads to a page where you sign in, this is not the address for WebDAV, or this network wants you to sign in first.',
      where ? 'Else enter the address where it ends.' : 'Open it in a tab and look where it ends.',
      NEXTCLOUD,
    ],
  };
}

/** What a failed test of the connection means, and how it is mended. */
export function connectionWords({ step, fault }: ConnectionFault, about: About): Advice {
  const again = 'Try again in a minute.';
  switch (fault.kind) {
    case 'unreachable':
      return unreachable(about);
    case 'unauthorized':
      return unauthorized(about);
    case 'forbidden':
      return forbidden(step, about);
    case 'missing':
    case 'conflict':
      return missing(step, about);
    case 'unexpected':
      return unexpected(step, fault.detail, about);
    case 'redirect':
      return redirect(fault.to, about);
    case 'full':
      return {
        what: 'The storage is full.',
        mend: ['Make room there, or choose another folder. A few megabytes are enough for years.'],
      };
    case 'precondition':
      return { what: 'The server refused to take a file.', mend: [again, 'Look into the server’s log.'] };
    case 'busy':
      return {
        what: `${hostOf(about.url)} has trouble of its own (status ${fault.status}).`,
        mend: [
          again,
          ...(fault.status >= 500 ? ['If it stays so, look into the server’s log, or ask whoever runs it.'] : []),
        ],
      };
    case 'timeout':
      return {
        what: `${hostOf(about.url)} did not answer in time.`,
        mend: [again, 'If it is a disk at home, it may have been asleep.', 'Check the address and its port.'],
      };
    case 'aborted':
      return { what: 'The test was stopped.', mend: ['Try again.'] };
  }
}

/** What kept sync from being set up, and how it is mended. */
export function setUpWords(problem: SetUpProblem, about: About): Advice {
  switch (problem.kind) {
    case 'transport':
      return connectionWords({ step: stepOf(problem.fault), fault: problem.fault }, about);
    case 'wrong-passphrase':
      return {
        what: 'This is not the passphrase of the library in that folder. Nothing was changed.',
        mend: [
          'Type it again; capitals count.',
          'Or enter the recovery code in its place.',
          'If both are lost, nobody can open it: choose an empty folder and begin anew. Everything in this browser is kept.',
        ],
      };
    case 'passphrase-needed':
      return {
        what: 'The library in that folder is locked with a passphrase.',
        mend: ['Enter the passphrase that you chose on your other device, or its recovery code.'],
      };
    case 'unreadable-slot':
      return problem.newer
        ? {
            what: 'The library in that folder was made by a newer version of Cruxlight.',
            mend: ['Update Cruxlight in this browser, then try again.'],
          }
        : {
            what: `A key file in that folder is not whole: ${problem.path}. Nothing was changed.`,
            mend: [
              'Another device may be setting up just now: try again in a minute.',
              'If a backup of the folder was put back, put that file back too.',
            ],
          };
    case 'not-stored':
      return {
        what: 'The server said that it had kept a file, and gives back another.',
        mend: ['Try again in a minute.', 'If it stays so, choose another storage: this one can’t be relied on.'],
      };
  }
}

/** While setting up, a fault of rights or room can only come from writing, any other from reading. */
const stepOf = (fault: TransportFault): ConnectionStep =>
  fault.kind === 'full' || fault.kind === 'forbidden' || fault.kind === 'precondition' ? 'write' : 'list';
