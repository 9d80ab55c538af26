/** A hub with the samples, and a page in a browser. */
import type { Page } from "playwright-core";
import { openBrowser, type OpenBrowser } from "../open-browser.js";
import { startHub, type TestHub } from "../start-hub.js";

export interface OpenPages {
  readonly hub: TestHub;
  readonly browser: OpenBrowser;
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** `chromium`: where it is. */
export async function openPages(chromium: string | null): Promise<OpenPages> {
  const hub = await startHub({ holds: "samples" });
  const browser = await openBrowser(chromium ?? "", hub.url);
  const page = await browser.newPage();
  return {
    hub,
    browser,
    page,
    close: async () => {
      await browser.close();
      await hub.close();
    },
  };
}
