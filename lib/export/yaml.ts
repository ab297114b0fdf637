/** What a front matter holds: scalars and lists of scalars. */
export type FrontMatter = Record<string, string | number | boolean | null | readonly string[]>;

/** A YAML double-quoted scalar. JSON's escapes are YAML's; the line and paragraph separators and C1 controls are added. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function scalar(value: string | number | boolean | null): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** YAML front matter between its fences. Keys are the program's own words; every string is double-quoted. */
export function toFrontMatter(fields: FrontMatter): string {
  const lines = Object.entries(fields).map(([key, value]) => {
    if (!Array.isArray(value)) return `${key}: ${scalar(value as string | number | boolean | null)}`;
    if (value.length === 0) return `${key}: []`;
    return `${key}:\n${value.map((item: string) => `  - ${quoted(item)}`).join('\n')}`;
  });
  return `---\n${lines.join('\n')}\n---\n`;
}
