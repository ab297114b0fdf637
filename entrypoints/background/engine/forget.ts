import { callerTo } from '../../../lib/messaging/calls';
import { toBackground } from '../../../lib/messaging/protocol';
import { openPrivateStore } from './private-store';

/** Before everything is deleted, from any page of the extension: no run goes on, and neither key nor what was learnt stays. */
export async function forgetEngines(): Promise<void> {
  await callerTo('background', toBackground)('engine.withdraw', {});
  await openPrivateStore().clear();
}
