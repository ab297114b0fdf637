import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionOf, DEFAULT_KEYS, KEY_ACTIONS, type KeyContext, type KeyPress } from '../../../components/page/keys';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  repeat: false,
  ...more,
});
const reading: KeyContext = {
  focus: 'page',
  letterKeys: true,
  keys: {},
  card: false,
  selection: false,
  undoable: false,
};
const onClaim: KeyContext = { ...reading, card: true };

describe('keys', () => {
  test('each default key does its own thing on a focused claim', () => {
    expect(KEY_ACTIONS.map((action) => actionOf(press(DEFAULT_KEYS[action]), onClaim))).toEqual([...KEY_ACTIONS]);
  });

  test('nothing is taken while somebody types, composes, or holds Ctrl or Meta', () => {
    const anyKey = fc.oneof(fc.constantFrom(...Object.values(DEFAULT_KEYS), 'ArrowDown', 'Escape', 'Tab'), fc.string());
    fc.assert(
      fc.property(anyKey, fc.boolean(), fc.boolean(), (key, altKey, card) => {
        const context = { ...reading, card };
        expect(actionOf(press(key, { altKey }), { ...context, focus: 'typing' })).toBe(null);
        expect(actionOf(press(key, { altKey, ctrlKey: true }), context)).toBe(null);
        expect(actionOf(press(key, { altKey, metaKey: true }), context)).toBe(null);
        expect(actionOf(press(key, { altKey, isComposing: true }), context)).toBe(null);
      }),
    );
  });

  test('without a claim, keys that decide are the page’s', () => {
    for (const key of ['1', '4', '+', '-', '0', 'Enter', 'x', 'c', 'n', 'u'])
      expect(actionOf(press(key), reading)).toBe(null);
    expect(['j', 'k', 'h', '?'].map((key) => actionOf(press(key), reading))).toEqual([
      'next',
      'previous',
      'hide',
      'help',
    ]);
  });

  test('switched off, single letters are the page’s, and Alt with arrows still goes from claim to claim', () => {
    const off = { ...onClaim, letterKeys: false };
    for (const key of Object.values(DEFAULT_KEYS)) expect(actionOf(press(key), off)).toBe(null);
    expect(actionOf(press('ArrowDown', { altKey: true }), off)).toBe('next');
    expect(actionOf(press('ArrowUp', { altKey: true }), off)).toBe('previous');
    expect(actionOf(press('Escape'), off)).toBe('close');
  });

  test('the reader’s own keys take the place of the defaults', () => {
    const own = { ...onClaim, keys: { accept: 'a', next: 'n', note: 'm' } };
    expect(actionOf(press('a'), own)).toBe('accept');
    expect(actionOf(press('Enter'), own)).toBe(null);
    expect(actionOf(press('n'), own)).toBe('next');
    expect(actionOf(press('m'), own)).toBe('note');
    expect(actionOf(press('toString'), { ...onClaim, keys: {} })).toBe(null);
  });

  test('Enter presses what is focused on the page rather than accepting', () => {
    expect(actionOf(press('Enter'), { ...onClaim, focus: 'pressable' })).toBe(null);
    expect(actionOf(press('x'), { ...onClaim, focus: 'pressable' })).toBe('reject');
  });

  test('a held key goes on through claims, but decides only once', () => {
    expect(actionOf(press('j', { repeat: true }), onClaim)).toBe('next');
    expect(actionOf(press('x', { repeat: true }), onClaim)).toBe(null);
  });
});
