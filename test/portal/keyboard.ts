/** What somebody does who has a keyboard alone. */
import type { Locator, Page } from "playwright-core";

/** More than any page has. */
const MOST_PRESSES = 400;

/**
 * Presses Tab until the element has the focus. It throws where that leads nowhere, and where nobody sees that
 * the focus is there.
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: "attached" });
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await target.and(page.locator(":focus")).count()) === 0) continue;
    if ((await page.evaluate(IS_SEEN)) !== true)
      throw new Error(`Nobody sees the focus on ${String(target)}`);
    return;
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

export async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** A label stands for the file input in it. */
const IS_SEEN = `(() => {
  const { activeElement: element } = document;
  const shown = element.type === "file" ? element.closest("label") : element;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
})()`;
