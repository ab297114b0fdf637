/** Pages as ForumMagnum draws them, of our own writing. Their words carry the name of the part that they stand in. */
export const ORIGIN = 'https://www.lesswrong.com';
export const address = (id: string) => `/posts/${id.padEnd(17, 'A')}/${id.toLowerCase()}`;

/** Paragraphs that make claims, each with the name of the part that it stands in. */
export const claims = (name: string) =>
  `<p>The feedback loops in ${name} are poor: the metrics that we have reward stories which merely sound good.</p>
   <p>Labs have a strong incentive to publish ${name} results, and competition for funding pushes them to skip checks.</p>
   <p>It is very hard to verify that a model of ${name} is safe, since evaluations cannot show that no failure is left.</p>`;

export const comment = (id: string, inner: string) =>
  `<div class="comments-node CommentFrame-node" id="${id.padEnd(17, 'C')}"><div class="CommentsItem-root"><div class="CommentsItem-body">
   <span class="CommentUserName-author"><a href="/users/ann">Ann</a></span><time datetime="2026-03-02T10:00:00.000Z">1mo</time>
   <div class="CommentBody-root"><div class="CommentBody-commentStyling">${inner}</div></div></div></div><div class="CommentsNode-children"></div></div>`;

/** A post as ForumMagnum draws it: with ids that every post has. */
export const forumPost = (id: string, body: string, comments = '') =>
  `<div class="MultiToCLayout-root" data-part="${id}"><div id="postBody" class="PostsPage-postBody">
   <h1 class="PostsPageTitle-root"><a class="PostsPageTitle-link" href="${address(id)}">About ${id}</a></h1>
   <span class="PostsAuthors-authorName"><a href="/users/ida">Ida</a></span><time datetime="2026-03-01T09:30:00.000Z">1mo</time>
   <div class="PostsPage-postContent"><div id="postContent"><div><div>${body}</div></div></div></div></div>
   <div class="PostsPage-commentsSection"><div id="comments"></div>${comments}</div></div>`;

export const forumPage = (inner: string, script = '') =>
  `<!doctype html><html><head><meta charset="utf-8"><title>About</title>
   <style>.conditionallyVisibleBlock.defaultHidden { display: none } .spoilers:not(:hover) { color: black; background: black }</style></head>
   <body><div id="wrapper">${inner}</div><script>${script}</script></body></html>`;
