const SENTENCES = [
  'The feedback on this kind of work is slow, and the people who do it rarely hear whether it was any good.',
  'A lab that is racing has little incentive to wait for a slow check.',
  'What is missing is an idea, and no amount of compute will stand in for it.',
  'A test can show that something fails; it cannot show that nothing else will.',
  'We kept a notebook of every run, and copied the numbers out by hand in the evening.',
  'The second group used the same data and came to another answer.',
];

/** A long LessWrong-like page of our own writing: `paragraphs` paragraphs of about 90 words under headings. */
export function longPage(paragraphs = 700): string {
  const body = Array.from({ length: paragraphs }, (_, i) => {
    const words = Array.from({ length: 6 }, (__, j) => SENTENCES[(i * 7 + j * (1 + (i % 5))) % SENTENCES.length]);
    return `${i % 20 === 0 ? `<h2>Part ${i / 20 + 1}</h2>` : ''}<p>${i + 1}. ${words.join(' ')}</p>`;
  }).join('\n');
  const url = 'https://www.lesswrong.com/posts/bHozHrQD4qxvKdfqq/predictable-updating-about-ai-risk';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A long page — LessWrong</title>
<meta property="og:url" content="${url}"><meta name="citation_title" content="A long page"><meta name="citation_author" content="Bench"></head>
<body><div id="postBody" class="PostsPage-postBody"><div class="PostsPage-title"><h1 class="PostsPageTitle-root"><a class="PostsPageTitle-link" href="${url}">A long page</a></h1>
<span class="PostsAuthors-root"><a href="/users/bench">Bench</a></span></div><div class="PostsPage-postContent instapaper_body content"><div id="postContent"><div><div>${body}</div></div></div></div></div></body></html>`;
}
