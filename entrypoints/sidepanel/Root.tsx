import { App } from './App';
import { WithLibrary } from './WithLibrary';

export function Root() {
  return <WithLibrary>{(library, onBroken) => <App library={library} onBroken={onBroken} />}</WithLibrary>;
}
