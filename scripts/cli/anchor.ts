import { z } from 'zod';
import { anchorAll } from '../../lib/passages/anchor';
import { selectorsSchema } from '../../lib/passages/passage';
import { isNoPost, readSavedPage } from './page';
import { type Command, complain, EXIT, jsonLines, printJson, readArgs, readStandardInput, WrongUsage } from './shell';

const itemSchema = z.object({ id: z.string(), selectors: selectorsSchema });

export const anchorCommand: Command = {
  usage: 'anchor FILE.html --url URL   < selectors.jsonl',
  async run(args) {
    const { values, positionals } = readArgs(args, { url: { type: 'string' } });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new WrongUsage('Give one saved page.');
    const page = await readSavedPage(file, values.url);
    let bad = false;
    const items: z.infer<typeof itemSchema>[] = [];
    for (const row of jsonLines(await readStandardInput())) {
      const parsed = row.ok ? itemSchema.safeParse(row.value) : null;
      if (parsed?.success) {
        items.push(parsed.data);
        continue;
      }
      bad = true;
      complain('standard input', row.line, row.ok ? z.prettifyError(parsed!.error) : row.reason);
    }
    if (isNoPost(page)) {
      for (const { id } of items) await printJson({ id, found: false, reason: `no post on this page: ${page.reason}` });
    } else {
      const anchored = anchorAll(
        page.index,
        items.map((item) => item.selectors),
      );
      for (const [i, { id }] of items.entries()) {
        const at = anchored[i]!;
        await printJson(
          at.found
            ? { id, found: true, text: at.text, start: at.start, end: at.end, how: at.state }
            : { id, found: false, reason: at.reason, how: at.state },
        );
      }
    }
    return bad ? EXIT.badInput : EXIT.done;
  },
};
