/** The portal in the gateway: renders the first page of a visit. */
import { renderToString } from "vue/server-renderer";
import { createMemoryHistory } from "vue-router";
import type { PortalRenderer } from "../adapters/http/portal/renderer";
import { createPortal } from "./app/create-portal";
import { writeHead } from "./app/head";
import { writeMarks, writeMeta } from "./app/marks";
import { writeState } from "./app/state";
import { ERRORS } from "./pages/error/page";
import { ROUTES } from "./pages/routes";
import template from "./dist/browser/index.html?raw";

export const renderer: PortalRenderer = {
  paths: ROUTES.map(({ path }) => path),
  render: async ({ address, origin, marks, ask }) => {
    const page = template.replace("<!--marks-->", () => writeMarks(marks));
    const meta = writeMeta(marks);
    const { app, router, shown, words } = createPortal({
      routes: ROUTES,
      errors: ERRORS,
      transport: ask,
      // pages follow when they are in a browser
      follow: () => () => undefined,
      history: createMemoryHistory(),
      origin,
      state: undefined,
    });
    if (router.resolve(address).meta.isPersonal === true)
      return {
        status: 200,
        html: page
          .replace("<!--head-->", () => `<title>${words.t("frame.name")}</title>\n${meta}`)
          .replace("<!--body-->", NEEDS_SCRIPTS),
      };
    await router.push(address);
    await router.isReady();
    const body = await renderToString(app);
    const { value: first } = shown;
    if (!first) throw new Error(`Nothing is shown for ${address}`);
    return {
      status: first.status,
      html: page
        .replace('lang="zh-CN"', () => (words.language === "zh" ? 'lang="zh-CN"' : 'lang="en"'))
        .replace("<!--head-->", () => `${writeHead(first, words)}\n${meta}`)
        .replace("<!--body-->", () => body)
        .replace("<!--state-->", () => writeState({ data: first.data, isError: first.isError })),
    };
  },
};

const NEEDS_SCRIPTS = "<noscript>工作台需要运行脚本。 The desk needs scripts.</noscript>";
