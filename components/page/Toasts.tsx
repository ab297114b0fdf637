import { Icon } from './icons';
import type { PageActions, Toast } from './view';

/** What was just done, with the way back. */
export function Toasts({ toasts, actions }: { toasts: Toast[]; actions: PageActions }) {
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div className="toast" key={toast.id}>
          <span>{toast.text}</span>
          {toast.undo && (
            <button type="button" onClick={actions.undo}>
              Undo
            </button>
          )}
          <button type="button" className="bare" onClick={() => actions.dismissToast(toast.id)} aria-label="Dismiss">
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
