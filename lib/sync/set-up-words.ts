import type { TransportFault } from './ports';
import { problemWords } from './problem';
import type { ConnectionStep, SetUpProblem } from './setup';

export const connectionWords = (step: ConnectionStep, fault: TransportFault): string =>
  problemWords({ kind: 'transport', fault, doing: step === 'folder' || step === 'write' ? 'put' : 'list' });

export function setUpWords(problem: SetUpProblem): string {
  switch (problem.kind) {
    case 'transport':
      return problemWords({ kind: 'transport', fault: problem.fault, doing: 'list' });
    case 'wrong-passphrase':
      return 'That passphrase does not open the library in this folder. Nothing was written.';
    case 'passphrase-needed':
      return 'The library in this folder is encrypted: enter its passphrase.';
    case 'unreadable-slot':
      return 'A key file in this folder can’t be read.';
    case 'not-stored':
      return 'The storage said that it had kept a file, but it is not there as written.';
  }
}
