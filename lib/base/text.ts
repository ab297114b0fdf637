/** Collapses every run of white space (no-break and thin spaces included) to one space, and trims. */
export function collapseSpace(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Spreads every input bit over all 32 (the finaliser of MurmurHash3). */
function spread(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * A 64-bit hash of a string as 14 base-36 characters: two FNV-1a runs over its UTF-16 code units, each spread. Not
 * cryptographic: it names cached results and passages, it protects nothing.
 */
export function hashText(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + i), 0x01000193);
  }
  return spread(a).toString(36).padStart(7, '0') + spread(b).toString(36).padStart(7, '0');
}
