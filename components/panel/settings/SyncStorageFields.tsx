import { useId, useState } from 'react';
import type { Faults, FieldName, SyncFields } from './sync-draft';
import { BUCKET_PROVIDERS, DAV_PROVIDERS, type Provider } from './sync-providers';

interface Props {
  fields: SyncFields;
  faults: Faults;
  onChange: (change: Partial<SyncFields>) => void;
}

interface FieldProps extends Props {
  name: FieldName;
  label: string;
  type?: 'text' | 'url' | 'password';
  placeholder?: string;
  hint?: string | undefined;
}

function Field({ fields, faults, onChange, name, label, type = 'text', placeholder, hint }: FieldProps) {
  const id = useId();
  const fault = faults[name] ?? null;
  const about = fault ?? hint ?? null;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        dir={type === 'url' ? 'ltr' : 'auto'}
        value={fields[name]}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={fault !== null}
        aria-describedby={about === null ? undefined : `${id}-about`}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
      {about === null ? null : (
        <p id={`${id}-about`} className={fault ? 'field-fault' : 'muted'}>
          {about}
        </p>
      )}
    </div>
  );
}

interface PickProps<P extends Provider> {
  providers: P[];
  chosen: string;
  onChoose: (id: string) => void;
}

function ProviderPick<P extends Provider>({ providers, chosen, onChoose }: PickProps<P>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Provider</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.target.value)}>
        {providers.map((it) => (
          <option key={it.id} value={it.id}>
            {it.name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Address and rights of a storage, with what they look like at the provider that the reader has. */
export function SyncStorageFields(props: Props) {
  const [dav, setDav] = useState('nextcloud');
  const [bucket, setBucket] = useState('aws');
  if (props.fields.kind === 'webdav') {
    const provider = DAV_PROVIDERS.find(({ id }) => id === dav) ?? DAV_PROVIDERS[0]!;
    return (
      <>
        <div className="sync-where">
          <ProviderPick providers={DAV_PROVIDERS} chosen={dav} onChoose={setDav} />
          <Field
            {...props}
            name="davAddress"
            label="Address of the folder"
            type="url"
            placeholder={provider.address}
            hint={
              props.fields.davAddress === ''
                ? 'A folder of its own; it is made if it is not there.'
                : `For example ${provider.address}`
            }
          />
        </div>
        <div className="sync-pair">
          <Field {...props} name="user" label="User" />
          <Field {...props} name="password" label="App password" type="password" />
        </div>
        <p className="muted">{provider.hint}</p>
      </>
    );
  }
  const provider = BUCKET_PROVIDERS.find(({ id }) => id === bucket) ?? BUCKET_PROVIDERS[0]!;
  return (
    <>
      <div className="sync-where">
        <ProviderPick providers={BUCKET_PROVIDERS} chosen={bucket} onChoose={setBucket} />
        <Field
          {...props}
          name="bucketAddress"
          label="Address of the bucket"
          type="url"
          placeholder={provider.address}
          hint={props.fields.bucketAddress === '' ? undefined : `For example ${provider.address}`}
        />
      </div>
      <div className="sync-pair">
        <Field {...props} name="region" label="Region" placeholder={provider.region} />
        <Field {...props} name="folder" label="Folder in it" />
      </div>
      <div className="sync-pair">
        <Field {...props} name="accessKey" label="Access key" />
        <Field {...props} name="secretKey" label="Secret key" type="password" />
      </div>
      <p className="muted">{provider.hint}</p>
    </>
  );
}
