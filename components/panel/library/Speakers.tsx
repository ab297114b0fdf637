import { useState } from 'react';
import { Icon } from '../../shared/Icon';
import { SpeakerEditor } from '../../shared/SpeakerEditor';
import { plural } from '../../shared/words';
import type { Curation, LibraryActions, Speaker } from '../model';

interface Props {
  speakers: Speaker[];
  curations: Curation[];
  actions: LibraryActions;
}

/** Everybody who speaks in the library, to rename, merge, and take merges back. */
export function Speakers({ speakers, curations, actions }: Props) {
  const [editing, setEditing] = useState<string | null>(null);
  const merges = curations.filter((c) => c.deletedAt === null && c.kind === 'merge-speakers');
  if (speakers.length === 0) return null;
  return (
    <details className="fold">
      <summary>
        <Icon name="people" /> Speakers <span className="muted">{speakers.length.toLocaleString('en')}</span>
      </summary>
      <ul className="plain speakers">
        {speakers.map((speaker) => (
          <li key={speaker.name}>
            <div className="speaker-head">
              <span className="speaker-name">{speaker.name}</span>
              <span className="muted grow">
                {plural(speaker.posts, 'post')}, {plural(speaker.passages, 'passage')}
              </span>
              <button
                type="button"
                className="icon-button"
                aria-label={`Rename or merge ${speaker.name}`}
                title="Rename or merge"
                aria-expanded={editing === speaker.name}
                onClick={() => setEditing(editing === speaker.name ? null : speaker.name)}
              >
                <Icon name="edit" size={14} />
              </button>
            </div>
            {editing === speaker.name ? (
              <SpeakerEditor
                name={speaker.name}
                others={speakers.map((other) => other.name).filter((name) => name !== speaker.name)}
                onRename={(name) => actions.renameSpeaker(speaker.name, name)}
                onMerge={(into) => actions.mergeSpeakers(speaker.name, into)}
                onClose={() => setEditing(null)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {merges.length > 0 ? (
        <ul className="plain speakers">
          {merges.map((merge) =>
            merge.kind === 'merge-speakers' ? (
              <li key={merge.id} className="speaker-head">
                <span className="grow muted">
                  {merge.from} counts as {merge.into}
                </span>
                <button type="button" className="link" onClick={() => actions.splitSpeakers(merge.id)}>
                  Take apart
                </button>
              </li>
            ) : null,
          )}
        </ul>
      ) : null}
    </details>
  );
}
