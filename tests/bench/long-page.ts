const SENTENCES = [
  'The feedback on this kind of work is slow, and the people who do it rarely hear whether it was any good.',
  'A lab that is racing has little incentive to wait for a slow check.',
  'What is missing is an idea, and no amount of compute will stand in for it.',
  'A test can show that something fails; it cannot show that nothing else will.',
  'We kept a notebook of every run, and copied the numbers out by hand in the evening.',
  'The second group used the same data and came to another answer.',
];
export const LONG_PAGE_URL = 'https://www.lesswrong.com/posts/bHozHrQD4qxvKdfqq/predictable-updating-about-ai-risk';

const sentence = (at: number) => SENTENCES[at % SENTENCES.length] as string;

/** A comment as LessWrong writes it, with its answers inside. */
function comment(at: number, answers: string): string {
  const id = `LongComment${String(at).padStart(6, '0')}`;
  return `<div class="comments-node CommentFrame-node comments-node-root" id="${id}"><div class="CommentsItem-root"><div class="CommentsItem-body">
<div class="CommentsItemMeta-root"><span class="CommentUserName-author"><a href="/users/reader-${at % 40}">Reader ${at % 40}</a></span><span class="CommentsItemDate-root"><time datetime="2026-03-03T10:00:00.000Z">2mo</time></span></div>
<div class="CommentBody-root ContentStyles-commentBody content"><div class="CommentBody-commentStyling"><p>Comment ${at + 1}. ${sentence(at)} ${sentence(at * 5 + 2)}</p></div></div></div></div><div class="CommentsNode-children">${answers}</div></div>`;
}

/** Threads of four, each an answer to the one before. */
function thread(from: number, to: number): string {
  return comment(from, from + 1 < to && (from + 1) % 4 !== 0 ? thread(from + 1, to) : '');
}

/**
 * A long LessWrong-like page of our own writing: `paragraphs` paragraphs of 96 words under headings (625 are 60,000
 * words), and `comments` comments in threads of four.
 */
export function longPage(paragraphs = 700, comments = 0): string {
  const body = Array.from({ length: paragraphs }, (_, i) => {
    const words = Array.from({ length: 6 }, (__, j) => sentence(i * 7 + j * (1 + (i % 5))));
    return `${i % 20 === 0 ? `<h2>Part ${i / 20 + 1}</h2>` : ''}<p>${i + 1}. ${words.join(' ')}</p>`;
  }).join('\n');
  const threads = Array.from({ length: Math.ceil(comments / 4) }, (_, i) => thread(i * 4, comments)).join('\n');
  const url = LONG_PAGE_URL;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A long page — LessWrong</title>
<meta property="og:url" content="${url}"><meta name="citation_title" content="A long page"><meta name="citation_author" content="Bench"></head>
<body><div id="postBody" class="PostsPage-postBody"><div class="PostsPage-title"><h1 class="PostsPageTitle-root"><a class="PostsPageTitle-link" href="${url}">A long page</a></h1>
<span class="PostsAuthors-root"><a href="/users/bench">Bench</a></span></div><div class="PostsPage-postContent instapaper_body content"><div id="postContent"><div><div>${body}</div></div></div></div></div>
<section id="comments">${threads}</section></body></html>`;
}
