import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel, tagPost } from '../lib/claims/embedded';
import { DATA, type Row, readRows } from './train/data';
import { intervals, type Measures, measuresOf, predictionOf, type Tally, tallyOf } from './train/scoring';
import { postsOf } from './train/second-layer';

/** Prints the measures of the committed model on labelled passages: dev, or the files named. */
const loaded = readModel(readFileSync(join(import.meta.dirname, '../assets/model/claims.bin')));
if (!loaded.ok) throw new Error(loaded.error);
const model = loaded.value;

function evaluate(name: string, rows: Row[]): void {
  const tallies: Tally[] = [];
  const ordered: Row[] = [];
  for (const post of postsOf(rows)) {
    const inputs = post.map((i) => {
      const { id, text, previous, title } = rows[i]!;
      return { id, text, previous, title, heading: [], post: rows[i]!.post };
    });
    tagPost(model, inputs).forEach((tag, k) => {
      ordered.push(rows[post[k]!]!);
      tallies.push(tallyOf(rows[post[k]!]!, predictionOf(tag)));
    });
  }
  const measures = measuresOf(tallies);
  const range = intervals(ordered, tallies);
  console.log(`\n${name}: ${rows.length} passages\n`);
  for (const key of Object.keys(measures) as (keyof Measures)[])
    console.log(
      `${key.padEnd(20)} ${measures[key].toFixed(3)}  [${range[key][0].toFixed(3)}, ${range[key][1].toFixed(3)}]`,
    );
}

const files = process.argv.slice(2);
for (const file of files.length > 0 ? files : [join(DATA, 'dev.jsonl')]) evaluate(file, readRows(file));
