import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

export const EXIT = { done: 0, usage: 2, badInput: 3 } as const;

/** The caller asked for something that the command does not have. */
export class WrongUsage extends Error {}

/** What the caller gave cannot be used at all; the message names file, line and reason. */
export class BadInput extends Error {}

export interface Command {
  usage: string;
  run: (args: string[]) => Promise<number>;
}

/** Says on standard error what part of a batch was not used. */
export function complain(file: string, line: number | null, reason: string): void {
  process.stderr.write(`${file}${line === null ? '' : `:${line}`}: ${reason}\n`);
}

type OptionTypes = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;

/** Parses options and files; an unknown option is wrong usage. */
export function readArgs<T extends OptionTypes>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (problem) {
    throw new WrongUsage(problem instanceof Error ? problem.message : String(problem));
  }
}

/** A file's text, or bad input that names the file. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (problem) {
    throw new BadInput(`${file}: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
}

export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The non-empty lines of JSON Lines text with their line numbers; a line that is not JSON is a problem, not a throw. */
export function* jsonLines(
  text: string,
): Generator<{ line: number } & ({ ok: true; value: unknown } | { ok: false; reason: string })> {
  let line = 0;
  for (const row of text.split('\n')) {
    line++;
    if (row.trim() === '') continue;
    try {
      yield { line, ok: true, value: JSON.parse(row) };
    } catch (problem) {
      yield { line, ok: false, reason: `not JSON: ${problem instanceof Error ? problem.message : String(problem)}` };
    }
  }
}

/** Writes a value as one line of JSON on standard output, waiting where the reader is slow. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise<void>((resume) => process.stdout.once('drain', resume));
}

export const printJson = (value: unknown) => print(`${JSON.stringify(value)}\n`);
