import { ID } from './version';

/** A file of operations. Paths are below the root and begin with `v1/`. */
export interface SegmentName {
  kind: 'segment';
  device: string;
  seq: number;
  hash: string;
}

/** One part of a snapshot, which covers its device's segments up to `covered`. `part` counts from 1. */
export interface SnapshotName {
  kind: 'snapshot';
  device: string;
  covered: number;
  part: number;
  parts: number;
  hash: string;
}

export type FileName = SegmentName | SnapshotName;

export const KEYS = 'v1/keys';
export const LOG = 'v1/log';
export const SNAP = 'v1/snap';

const pad = (n: number): string => String(n).padStart(10, '0');

export const logFolder = (device: string): string => `${LOG}/${device}`;
export const isDevice = (name: string): boolean => ID.test(name);

export function pathOf(name: FileName): string {
  if (name.kind === 'segment') return `${logFolder(name.device)}/${name.device}.${pad(name.seq)}-${name.hash}.seg`;
  return `${SNAP}/${name.device}.${pad(name.covered)}-${name.part}of${name.parts}-${name.hash}.snap`;
}

const SEGMENT = /^v1\/log\/([a-z0-9]+)\/([a-z0-9]+)\.(\d{10})-([0-9a-f]{16})\.seg$/;
const SNAPSHOT = /^v1\/snap\/([a-z0-9]+)\.(\d{10})-(\d{1,6})of(\d{1,6})-([0-9a-f]{16})\.snap$/;

/** Null for what is no file of ours: an editor's or a synchroniser's leavings, say. */
export function parsePath(path: string): FileName | null {
  const segment = SEGMENT.exec(path);
  if (segment) {
    const [, folder, device = '', seq, hash = ''] = segment;
    if (folder !== device || !ID.test(device) || Number(seq) < 1) return null;
    return { kind: 'segment', device, seq: Number(seq), hash };
  }
  const [, device, covered, part, parts, hash] = SNAPSHOT.exec(path) ?? [];
  if (!device || !hash || !ID.test(device)) return null;
  const name: SnapshotName = {
    kind: 'snapshot',
    device,
    covered: Number(covered),
    part: Number(part),
    parts: Number(parts),
    hash,
  };
  return name.part >= 1 && name.part <= name.parts ? name : null;
}

/** Complete snapshots among the paths: those with one file for each part. Two of equal name and different hashes are told apart by nothing, so all files of a part are given. */
export function snapshotSets(paths: readonly string[]): { device: string; covered: number; paths: string[] }[] {
  const sets = Map.groupBy(
    paths.flatMap((path) => {
      const name = parsePath(path);
      return name?.kind === 'snapshot' ? [{ path, name }] : [];
    }),
    ({ name }) => `${name.device}.${name.covered}.${name.parts}`,
  );
  return [...sets.values()].flatMap((files) => {
    const first = files[0];
    if (!first) return [];
    const parts = new Set(files.map(({ name }) => name.part));
    if (parts.size !== first.name.parts) return [];
    return [{ device: first.name.device, covered: first.name.covered, paths: files.map(({ path }) => path).sort() }];
  });
}
