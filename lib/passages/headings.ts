/** The headings above a place, outermost first. A heading ends all of its own level and below. */
export class Headings {
  private stack: { level: number; text: string }[] = [];

  add(level: number, text: string): void {
    while ((this.stack.at(-1)?.level ?? 0) >= level) this.stack.pop();
    this.stack.push({ level, text });
  }

  /** A fold's summary: above whatever headings stand in the fold, whatever their level, until `restore`. */
  addSummary(text: string): void {
    this.stack.push({ level: 0, text });
  }

  path(): string[] {
    return this.stack.map(({ text }) => text);
  }

  mark(): readonly { level: number; text: string }[] {
    return [...this.stack];
  }

  /** Headings inside a quote or a fold don't reach past its end. */
  restore(mark: readonly { level: number; text: string }[]): void {
    this.stack = [...mark];
  }
}
