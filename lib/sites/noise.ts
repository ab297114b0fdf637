/** What is not running text on one site. Names are exact; a prefix is for hashed or generated class names. */
export interface NoiseRules {
  tags?: readonly string[];
  classes?: readonly string[];
  classPrefixes?: readonly string[];
  /** Starts of Substack's `data-component-name`. */
  componentPrefixes?: readonly string[];
  test?: (element: Element) => boolean;
}

/** Never running text, on any site: controls, drawings, embeds, captions, navigation, copies for screen readers only. */
const EVERYWHERE = {
  tags: [
    'script',
    'style',
    'noscript',
    'template',
    'svg',
    'button',
    'form',
    'input',
    'select',
    'textarea',
    'iframe',
    'video',
    'audio',
    'canvas',
    'object',
    'embed',
    'nav',
    'figcaption',
    'picture',
    'img',
  ],
  classes: ['visually-hidden', 'sr-only', 'hide-text', 'footnote-back-link', 'footnote-backref'],
};

/**
 * A fast test of one element (sets, no selector engine: it runs once for each element of a page of 60,000 words).
 * An element with noise above it is not asked: its ancestor already said so.
 */
export function noiseTest(rules: NoiseRules): (element: Element) => boolean {
  const tags = new Set([...EVERYWHERE.tags, ...(rules.tags ?? [])]);
  const classes = new Set([...EVERYWHERE.classes, ...(rules.classes ?? [])]);
  const prefixes = rules.classPrefixes ?? [];
  const components = rules.componentPrefixes ?? [];
  return (element) => {
    if (tags.has(element.localName)) return true;
    if (isHiddenCopy(element) || isEditor(element)) return true;
    if (element.hasAttribute('class')) {
      for (const name of element.classList) {
        if (classes.has(name) || prefixes.some((prefix) => name.startsWith(prefix))) return true;
      }
    }
    const component = components.length > 0 ? element.getAttribute('data-component-name') : null;
    if (component && components.some((prefix) => component.startsWith(prefix))) return true;
    return rules.test?.(element) ?? false;
  };
}

/** `hidden="until-found"` is text that opens on a search, as closed details are, and stays. */
function isHiddenCopy(element: Element): boolean {
  if (element.getAttribute('aria-hidden') === 'true') return true;
  const style = element.getAttribute('style');
  if (style !== null && /display\s*:\s*none/i.test(style)) return true;
  const hidden = element.getAttribute('hidden');
  return hidden !== null && hidden.toLowerCase() !== 'until-found';
}

function isEditor(element: Element): boolean {
  const editable = element.getAttribute('contenteditable');
  return editable !== null && editable.toLowerCase() !== 'false';
}
