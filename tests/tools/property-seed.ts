import fc from 'fast-check';

/**
 * Property tests start from one seed, so that a run that passed passes again; `CRUXLIGHT_SEED=<number>` looks elsewhere
 * (a failure prints its seed and path either way).
 */
fc.configureGlobal({ seed: Number(process.env.CRUXLIGHT_SEED ?? 20261121) });
