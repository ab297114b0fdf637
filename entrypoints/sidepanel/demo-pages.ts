import checking from '../../assets/demo/pages/checking-the-checkers.html?url&no-inline';
import clamp from '../../assets/demo/pages/clamp-it-and-see.html?url&no-inline';
import pictures from '../../assets/demo/pages/pictures-we-cannot-grade.html?url&no-inline';
import slow from '../../assets/demo/pages/the-slow-half-of-safety.html?url&no-inline';

const PAGES: Record<string, string> = {
  'checking-the-checkers': checking,
  'clamp-it-and-see': clamp,
  'pictures-we-cannot-grade': pictures,
  'the-slow-half-of-safety': slow,
};

/** Path, inside the extension, of a demonstration post's own page. */
export const demoUrl = (slug: string): string => PAGES[slug] ?? '/';
