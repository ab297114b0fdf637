import type { Topic } from '../claims/claim';

/** Sciences by name, so that a view on chemistry is not set against one on economics. */
const SCIENCES: readonly RegExp[] = [
  /\bphysic/i,
  /\bchemi/i,
  /\bbiolog|\bgenetic|\bprotein/i,
  /\bneuroscien|\bbrain/i,
  /\bmedic|\bclinical|\bdrug|\bpharma/i,
  /\bmath|\btheorem/i,
  /\beconom/i,
  /\bpsycholog|\bsociolog|\bsocial science/i,
  /\bphilosoph/i,
  /\bengineering\b/i,
  /\bclimat/i,
];

/** Words that any passage on these subjects may have: they tell nothing of the field. */
const COMMON = new Set(
  (
    'about above actually after again against almost already also although always another anything because become been ' +
    'before being believe better between both cannot claim come could does doesn doing done down each easy either else ' +
    'enough especially even ever every example feedback find first from general getting give given going good hard have ' +
    'having hence here however idea ideas important incentive incentives instead into isn itself just know known less like ' +
    'likely little long look loop loops made mainly make makes making many matter maybe mean means measure might model ' +
    'models more most much must need needs never none nothing often only other others ours over people perhaps point ' +
    'poor possible probably problem problems progress quite rather real really reason reasons research result results ' +
    'right same says seem seems several should shows signal simply since slow some something sometimes still strong such ' +
    'system systems take tell than that their them then there therefore these they thing things think this those though ' +
    'through time true under until upon used useful using usually verify very want wants weak well were what when where ' +
    'whether which while will with within without work works would wouldn years your'
  ).split(' '),
);

function fieldWords(texts: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [word] of text.toLowerCase().matchAll(/\p{L}{4,}/gu)) {
      // Crude stems, so that "vaccine" and "vaccines" meet.
      if (!COMMON.has(word)) words.add(word.slice(0, 6));
    }
  }
  return words;
}

/**
 * True where the words of two sides show that they speak of different fields although they share the topic code. Only
 * the two catch-all codes can hide several fields: `science` is split by the sciences named, `other` by the words that
 * the sides share.
 */
export function wordsSetApart(topic: Topic, yes: readonly string[], no: readonly string[]): boolean {
  if (yes.length === 0 || no.length === 0) return false;
  if (topic === 'science') {
    const named = (texts: readonly string[]): RegExp[] => SCIENCES.filter((s) => texts.some((text) => s.test(text)));
    const a = named(yes);
    const b = named(no);
    return a.length > 0 && b.length > 0 && !a.some((science) => b.includes(science));
  }
  if (topic !== 'other') return false;
  const a = fieldWords(yes);
  const b = fieldWords(no);
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(1, Math.min(a.size, b.size)) < 0.12;
}
