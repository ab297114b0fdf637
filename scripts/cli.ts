/**
 * The command line: runs the extension's own `lib` in Node over saved pages. Results go to standard output, all else to
 * standard error. Exit status: 0 done, 2 wrong usage, 3 bad input (the good part of a batch is still done).
 */
import { anchorCommand } from './cli/anchor';
import { exportCommand } from './cli/export';
import { passagesCommand } from './cli/passages';
import { BadInput, type Command, EXIT, WrongUsage } from './cli/shell';
import { synthesizeCommand } from './cli/synthesize';
import { tagCommand } from './cli/tag';

const COMMANDS: Record<string, Command> = {
  passages: passagesCommand,
  tag: tagCommand,
  anchor: anchorCommand,
  synthesize: synthesizeCommand,
  export: exportCommand,
};

const usage = () =>
  `Usage: npm run -s cruxlight -- <command> [options]\n\n${Object.values(COMMANDS)
    .map((command) => `  ${command.usage}`)
    .join('\n')}\n`;

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h') {
    process.stdout.write(usage());
    return EXIT.done;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    process.stderr.write(`${name === undefined ? 'No command given.' : `Unknown command "${name}".`}\n${usage()}`);
    return EXIT.usage;
  }
  try {
    return await command.run(rest);
  } catch (problem) {
    if (problem instanceof WrongUsage) {
      process.stderr.write(`${problem.message}\nUsage: ${command.usage}\n`);
      return EXIT.usage;
    }
    if (problem instanceof BadInput) {
      process.stderr.write(`${problem.message}\n`);
      return EXIT.badInput;
    }
    throw problem;
  }
}

// A reader of our output may stop early (`| head`); that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
