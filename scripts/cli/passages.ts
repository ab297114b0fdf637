import { isNoPost, readSavedPage } from './page';
import { type Command, EXIT, printJson, readArgs, WrongUsage } from './shell';

export const passagesCommand: Command = {
  usage: 'passages FILE.html --url URL',
  async run(args) {
    const { values, positionals } = readArgs(args, { url: { type: 'string' } });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new WrongUsage('Give one saved page.');
    const page = await readSavedPage(file, values.url);
    if (isNoPost(page)) {
      await printJson({ site: null, reason: page.reason });
      return EXIT.done;
    }
    const { post, passages } = page;
    await printJson({
      site: post.site,
      kind: post.kind,
      key: post.key,
      url: post.url,
      title: post.title,
      authors: post.authors.map((author) => author.name),
      publishedAt: post.publishedAt,
      extent: post.extent,
      passages: passages.map(({ id, kind, author, commentId, heading, leadIn, block, text, selectors }) => ({
        id,
        kind,
        author,
        commentId,
        heading,
        leadIn,
        block,
        text,
        selectors,
      })),
    });
    return EXIT.done;
  },
};
