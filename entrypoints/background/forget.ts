import { callerTo } from '../../lib/messaging/calls';
import { toBackground } from '../../lib/messaging/protocol';
import { openPrivateStore } from './private-store';

/**
 * Before everything is deleted, from any page of the extension: neither an engine nor sync goes on (other devices keep what
 * they have), and neither keys nor what was learnt stay.
 */
export async function forgetSecrets(): Promise<void> {
  const call = callerTo('background', toBackground);
  await call('engine.withdraw', {});
  await call('sync.leave', {});
  await openPrivateStore().clear();
}
