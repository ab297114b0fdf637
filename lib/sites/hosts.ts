/** Hosts on which Cruxlight reads without being asked, as match patterns. Any other page is read on request only. */
export const SITE_MATCHES = [
  'https://www.lesswrong.com/*',
  'https://lesswrong.com/*',
  'https://www.alignmentforum.org/*',
  'https://alignmentforum.org/*',
  'https://forum.effectivealtruism.org/*',
  'https://www.greaterwrong.com/*',
  'https://ea.greaterwrong.com/*',
  'https://*.substack.com/*',
  'https://substack.com/*',
];
