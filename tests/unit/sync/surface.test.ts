import { expect, test } from 'vitest';
import * as sync from '../../../lib/sync';

test('what the extension calls is in one place', () => {
  expect(Object.keys(sync).sort()).toEqual([
    'DamagedNotes',
    'LOCKED_WORDS',
    'PLAIN_WORDS',
    'addSlot',
    'addressWords',
    'beginSession',
    'conflictsOf',
    'connectionWords',
    'forgetDevice',
    'hasBegun',
    'hasSelf',
    'heldWords',
    'hurried',
    'isTaking',
    'journalOf',
    'keptSlot',
    'leave',
    'leaveDamaged',
    'libraryStore',
    'newRecoveryCode',
    'noteConflicts',
    'openBundle',
    'problemWords',
    'putSlot',
    'readAddress',
    'readSlots',
    'recordChanges',
    'redirectTarget',
    'renameSelf',
    'renewActor',
    'restoreSlots',
    'retryAfter',
    's3',
    's3Signer',
    'saveBundle',
    'setUp',
    'setUpWords',
    'statusOf',
    'stopTaking',
    'syncOnce',
    'takeLibrary',
    'testConnection',
    'webDav',
    'webPrimitives',
  ]);
});

test('what is said of privacy does not promise more than is kept', () => {
  const words = [...Object.values(sync.LOCKED_WORDS), ...Object.values(sync.PLAIN_WORDS)];
  for (const sentence of words) expect(sentence).not.toMatch(/AES|PBKDF2|zero.knowledge|unbreakable|100 ?%/i);
});
