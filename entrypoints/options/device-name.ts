/** What this browser is called on the reader's other devices, until they say otherwise: "Firefox on Linux". */
export function deviceName(userAgent: string): string {
  const known = (names: readonly (readonly [word: RegExp, name: string])[]) =>
    names.find(([word]) => word.test(userAgent))?.[1];
  const browser = known([
    [/Firefox\//u, 'Firefox'],
    [/Edg\//u, 'Edge'],
    [/OPR\//u, 'Opera'],
    [/Chrome\//u, 'Chrome'],
  ]);
  const system = known([
    [/Android/u, 'Android'],
    [/Windows/u, 'Windows'],
    [/Mac OS/u, 'Mac'],
    [/CrOS/u, 'ChromeOS'],
    [/Linux/u, 'Linux'],
  ]);
  return [browser ?? 'Browser', system].filter((it) => it !== undefined).join(' on ');
}
