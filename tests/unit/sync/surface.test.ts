import { expect, test } from 'vitest';
import * as sync from '../../../lib/sync';
import { memoryTransport } from '../../../lib/sync/transports/memory';
import { Device } from '../../fixtures/sync/world';

test('what the extension calls is in one place', () => {
  expect(Object.keys(sync).sort()).toEqual([
    'LOCKED_WORDS',
    'PLAIN_WORDS',
    'STEPS',
    'STEP_WORDS',
    'addSlot',
    'addressWords',
    'beginSession',
    'conflictsIn',
    'conflictsOf',
    'connectionWords',
    'exportBundle',
    'forgetDevice',
    'importBundle',
    'isAlive',
    'leave',
    'newRecoveryCode',
    'normalizeCode',
    'problemWords',
    'putSlot',
    'readAddress',
    'readBundle',
    'readSlots',
    'reconcile',
    'recordChanges',
    'redirectTarget',
    'retryAfter',
    's3',
    's3Signer',
    'setUp',
    'setUpWords',
    'shownRecord',
    'statusOf',
    'syncOnce',
    'testConnection',
    'unlock',
    'webDav',
    'webPrimitives',
  ]);
});

test('both texts of a note written on two devices are found, and writing it again resolves them', async () => {
  const transport = memoryTransport();
  const [a, b] = [await Device.start(transport, 1), await Device.start(transport, 2)];
  await a.set('annotations/a', { note: 'one text', type: 'FQ' });
  await b.set('annotations/a', { note: 'another', type: 'FQ' });
  for (const device of [a, b, a]) await device.sync();
  const found = await sync.conflictsIn(a.store);
  expect([...found.keys()]).toEqual(['annotations/a']);
  expect([...(found.get('annotations/a')?.note ?? [])].sort()).toEqual(['another', 'one text']);
  await a.set('annotations/a', { note: 'one text, another' });
  for (const device of [a, b]) await device.sync();
  for (const device of [a, b]) expect(await sync.conflictsIn(device.store)).toEqual(new Map());
});

test('what is said of privacy does not promise more than is kept', () => {
  const words = [...Object.values(sync.LOCKED_WORDS), ...Object.values(sync.PLAIN_WORDS)];
  for (const sentence of words) expect(sentence).not.toMatch(/AES|PBKDF2|zero.knowledge|unbreakable|100 ?%/i);
});
