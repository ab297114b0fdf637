import type { LibraryProblem } from './model';

const TITLES: Record<LibraryProblem['kind'], string> = {
  newer: 'This library was made by a newer Cruxlight',
  blocked: 'Another page holds the library',
  unavailable: 'There is no storage here',
  quota: 'There is no room left',
  broken: 'The library can’t be read',
  missing: 'That is not in the library',
  invalid: 'That can’t be stored',
};

interface Props {
  problem: LibraryProblem;
  onRetry: () => void;
  /** Saves what can be read; null where nothing can. */
  onRescue: (() => void) | null;
}

/** The library can't be used: what happened, that nothing is lost, and the way out. */
export function Problem({ problem, onRetry, onRescue }: Props) {
  return (
    <main className="problem" role="alert">
      <h1>{TITLES[problem.kind]}</h1>
      <p>{problem.message}</p>
      <div className="row">
        <button type="button" className="button primary" onClick={onRetry}>
          Try again
        </button>
        {onRescue ? (
          <button type="button" className="button" onClick={onRescue}>
            Save what can be read
          </button>
        ) : null}
      </div>
    </main>
  );
}
