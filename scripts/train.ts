import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readTraining } from './train/data';
import { train } from './train/pipeline';

// Rebuilds assets/model/claims.bin bit for bit from the labelled data. Takes no options; progress goes to standard error.
const target = join(import.meta.dirname, '../assets/model/claims.bin');
const started = Date.now();
const log = (line: string) => console.error(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`);
const bytes = train(readTraining().rows, 'embedded-5', log);
mkdirSync(join(target, '..'), { recursive: true });
writeFileSync(target, bytes);
log(`${target}: ${bytes.length} bytes, ${gzipSync(bytes).length} gzipped`);
