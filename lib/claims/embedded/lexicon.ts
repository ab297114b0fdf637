import type { Token } from './tokens';

/**
 * Word lists of our own writing: what speaks well or ill of how something works, what moves or stops people, and what each
 * claim type is about. A word matches by its start where the entry ends in `*`. They carry knowledge that some ten
 * thousand labelled positions cannot teach.
 */
const GOOD =
  'good great excellent easy easier easily easiest reliab* robust* effective* works worked strong stronger strongly solid clear clearer clearly cheap cheaper fast faster quick* efficient* ' +
  'accurate* precis* trustworth* success* succeed* solve solves solved solvable possible feasible tractable achiev* able enable* allow* improv* better best useful helpful helps helped ' +
  'promising encouraging optimis* confident* confidence ensure* guarantee* prove* proven provable verified verifiable detect* caught catch catches rigorous* sound thorough* sufficient* enough ' +
  'adequate* ample abundant rich informative objective* measurable testable legible transparent* interpretab* straightforward simple simpler trivial* natural* readily consistent* generaliz* generalis* ' +
  'scalable scales correct* right valid validat* confirm* demonstrate* evidence progress advance* breakthrough* capable can matur* healthy valuable credible convincing* outperform* beat beats exceed* ' +
  'safe safer safely secure well viable plausible realistic superhuman automat* advantage* benefit*';
const BAD =
  'bad worse worst hard harder hardest difficult* unreliab* fragile brittle ineffective weak weaker weakness* poor poorly vague unclear murky fuzzy messy noisy expensive costly slow slower slowly ' +
  'inaccurate* imprecis* untrustworth* fail* unsolved intractab* impossible infeasible unable prevent* worsen* useless unhelpful misleading mislead* pessimis* doubt* skeptic* uncertain* unknown ' +
  'cannot insufficient* inadequate* lack* missing absent absence scarce sparse limited limitation* limits superficial shallow naive subjective unmeasur* untest* opaque illegible complicated complex ' +
  'inconsistent* overfit* spurious wrong* incorrect* error* mistake* flaw* invalid* bias* gamed gaming game games goodhart* hack* exploit* deceiv* deceptive* deception sandbag* sycophan* manipulat* saturat* contaminat* ' +
  'problem* issue* challenge* obstacle* bottleneck* barrier* trouble* struggle* stuck stagnat* danger* risk* unsafe insecure dubious questionable unfortunately impractical unrealistic hopeless ' +
  'miss misses missed ignore* neglect* overlook* evade* undetect* hidden hide hides blind unaware confus* conflat* illus* fool* unfalsifiab* unverif* untrack* proxy proxies divergen* misspecif* misaligned subvert* sabotag* collud* confound* distort* degrad* undermin* erod* broken';
const DRIVES =
  'incentive* incentiviz* motivat* reward* profit* lucrative revenue money pay* demand compet* race racing pressure* eager want* need* invest* funded funding prestige* status career* market* regulat* liab* require* mandat* commercial* customers attract* drive* push* urgent* rush* accelerat* advantage* dominan*';
const STOPS =
  'neglect* underfund* underinvest* disincentiv* discourag* reluctan* unwilling* ignore* unlikely refuse* resist* oppos* lobby* abandon* cut cuts skimp* shortcut* deprioriti* unrewarded underrated externalit* defect* unprofitable little insufficient* voluntary toothless weaken* penalty penali* punish* unpopular backlash apath*';

const ABOUT: Record<'FQ' | 'IN' | 'CB' | 'VV', string> = {
  FQ: 'feedback signal* evaluat* metric* measur* benchmark* reward* proxy proxies goodhart* judg* grade* grading rat* label* supervis* oversee* oversight ground score* loop* iterat* empiric* quality assess* objective* experiment* peer review*',
  IN: 'incentive* profit* compet* race* racing funding fund* funders money market* commercial* regulat* pressure* companies company labs lab governments government reputation* career* motivat* investors economic* political* lobby* publish* prestige status liability cost* race',
  CB: 'insight* idea* concept* theor* paradigm* taste intuition* creativ* novel* genius philosoph* understanding breakthrough* confus* research* compute data scale scaling engineering labor labour talent automate* automation invent* discover* originality formal* question*',
  VV: 'verif* validat* prove* proof* guarantee* safe* test* audit* eval* monitor* detect* assur* certif* trust* evidence demonstrat* specification* spec threat* assumption* replicat* interpretab* red-team* redteam* inspect* catch check* robust* falsif* confirm* confiden* correct*',
};

interface Matcher {
  exact: Set<string>;
  stems: string[];
}

function matcher(list: string): Matcher {
  const exact = new Set<string>();
  const stems: string[] = [];
  for (const entry of list.split(' ')) {
    if (entry.endsWith('*')) stems.push(entry.slice(0, -1));
    else exact.add(entry);
  }
  return { exact, stems };
}

const matches = ({ exact, stems }: Matcher, word: string): boolean =>
  exact.has(word) || stems.some((stem) => word.startsWith(stem));

const LISTS = [GOOD, BAD, DRIVES, STOPS].map(matcher);
const TOPICAL = Object.entries(ABOUT).map(([type, list]) => [type, matcher(list)] as const);

const NEGATION =
  /^(?:not|no|never|without|hardly|cannot|nor|neither|barely|few|little|lack|lacks|lacking|fail|fails|failed|less|impossible|isn't|aren't|don't|doesn't|didn't|won't|can't|couldn't|wouldn't|wasn't|weren't|unlikely|rarely|difficult|hard)$/u;

interface Marks {
  /** Bit 1 good, 2 bad, 4 drives, 8 stops. */
  tone: number;
  about: number;
  negates: boolean;
}

const known = new Map<string, Marks>();

function marksOf(word: string): Marks {
  const before = known.get(word);
  if (before) return before;
  let tone = 0;
  LISTS.forEach((list, i) => {
    if (matches(list, word)) tone |= 1 << i;
  });
  let about = 0;
  TOPICAL.forEach(([, list], i) => {
    if (matches(list, word)) about |= 1 << i;
  });
  const marks = { tone, about, negates: NEGATION.test(word) };
  if (known.size >= 20_000) known.clear();
  known.set(word, marks);
  return marks;
}

/** Each tone, plain and turned round by a negation. */
const TONES = ['good', 'bad', 'drives', 'stops', 'ungood', 'unbad', 'undrives', 'unstops'];
const PLAIN = 4;
/** Where a tone is counted: in all, near the words of each type, at the end and at the start. */
const PLACES = ['', ...TOPICAL.map(([type]) => `${type}~`), 'end ', 'start '];
const END = PLACES.length - 2;
const START = PLACES.length - 1;
/** The signals of each place and tone, `place · tones + tone`: at least one; two or three; four or more. */
const SIGNALS = PLACES.flatMap((place) =>
  TONES.map((tone) => [`l:${place}${tone}`, `l:${place}${tone}×2`, `l:${place}${tone}×4`] as const),
);
const NET = Array.from({ length: 9 }, (_, n) => `l:net ${n - 4}`);

const NEAR = 6;
const REACH = 3;
const EDGE = 15;

/** Keys of the signals from the word lists: how much of each tone there is, in all, at both ends, and near a type's own words. */
export function lexiconOf(tokens: Token[]): string[] {
  const n = tokens.length;
  const marks = tokens.map(({ word }) => marksOf(word));
  const counts = new Uint16Array(SIGNALS.length);
  let lastNegation = -10;
  let net = 0;
  for (let i = 0; i < n; i++) {
    const { tone, negates } = marks[i]!;
    if (tokens[i]!.breakBefore) lastNegation = -10;
    if (tone > 0) {
      const flipped = i - lastNegation <= REACH;
      let about = 0;
      for (let j = Math.max(0, i - NEAR); j <= Math.min(n - 1, i + NEAR); j++) if (j !== i) about |= marks[j]!.about;
      for (let t = 0; t < PLAIN; t++) {
        if ((tone & (1 << t)) === 0) continue;
        const slot = flipped ? PLAIN + t : t;
        if (t < 2) net += (t === 0 ? 1 : -1) * (flipped ? -1 : 1);
        counts[slot]!++;
        for (let k = 0; k < TOPICAL.length; k++) if (about & (1 << k)) counts[(1 + k) * TONES.length + slot]!++;
        if (i >= n - EDGE) counts[END * TONES.length + slot]!++;
        if (i < EDGE) counts[START * TONES.length + slot]!++;
      }
    }
    if (negates) lastNegation = i;
  }
  const found: string[] = [];
  counts.forEach((count, slot) => {
    const [one, two, four] = SIGNALS[slot]!;
    if (count > 0) found.push(one);
    if (count > 1) found.push(count >= 4 ? four : two);
  });
  found.push(NET[Math.max(-4, Math.min(4, net)) + 4]!);
  return found;
}
