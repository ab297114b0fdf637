/** What the storage's owner (a provider, an employer, whoever gets in) can and can't see: shown where sync is set up. */
export const LOCKED_WORDS = {
  hidden: 'Everything you write and highlight, the posts it belongs to, and the names of your devices.',
  seen: 'That it is Cruxlight, how many devices you have, when and how much each of them writes, and your address on the network.',
  lost: 'Without the passphrase or the recovery code nobody can read it, and nobody can reset them, we neither.',
  changed:
    'They can delete files or give out old ones. They can’t change a word without being noticed, and nothing is deleted here because it is missing there.',
  former:
    'A new passphrase does not lock out who had the old one and kept a copy of the files. If somebody may have it, start a new folder.',
} as const;

export const PLAIN_WORDS = {
  hidden: 'Nothing. Whoever can read the folder can read your notes and which posts they belong to.',
  changed: 'Whoever can write to the folder can add to your library as if they were you.',
} as const;
