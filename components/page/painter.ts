import { CLAIM_TYPES, type ClaimType } from '../../lib/claims/claim';
import { focusName, lineName, ownName, SLOTS, tintName } from './mark-names';
import type { PaletteName } from './palette';

/** One mark's paint; `type` is null for words that the reader highlighted without one. */
export interface Paint {
  ranges: readonly AbstractRange[];
  type: ClaimType | null;
  slot: number;
  faint: boolean;
  /** Decided by the reader: a tint lies under the words. */
  ink: boolean;
}

/** The part of the browser's registry that is used. */
export type Registry = Pick<HighlightRegistry, 'set' | 'delete' | 'get'>;

/**
 * Paints with the CSS Custom Highlight API, which changes nothing in the page's document. Owns only names of its own in
 * the registry, which the site may be using as well.
 */
export class Painter {
  private palette: PaletteName = 'light';
  private paints: readonly Paint[] = [];
  private focused: readonly AbstractRange[] = [];
  private readonly used = new Set<string>();

  constructor(
    private readonly registry: Registry,
    private readonly create: (ranges: readonly AbstractRange[]) => Highlight,
  ) {}

  /** Replaces all marks. Linear in the number of ranges; layout and painting are left to the browser. */
  paint(paints: readonly Paint[]): void {
    this.paints = paints;
    const groups = new Map<string, AbstractRange[]>();
    const add = (name: string, ranges: readonly AbstractRange[]) => {
      const group = groups.get(name);
      if (group) for (const range of ranges) group.push(range);
      else groups.set(name, [...ranges]);
    };
    for (const { ranges, type, slot, faint, ink } of paints) {
      if (type === null) {
        add(ownName(this.palette), ranges);
        continue;
      }
      if (slot < SLOTS) add(lineName(this.palette, type, faint ? 'faint' : 'pencil', slot), ranges);
      if (ink) add(tintName(this.palette, type), ranges);
    }
    const focus = focusName(this.palette);
    for (const name of this.used) if (!groups.has(name) && name !== focus) this.drop(name);
    for (const [name, ranges] of groups) this.put(name, ranges, CLAIM_TYPES.length);
    this.focus(this.focused);
  }

  /** Marks the passage that keys act on. */
  focus(ranges: readonly AbstractRange[]): void {
    this.focused = ranges;
    const name = focusName(this.palette);
    if (ranges.length === 0) this.drop(name);
    else this.put(name, ranges, 0);
  }

  /** The same marks in the colours for another background. */
  use(palette: PaletteName): void {
    if (palette === this.palette) return;
    this.erase();
    this.palette = palette;
    this.paint(this.paints);
  }

  /** Takes every mark of ours off the page and forgets it. */
  clear(): void {
    this.paints = [];
    this.focused = [];
    this.erase();
  }

  private erase(): void {
    for (const name of [...this.used]) this.drop(name);
  }

  private put(name: string, ranges: readonly AbstractRange[], priority: number): void {
    const highlight = this.create(ranges);
    highlight.priority = priority;
    this.registry.set(name, highlight);
    this.used.add(name);
  }

  private drop(name: string): void {
    if (this.used.delete(name)) this.registry.delete(name);
  }
}
