import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { SITE_MATCHES } from './lib/sites/hosts';

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Files that go into the extension as they are, beside those of `assets/public`: source → place in the extension. */
const SHIPPED = [
  { absoluteSrc: path('assets/model/claims.bin'), relativeDest: 'model/claims.bin' },
  ...readdirSync(path('assets/demo/pages')).map((name) => ({
    absoluteSrc: path(`assets/demo/pages/${name}`),
    relativeDest: `demo/${name}`,
  })),
];

export default defineConfig({
  modules: ['@wxt-dev/module-react'],
  imports: false,
  publicDir: 'assets/public',
  manifestVersion: 3,
  hooks: { 'build:publicAssets': (_, files) => void files.push(...SHIPPED) },
  // The panel's synthesis runs in a module worker.
  vite: () => ({ worker: { format: 'es' } }),
  manifest: ({ browser }) => ({
    name: 'Cruxlight',
    description:
      'Finds the claims in AI-safety posts, keeps your highlights, and shows across posts who agrees and who does not.',
    // scripting injects the reader only on post pages; activeTab reads any other page on request; alarms wake sync.
    permissions: ['storage', 'scripting', 'activeTab', 'alarms', ...(browser === 'firefox' ? [] : ['sidePanel'])],
    host_permissions: SITE_MATCHES,
    // A custom Substack domain, an endpoint or a storage of the reader's own: asked for one by one. Plain http only on this machine.
    optional_host_permissions: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*', 'http://[::1]/*'],
    action: { default_title: 'Cruxlight: open the side panel' },
    commands: {
      'open-panel': { suggested_key: { default: 'Alt+Shift+C' }, description: 'Open the side panel' },
      'toggle-marks': { suggested_key: { default: 'Alt+Shift+H' }, description: 'Hide or show all marks on the page' },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'cruxlight@cruxlight.invalid',
              strict_min_version: '140.0',
              // Only to an endpoint that the reader sets up: the text of the posts that it is to tag.
              data_collection_permissions: { required: ['none'], optional: ['websiteContent'] },
            },
          },
        }
      : { minimum_chrome_version: '116' }),
  }),
});
