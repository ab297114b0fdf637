import type { Header } from './frame';
import { receive } from './hlc';
import type { Peer, Tx } from './ports';
import { readSelf, writeSelf } from './self';

const NEW_PEER: Peer = {
  seq: 0,
  last: null,
  saw: {},
  at: 0,
  name: '',
  wary: false,
  forgotten: false,
  strikes: 0,
  held: null,
};

export const readPeer = async (tx: Tx, device: string): Promise<Peer> => (await tx.peers.get(device)) ?? NEW_PEER;

export const changePeer = async (tx: Tx, device: string, change: Partial<Peer>): Promise<void> =>
  tx.peers.put(device, { ...(await readPeer(tx, device)), ...change });

/** Notes that a file of a peer is merged: what it had seen, when, under which name. */
export async function noteFile(tx: Tx, path: string, header: Header, name: string): Promise<void> {
  await tx.seen.put(path, { at: header.at });
  const peer = await readPeer(tx, header.device);
  if (header.at >= peer.at)
    await changePeer(tx, header.device, { saw: header.saw, at: header.at, name, forgotten: false });
  await hear(tx, header.at);
}

/** Own stamps grow beyond what was seen. */
export async function hear(tx: Tx, at: number): Promise<void> {
  const self = await readSelf(tx);
  if (at > self.at) await writeSelf(tx, { ...self, at: receive(self.at, at) });
}
