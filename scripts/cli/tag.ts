import { z } from 'zod';
import { type TagInput, tagInputSchema } from '../../lib/claims/claim';
import { embeddedEngine } from './engine';
import { type Command, complain, EXIT, jsonLines, printJson, readArgs, readStandardInput, WrongUsage } from './shell';

/** Lines in order, cut where the `post` value changes; a line without one stands alone. */
export function postsOf(lines: TagInput[]): TagInput[][] {
  const posts: TagInput[][] = [];
  for (const line of lines) {
    const last = posts.at(-1);
    if (last && line.post != null && last[0]?.post === line.post) last.push(line);
    else posts.push([line]);
  }
  return posts;
}

export const tagCommand: Command = {
  usage: 'tag [--all] [--why]   < passages.jsonl',
  async run(args) {
    const { values, positionals } = readArgs(args, { all: { type: 'boolean' }, why: { type: 'boolean' } });
    if (positionals.length > 0) throw new WrongUsage('Passages are read from standard input.');
    const lines: TagInput[] = [];
    let bad = false;
    for (const row of jsonLines(await readStandardInput())) {
      const parsed = row.ok ? tagInputSchema.safeParse(row.value) : null;
      if (parsed?.success) {
        lines.push(parsed.data);
        continue;
      }
      bad = true;
      complain('standard input', row.line, row.ok ? z.prettifyError(parsed!.error) : row.reason);
    }
    const engine = await embeddedEngine();
    for (const post of postsOf(lines)) {
      for (const { scores, positions, claims, ...tag } of await engine.tag(post)) {
        await printJson({
          ...tag,
          claims: values.why ? claims : claims.map(({ reasons: _, ...claim }) => claim),
          ...(values.all ? { scores, ...(positions ? { positions } : {}) } : {}),
        });
      }
    }
    return bad ? EXIT.badInput : EXIT.done;
  },
};
