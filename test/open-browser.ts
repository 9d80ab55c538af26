/**
 * A real Chromium, which may load pages of one hub alone; what else they ask for, or do against policy, is
 * told.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type BrowserContextOptions, type Page } from "playwright-core";

export interface OpenBrowser {
  /** A page without anything stored; `options` say who reads it, and on what. */
  readonly newPage: (options?: BrowserContextOptions) => Promise<Page>;
  /**
   * Addresses outside the hub that pages asked for, violations of their policies, and errors of their
   * scripts.
   */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

/** Null when there is none on this machine. */
export function findChromium(): string | null {
  return (
    (process.env["PATH"] ?? "")
      .split(delimiter)
      .flatMap((folder) => [join(folder, "chromium"), join(folder, "google-chrome")])
      .find((path) => existsSync(path)) ?? null
  );
}

export async function openBrowser(executablePath: string, origin: string): Promise<OpenBrowser> {
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const faults: string[] = [];
  return {
    newPage: async (options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1400, height: 1200 }, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      page.on("request", (request) => {
        if (!request.url().startsWith(`${origin}/`) && !/^(?:data|blob):/.test(request.url()))
          faults.push(`asked ${request.url()}`);
      });
      page.on("pageerror", ({ message }) => faults.push(`failed ${message}`));
      await page.exposeFunction("tellViolation", (text: string) => faults.push(`violated ${text}`));
      await page.addInitScript(
        `addEventListener("securitypolicyviolation", (event) =>
          tellViolation(event.effectiveDirective + " " + event.blockedURI))`,
      );
      return page;
    },
    faults,
    close: () => browser.close(),
  };
}

/** Less than Jest's own limit, so that it is told what did not come. */
const PATIENCE_MS = 120_000;
