import { afterAll, beforeAll, describe } from 'vitest';
import { forumStates } from './states/forum';
import { highlightStates } from './states/highlights';
import { substackStates } from './states/substack';
import { takenDown } from './states/taken-down';
import { type Driver, firefoxDriver } from './tools/driver';

/*
 * The states in which the sites' pages really are, where only a browser can tell: what is drawn and what is not, what
 * arrives late, what scrolls. The same scenarios run in the other browser, too.
 */

let browser: Driver;

beforeAll(async () => {
  browser = await firefoxDriver();
  await browser.call('background', 'settings.save', { density: 'all' });
}, 120_000);
afterAll(async () => browser?.close());

describe('in Firefox', () => {
  forumStates(() => browser);
  substackStates(() => browser);
  highlightStates(() => browser);
  takenDown(() => browser, { updates: true });
});
