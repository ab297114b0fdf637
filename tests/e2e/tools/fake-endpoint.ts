import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  path: string;
  headers: IncomingHttpHeaders;
  body: { model: string; messages: { role: string; content: string }[] } & Record<string, unknown>;
  /** The passages of the request, as the endpoint was given them. */
  passages: { i: number; text: string }[];
}

/** What the endpoint does with a request: a text that the "model" says, or an answer of its own. */
export type Behaviour = (asked: Asked, response: ServerResponse) => string | null;

export interface FakeEndpoint {
  /** Base address, as a reader would write it. */
  address: string;
  asked: Asked[];
  behave: (next: Behaviour) => void;
  close: () => Promise<void>;
}

/** An endpoint on this machine that speaks OpenAI's chat completions, and does what it is told. */
export async function fakeEndpoint(first: Behaviour): Promise<FakeEndpoint> {
  let behave = first;
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let raw = '';
    request.on('data', (chunk) => {
      raw += chunk;
    });
    request.on('end', () => {
      const body = JSON.parse(raw);
      const user: string = body.messages.at(-1).content;
      const { passages } = JSON.parse(user.slice(user.indexOf('{')));
      const one: Asked = { path: request.url ?? '', headers: request.headers, body, passages };
      asked.push(one);
      const text = behave(one, response);
      if (text === null) return;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          choices: [{ message: { content: text } }],
          usage: { prompt_tokens: 100, completion_tokens: 20 },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    behave: (next) => {
      behave = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** An answer in the right form: `pick` says what is claimed of a passage, with which words of it as evidence. */
export function answerTo(
  { passages }: Asked,
  pick: (text: string) => { type: string; position: string; evidence: string } | null,
): string {
  return JSON.stringify({
    passages: passages.map(({ i, text }) => {
      const claim = pick(text);
      return { i, claims: claim ? [{ ...claim, confidence: 0.9 }] : [], topics: [], voice: 'a' };
    }),
  });
}

/** Refuses with a status, as endpoints do. */
export function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): null {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { message: 'no' } }));
  return null;
}
