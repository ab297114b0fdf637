import { type ExportPost, postToMarkdown, toCsv, toJsonLd } from '../../lib/export';
import { effectiveClaims } from '../../lib/library/effective';
import type { PassageRecord } from '../../lib/library/records';
import { embeddedEngine } from './engine';
import { type TaggedPage, tagPage } from './lines';
import { isNoPost, readSavedPage } from './page';
import { BadInput, type Command, complain, EXIT, print, readArgs, WrongUsage } from './shell';

const FORMATS = { md: (view: ExportPost) => postToMarkdown(view), jsonld: toJsonLd, csv: toCsv } as const;

/** A tagged page as the library would hold it, had the reader opened it now and decided nothing. */
function exportPost({ post, passages, tags }: TaggedPage, now: number): ExportPost {
  const words = passages.reduce((sum, passage) => sum + passage.text.split(' ').length, 0);
  return {
    post: {
      key: post.key,
      aliases: post.aliases,
      site: post.site,
      kind: post.kind,
      url: post.url,
      title: post.title,
      authors: post.authors.map((author) => author.name),
      publishedAt: post.publishedAt,
      extent: post.extent,
      words,
      passageCount: passages.length,
      firstSeenAt: now,
      lastSeenAt: now,
      readTo: 0,
      fingerprint: [],
      demo: false,
      deletedAt: null,
    },
    items: passages.flatMap((passage, order) => {
      const claims = effectiveClaims(tags[order] ?? null, []);
      const { element: _, start: _start, end: _end, ...stored } = passage;
      const record: PassageRecord = { ...stored, post: post.key, order };
      return claims.length === 0 ? [] : [{ passage: record, annotation: null, claims }];
    }),
  };
}

export const exportCommand: Command = {
  usage: 'export FILE.html... --format md|jsonld|csv',
  async run(args) {
    const { values, positionals } = readArgs(args, { format: { type: 'string' }, url: { type: 'string' } });
    const { format } = values;
    if (format === undefined || !Object.hasOwn(FORMATS, format))
      throw new WrongUsage('Give --format md, jsonld or csv.');
    if (positionals.length === 0) throw new WrongUsage('Give at least one saved page.');
    if (values.url !== undefined && positionals.length > 1) throw new WrongUsage('--url goes with one page.');
    const engine = await embeddedEngine();
    let bad = false;
    for (const file of positionals) {
      try {
        const page = await readSavedPage(file, values.url);
        if (isNoPost(page)) {
          bad = true;
          complain(file, null, `no post found: ${page.reason}`);
          continue;
        }
        await print(FORMATS[format as keyof typeof FORMATS](exportPost(await tagPage(page, engine), Date.now())));
      } catch (problem) {
        if (!(problem instanceof BadInput)) throw problem;
        bad = true;
        process.stderr.write(`${problem.message}\n`);
      }
    }
    return bad ? EXIT.badInput : EXIT.done;
  },
};
