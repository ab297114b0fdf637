/**
 * The data's way, as import rules: base → sites → passages → claims → library → synthesis → export, sync;
 * messaging beside. A folder imports only those before it.
 */
const order = ['base', 'sites', 'passages', 'claims', 'library', 'synthesis', 'export', 'sync'];
const later = (name) => order.slice(order.indexOf(name) + 1);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^#' } },
    ...order
      .filter((name) => later(name).length > 0)
      .map((name) => ({
        name: `lib-${name}-only-imports-earlier-folders`,
        severity: 'error',
        from: { path: `^lib/${name}/` },
        to: { path: `^lib/(${[...later(name), 'messaging'].join('|')})/` },
      })),
    {
      name: 'sync-and-export-are-siblings',
      severity: 'error',
      from: { path: '^lib/sync/' },
      to: { path: '^lib/(export|messaging)/' },
    },
    {
      name: 'lib-knows-no-entrypoint-or-component',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(entrypoints|components|scripts|tests)/' },
    },
    {
      name: 'components-know-no-storage-or-messaging',
      comment: 'A component takes props and gives callbacks.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(entrypoints|scripts|lib/(messaging|sync)/)|^lib/library/(?!records|effective)|dexie' },
    },
    {
      name: 'only-the-library-uses-dexie',
      severity: 'error',
      from: { pathNot: '^lib/library/' },
      to: { path: 'node_modules/dexie' },
    },
    {
      name: 'browser-api-only-in-entrypoints-and-messaging',
      severity: 'error',
      from: { pathNot: '^(entrypoints|lib/messaging)/' },
      to: { path: 'node_modules/(wxt|@wxt-dev/browser|webextension-polyfill)/' },
    },
    {
      name: 'product-knows-no-script-or-test',
      severity: 'error',
      from: { path: '^(entrypoints|components)/' },
      to: { path: '^(scripts|tests)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
