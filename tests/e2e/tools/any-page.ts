import { until } from './page-marks';

interface Handle {
  click: () => Promise<void>;
  type: (text: string) => Promise<void>;
}

/** What a page of both test tools can do: the same scenario then runs in Chromium and in Firefox. */
export interface AnyPage {
  // biome-ignore lint/suspicious/noExplicitAny: the two tools' own types of the same functions have nothing in common
  evaluate: (run: any, given?: any) => Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  evaluateHandle: (run: any, given?: any) => Promise<any>;
}

/** Runs in the page: the shown control whose name (its words, label or `aria-label`) is the one wanted. */
const findControl = ({ name, tags }: { name: string; tags: string }): Element | null => {
  const said = (text: string | null | undefined) => (text ?? '').replace(/\s+/gu, ' ').trim();
  for (const element of document.querySelectorAll<HTMLElement>(tags)) {
    if (!element.checkVisibility() || element.matches(':disabled')) continue;
    const labels = 'labels' in element ? [...((element.labels as NodeListOf<HTMLElement> | null) ?? [])] : [];
    const names = [element.getAttribute('aria-label'), element.textContent, ...labels.map((it) => it.innerText)];
    if (names.some((it) => said(it) === name)) return element;
  }
  return null;
};

async function control(page: AnyPage, name: string, tags: string): Promise<Handle> {
  const found = await until(
    async () => (await page.evaluateHandle(findControl, { name, tags })).asElement() as Handle | null,
    (it) => it !== null,
  );
  if (!found) throw new Error(`Nothing is called "${name}" here:\n${await wordsOn(page)}`);
  return found;
}

/** Clicks as a reader does, so that the browser knows of a gesture. */
export const clickOn = async (page: AnyPage, name: string): Promise<void> =>
  (await control(page, name, 'button, [role="tab"], summary, input[type="radio"], input[type="checkbox"]')).click();

/** Replaces what stands in a field. */
export async function fillIn(page: AnyPage, name: string, text: string): Promise<void> {
  const field = await control(page, name, 'input, textarea');
  await field.click();
  await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.select());
  await field.type(text);
}

export const wordsOn = (page: AnyPage): Promise<string> => page.evaluate(() => document.body.innerText);

/** Waits until the page says so; fails with what it says instead. */
export async function says(page: AnyPage, wanted: RegExp, tries = 100): Promise<string> {
  const words = await until(
    () => wordsOn(page),
    (it) => wanted.test(it),
    tries,
  );
  if (!wanted.test(words)) throw new Error(`The page never said ${wanted}:\n${words}`);
  return words;
}
