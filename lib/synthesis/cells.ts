import type { ClaimType, Topic } from '../claims/claim';
import type { Statement } from './evidence';
import { particularFields, type Scope, sameFieldOdds } from './fields';
import { poolStance, type Stance } from './stance';
import type { Cell, Evidence, Standing } from './synthesis';
import { judge, NAMED } from './verdict';
import type { Heard } from './voices';
import { wordsSetApart } from './wording';
import { MIDDLE } from './words';

/** One passage's statement in a cell, with the passage. */
export interface Said {
  heard: Heard;
  statement: Statement;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function toEvidence({ heard, statement }: Said): Evidence {
  const { line } = heard;
  return {
    post: heard.post,
    passage: line.id,
    quote: line.text,
    position: statement.position,
    weight: statement.weight,
    confirmed: statement.source === 'confirmed',
    voice: line.voice,
    title: line.title ?? null,
    url: line.url ?? null,
    source: statement.source,
    topics: [statement.topic, ...statement.further],
    ...(statement.rating ? { rating: statement.rating } : {}),
    ...(statement.positionConfidence === undefined ? {} : { positionConfidence: statement.positionConfidence }),
    ...(heard.repeats.length > 0 ? { repeats: heard.repeats } : {}),
  };
}

interface Speaker {
  standing: Standing;
  stance: Stance;
  speaksFor: boolean;
  said: Said[];
}

function speakerIn(name: string, said: Said[]): Speaker {
  const sorted = said.toSorted(
    (a, b) =>
      b.statement.weight - a.statement.weight ||
      compare(a.heard.post, b.heard.post) ||
      (a.heard.line.order ?? 0) - (b.heard.line.order ?? 0) ||
      compare(a.heard.line.id, b.heard.line.id) ||
      compare(a.heard.line.text, b.heard.line.text),
  );
  const own = sorted.filter(({ heard }) => heard.line.voice === 'a');
  const stance = poolStance(own.map(({ statement }) => statement));
  let sum = 0;
  let weight = 0;
  for (const { statement } of own) {
    if (statement.position === null) continue;
    sum += statement.position * statement.weight;
    weight += statement.weight;
  }
  const standing: Standing = {
    speaker: name,
    position: weight > 0 ? sum / weight : null,
    weight,
    evidence: sorted.map(toEvidence),
    yes: stance.plus,
    no: stance.minus,
    speaks: 1 - stance.silent,
  };
  return { standing, stance, speaksFor: own.length > 0, said: own };
}

/** What one side's passages are also about, and their words. */
function sideOf(speakers: Speaker[], sign: 1 | -1): { scope: Scope; texts: string[] } {
  const scope: Scope = new Map();
  const texts: string[] = [];
  for (const speaker of speakers) {
    if ((sign > 0 ? speaker.stance.plus : speaker.stance.minus) < NAMED) continue;
    for (const { statement, heard } of speaker.said) {
      if (statement.position === null || statement.position * sign < MIDDLE) continue;
      texts.push(heard.line.text);
      const particular = particularFields(statement.topic, statement.further);
      const further: (Topic | 'own')[] = particular.length > 0 ? particular : ['own'];
      for (const topic of further) scope.set(topic, (scope.get(topic) ?? 0) + statement.weight / further.length);
    }
  }
  return { scope, texts };
}

/** Puts what all speakers say on one question side by side, and judges it. Speakers with more evidence come first. */
export function makeCell(type: ClaimType, topic: Topic, bySpeaker: ReadonlyMap<string, Said[]>): Cell {
  const speakers = [...bySpeaker]
    .map(([name, said]) => speakerIn(name, said))
    .sort((a, b) => b.standing.weight - a.standing.weight || compare(a.standing.speaker, b.standing.speaker));
  const voices = speakers.filter((speaker) => speaker.speaksFor);
  const yes = sideOf(voices, 1);
  const no = sideOf(voices, -1);
  const sameField = sameFieldOdds(yes.scope, no.scope) * (wordsSetApart(topic, yes.texts, no.texts) ? 0.2 : 1);
  const { verdict, sureness } = judge(
    voices.map((speaker) => speaker.stance),
    sameField,
  );
  return {
    type,
    topic,
    verdict,
    // Sums of probabilities can end a rounding error above 1.
    sureness: Math.min(1, sureness),
    positions: speakers.map((speaker) => speaker.standing),
    machineOnly: !voices.some((speaker) => speaker.said.some(({ statement }) => statement.source !== 'machine')),
    voices: voices.length,
  };
}
