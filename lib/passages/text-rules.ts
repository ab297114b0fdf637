/** What of a page counts as running text. By tag and class alone: no layout is asked for, so reading never forces one. */

/** Never text, whatever the site: code for the browser, controls, media. Lower case. */
const SKIPPED = new Set(
  (
    'style script noscript template svg button select textarea input datalist progress meter head link meta title ' +
    'iframe object embed audio video canvas map rp'
  ).split(' '),
);

/** A line of its own, as the browsers' default style sheet has it. Table cells count, so that they are never glued. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary ' +
    'table tbody td tfoot th thead tr ul'
  ).split(' '),
);

/** A footnote's marker in the text and the links back from the notes: numbers that would be glued to words. */
const FOOTNOTE_CLASSES = [
  'footnote-reference',
  'footnote-ref',
  'footnote-anchor',
  'footnote-number',
  'footnote-back-link',
  'footnote-backref',
];

export type Reading = 'skip' | 'block' | 'inline' | 'break' | 'equation';

/** How the text of an element is read. `equation` is read as one piece, from `texOf`. */
export function readingOf(element: Element): Reading {
  const tag = element.localName;
  if (tag === 'br') return 'break';
  if (SKIPPED.has(tag)) return 'skip';
  if (tag === 'math' || tag === 'mjx-container') return 'equation';
  if (element.hasAttributes()) {
    if (isEditable(element) || isFootnoteMark(element)) return 'skip';
    if (tag === 'span' && isEquation(element)) return 'equation';
    if (element.hasAttribute('data-attrs') && element.classList.contains('latex-rendered')) return 'equation';
  }
  return BLOCKS.has(tag) ? 'block' : 'inline';
}

function isEditable(element: Element): boolean {
  const value = element.getAttribute('contenteditable');
  return value !== null && value !== 'false';
}

function isFootnoteMark(element: Element): boolean {
  const role = element.getAttribute('role');
  if (role === 'doc-noteref' || role === 'doc-backlink') return true;
  const names = element.getAttribute('class');
  if (names === null || !names.includes('footnote')) return false;
  return FOOTNOTE_CLASSES.some((name) => element.classList.contains(name));
}

/** MathJax 2 (`mjpage`, `mjx-chtml`) and KaTeX; MathJax 3 and MathML are known by their tags. */
function isEquation(element: Element): boolean {
  const names = element.getAttribute('class');
  if (names === null) return false;
  return /(?:^|\s)(?:mjpage|mjx-chtml|MathJax|MathJax_CHTML|katex|katex-display)(?:\s|$)/u.test(names);
}

/** Whether an equation stands on a line of its own. */
export function isDisplayed(element: Element): boolean {
  return (
    element.getAttribute('display') === 'true' ||
    element.getAttribute('display') === 'block' ||
    /(?:^|\s)(?:mjpage__block|katex-display|latex-rendered)(?:\s|$)/u.test(element.getAttribute('class') ?? '')
  );
}

/**
 * The TeX of an equation: from `aria-label` (MathJax 2 and 3), from the TeX annotation of MathML (KaTeX), from
 * Substack's own attribute, else what the MathML says as text. Empty where the page keeps the formula as glyphs alone.
 */
export function texOf(element: Element): string {
  const label = element.getAttribute('aria-label') ?? element.querySelector('[aria-label]')?.getAttribute('aria-label');
  if (label) return label;
  const annotation = element.querySelector('annotation[encoding="application/x-tex"]')?.textContent;
  if (annotation) return annotation;
  const stored = persistentExpression(element);
  if (stored) return stored;
  const math = element.localName === 'math' ? element : element.querySelector('math');
  return math?.getAttribute('alttext') ?? math?.textContent ?? '';
}

function persistentExpression(element: Element): string {
  const json = element.getAttribute('data-attrs') ?? '';
  const found = /"persistentExpression"\s*:\s*("(?:[^"\\]|\\.)*")/u.exec(json)?.[1];
  if (found === undefined) return '';
  try {
    return String(JSON.parse(found));
  } catch (error) {
    if (error instanceof SyntaxError) return '';
    throw error;
  }
}
