import { synthesisToMarkdown } from '../../lib/export/synthesis-markdown';
import { synthesize } from '../../lib/synthesis';
import { parseClaimLines } from '../../lib/synthesis/claim-lines';
import type { ClaimLine } from '../../lib/synthesis/synthesis';
import { embeddedEngine } from './engine';
import { claimLines, tagPage } from './lines';
import { isNoPost, readSavedPage } from './page';
import { BadInput, type Command, complain, EXIT, print, printJson, readArgs, readText, WrongUsage } from './shell';

/** A tab-separated table of file and URL. */
async function readUrls(file: string): Promise<Map<string, string>> {
  const urls = new Map<string, string>();
  for (const [i, row] of (await readText(file)).split('\n').entries()) {
    if (row.trim() === '') continue;
    const [name, url] = row.split('\t');
    if (!name || !url || !URL.canParse(url.trim())) {
      complain(file, i + 1, 'expected a file, a tab and a URL');
      continue;
    }
    urls.set(name.trim(), url.trim());
  }
  return urls;
}

async function linesOfPages(files: string[], urls: Map<string, string>): Promise<{ lines: ClaimLine[]; bad: boolean }> {
  const engine = await embeddedEngine();
  const lines: ClaimLine[] = [];
  let bad = false;
  for (const file of files) {
    try {
      const page = await readSavedPage(file, urls.get(file) ?? urls.get(file.split('/').at(-1) ?? ''));
      if (isNoPost(page)) {
        bad = true;
        complain(file, null, `no post found: ${page.reason}`);
      } else {
        lines.push(...claimLines(await tagPage(page, engine)));
      }
    } catch (problem) {
      if (!(problem instanceof BadInput)) throw problem;
      bad = true;
      process.stderr.write(`${problem.message}\n`);
    }
  }
  return { lines, bad };
}

async function linesOfClaims(files: string[]): Promise<{ lines: ClaimLine[]; bad: boolean }> {
  const lines: ClaimLine[] = [];
  let bad = false;
  for (const file of files) {
    const parsed = parseClaimLines(await readText(file), file);
    lines.push(...parsed.lines);
    for (const problem of parsed.problems) {
      bad = true;
      complain(problem.file, problem.line, problem.reason);
    }
  }
  return { lines, bad };
}

export const synthesizeCommand: Command = {
  usage:
    'synthesize FILE.html... [--urls urls.tsv] [--format json|md]  |  synthesize --claims FILE.jsonl... [--format json|md]',
  async run(args) {
    const { values, positionals } = readArgs(args, {
      claims: { type: 'boolean' },
      urls: { type: 'string' },
      format: { type: 'string' },
    });
    const format = values.format ?? 'json';
    if (format !== 'json' && format !== 'md') throw new WrongUsage(`Unknown format "${format}".`);
    if (positionals.length === 0) throw new WrongUsage('Give at least one file.');
    if (values.claims && values.urls) throw new WrongUsage('--urls goes with saved pages, not with --claims.');
    const { lines, bad } = values.claims
      ? await linesOfClaims(positionals)
      : await linesOfPages(positionals, values.urls ? await readUrls(values.urls) : new Map());
    const synthesis = synthesize(lines);
    if (format === 'md') await print(synthesisToMarkdown(synthesis));
    else await printJson(synthesis);
    return bad ? EXIT.badInput : EXIT.done;
  },
};
