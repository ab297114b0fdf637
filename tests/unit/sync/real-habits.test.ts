import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REAL_SERVERS, type RealServer } from '../../fixtures/sync/servers/real';
import { need } from './need';

/**
 * In what the servers that people run differ: why nothing in sync rests on preconditions, on locks, or on what a server says
 * that it stored. Measured anew in each run; a version that is not in the table is measured and not judged.
 */
interface Habits {
  /** `If-None-Match: *` on a file that is there. */
  create: 'refused' | 'overwritten';
  /** `If-Match` with the tag of an older content. */
  staleIfMatch: 'refused' | 'overwritten';
  /** An upload that breaks off half way leaves … */
  brokenUpload: 'nothing' | 'half a file, served with 200';
  /** PUT into a folder that is not there. */
  noParent: number;
  /** MKCOL of a folder that is there. */
  folderThere: number;
  /** PROPFIND of a folder without its slash. */
  noSlash: number;
}

const MEASURED: Record<string, Habits> = {
  'Apache mod_dav 2.4': {
    create: 'refused',
    staleIfMatch: 'refused',
    brokenUpload: 'nothing',
    noParent: 409,
    folderThere: 405,
    noSlash: 301,
  },
  'rclone serve webdav 1.60': {
    create: 'overwritten',
    staleIfMatch: 'overwritten',
    brokenUpload: 'half a file, served with 200',
    noParent: 404,
    folderThere: 201,
    noSlash: 207,
  },
  'lighttpd mod_webdav 1.4': {
    create: 'refused',
    staleIfMatch: 'refused',
    brokenUpload: 'nothing',
    noParent: 409,
    folderThere: 405,
    noSlash: 207,
  },
};

const send = (url: string, method: string, headers: Record<string, string> = {}, body?: string) =>
  fetch(url, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) });

/** Says that it brings 200,000 bytes, brings half of them and hangs up. */
const breakOff = (url: string): Promise<void> =>
  new Promise((resolve) => {
    const upload = request(url, { method: 'PUT', headers: { 'content-length': 200_000 } });
    upload.once('error', () => resolve());
    upload.write(Buffer.alloc(100_000, 'x'), () => setTimeout(() => upload.destroy(new Error('hung up')), 50));
  });

async function habitsOf(url: string): Promise<Habits> {
  const overwritten = async (path: string, headers: Record<string, string>) => {
    const { status } = await send(`${url}/${path}`, 'PUT', headers, 'other words');
    const text = await (await send(`${url}/${path}`, 'GET')).text();
    expect([status === 412, text]).toEqual(text === 'words' ? [true, 'words'] : [false, 'other words']);
    return text === 'words' ? 'refused' : 'overwritten';
  };
  await send(`${url}/a`, 'PUT', {}, 'words');
  const create = await overwritten('a', { 'if-none-match': '*' });
  await send(`${url}/b`, 'PUT', {}, 'words of another length');
  const old = (await send(`${url}/b`, 'GET')).headers.get('etag') ?? '"none"';
  await send(`${url}/b`, 'PUT', {}, 'words');
  const staleIfMatch = await overwritten('b', { 'if-match': old });

  await breakOff(`${url}/broken`);
  // How long a server takes to notice is its own affair; what lies there then stays.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const broken = await send(`${url}/broken`, 'GET');
  const half = broken.status === 200 && (await broken.text()).length < 200_000;

  const noParent = (await send(`${url}/none/a`, 'PUT', {}, 'words')).status;
  await send(`${url}/folder/`, 'MKCOL');
  const folderThere = (await send(`${url}/folder/`, 'MKCOL')).status;
  const noSlash = (await send(`${url}/folder`, 'PROPFIND', { depth: '1' })).status;
  return {
    create,
    staleIfMatch,
    brokenUpload: half ? 'half a file, served with 200' : 'nothing',
    noParent,
    folderThere,
    noSlash,
  };
}

for (const { name, whyNot, version, start } of REAL_SERVERS)
  describe(`what ${name} does`, () => {
    const why = whyNot();
    let server: RealServer | null = null;
    beforeAll(async () => {
      if (why === null) server = await start();
    });
    afterAll(() => server?.stop());

    test('is what was measured', async ({ skip }) => {
      need(why, skip);
      const habits = await habitsOf((server as RealServer).url);
      const known = MEASURED[`${name} ${version()}`];
      need(known ? null : `version ${version()} was not measured before; it does: ${JSON.stringify(habits)}`, skip);
      expect(habits).toEqual(known);
    });

    test('forty files of distinct names put at once are all right', async ({ skip }) => {
      need(why, skip);
      const { url } = server as RealServer;
      const names = Array.from({ length: 40 }, (_, i) => `at once ${i}`);
      await Promise.all(names.map((it) => send(`${url}/${encodeURIComponent(it)}`, 'PUT', {}, it)));
      const texts = await Promise.all(
        names.map(async (it) => (await send(`${url}/${encodeURIComponent(it)}`, 'GET')).text()),
      );
      expect(texts).toEqual(names);
    });

    test('six that create one file at once: how many win is counted, for nothing rests on it', async ({ skip }) => {
      need(why, skip);
      const { url } = server as RealServer;
      let shared = 0;
      for (let round = 0; round < 20; round++) {
        const bodies = Array.from({ length: 6 }, (_, i) => `writer ${i}`);
        const answers = await Promise.all(
          bodies.map((body) => send(`${url}/race ${round}`, 'PUT', { 'if-none-match': '*' }, body)),
        );
        const won = bodies.filter((_, i) => answers[i]?.ok);
        if (won.length > 1) shared++;
        // Whoever won, what lies there is what one of the six wrote, whole.
        expect(bodies).toContain(await (await send(`${url}/race ${round}`, 'GET')).text());
      }
      console.info(`${name}: of 20 races ${shared} had more than one winner`);
    });
  });
