import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SHARED = fileURLToPath(new URL('../../../../shared/', import.meta.url));

/** True where real saved pages lie beside the checkout. Tests that need them skip elsewhere and say so. */
export const haveSharedPages = existsSync(`${SHARED}pages`) && existsSync(`${SHARED}seeds`);

export const sharedPage = (path: string): string => readFileSync(`${SHARED}${path}`, 'utf8');

export const SEEDS = [
  {
    file: 'seeds/lesswrong-fields.html',
    url: 'https://www.lesswrong.com/posts/EnBCpnZooXdMaERbZ/which-technical-ai-safety-fields-are-going-to-be-automated',
  },
  {
    file: 'seeds/lesswrong-unique.html',
    url: 'https://www.lesswrong.com/posts/Q5TKtDcx7PwDxZYRR/ai-safety-isn-t-so-unique',
  },
  {
    file: 'seeds/lesswrong-acceleration.html',
    url: 'https://www.lesswrong.com/posts/accel3RationSeed2/ais-being-bad-at-ai-research',
  },
  { file: 'seeds/substack-acceleration.html', url: 'https://accel.substack.com/p/ais-being-bad-at-ai-research' },
];
