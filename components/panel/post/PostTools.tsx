import { Icon } from '../../shared/Icon';
import { Menu } from '../../shared/Menu';
import type { ExportFormat, History } from '../model';

interface Props {
  history: History;
  onExport: (format: ExportFormat) => void;
  onUndo: () => void;
  onRedo: () => void;
}

export function PostTools({ history, onExport, onUndo, onRedo }: Props) {
  return (
    <div className="tools">
      <button
        type="button"
        className="icon-button"
        aria-label={history.undo ? `Undo: ${history.undo}` : 'Undo'}
        title={history.undo ? `Undo: ${history.undo}` : 'Nothing to undo'}
        aria-disabled={history.undo === null}
        onClick={() => history.undo !== null && onUndo()}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={history.redo ? `Do again: ${history.redo}` : 'Do again'}
        title={history.redo ? `Do again: ${history.redo}` : 'Nothing to do again'}
        aria-disabled={history.redo === null}
        onClick={() => history.redo !== null && onRedo()}
      >
        <Icon name="redo" />
      </button>
      <span className="grow" />
      <Menu
        label="Export"
        icon="save"
        items={[
          { label: 'Copy as Markdown', icon: 'copy', onChoose: () => onExport('md-copy') },
          { label: 'Save as Markdown', icon: 'save', onChoose: () => onExport('md') },
          { label: 'Save as Web Annotations (JSON-LD)', icon: 'save', onChoose: () => onExport('jsonld') },
          { label: 'Save as a table (CSV)', icon: 'save', onChoose: () => onExport('csv') },
        ]}
      />
    </div>
  );
}
