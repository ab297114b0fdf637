/** Hosts on which Cruxlight reads without being asked, as match patterns. Any other page is read on request only. */
export const SITE_MATCHES = [
  '*://www.lesswrong.com/*',
  '*://lesswrong.com/*',
  '*://www.alignmentforum.org/*',
  '*://alignmentforum.org/*',
  '*://forum.effectivealtruism.org/*',
  '*://www.greaterwrong.com/*',
  '*://ea.greaterwrong.com/*',
  '*://*.substack.com/*',
  '*://substack.com/*',
];
