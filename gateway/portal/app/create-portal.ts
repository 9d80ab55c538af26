/**
 * The portal as a Vue application: an address is opened by asking the graph for all that its page shows, then
 * showing it. Until then the former page stays.
 */
import { createApp, createSSRApp, ref, shallowRef, watch, type App, type Ref } from "vue";
import { createRouter, type RouteLocationNormalized, type Router, type RouterHistory } from "vue-router";
import { createAsk, type Transport } from "../data/ask";
import type { Follow } from "../data/follow";
import { PORTAL } from "../data/portal";
import { createWords, languageOf, WORDS, type Words } from "../words";
import { Frame } from "./frame";
import { PageUnknown, type Page, type Shown } from "./page";
import { SHOWN } from "./shown";
import type { SentState } from "./state";

export interface Route {
  /** A pattern, such as `/departments/:code`. */
  readonly path: string;
  readonly page: LoadPage;
  /** What it shows is its reader's own: the gateway does not render it. */
  readonly isPersonal?: boolean;
}

type LoadPage = () => Promise<{ readonly default: Page }>;

/** What is shown where a page cannot be. */
export interface ErrorPage extends Pick<Page, "resume"> {
  /** In the gateway it throws what is no refusal, but a fault of the page. */
  readonly show: (error: unknown) => Shown;
}

export interface PortalParts {
  readonly routes: readonly Route[];
  readonly errors: ErrorPage;
  readonly transport: Transport;
  readonly follow: Follow;
  readonly history: RouterHistory;
  readonly origin: string;
  /** The data of the first page, if the gateway sent it; undefined if not. */
  readonly state: SentState | undefined;
}

export interface Portal {
  readonly app: App;
  readonly router: Router;
  readonly shown: Readonly<Ref<Shown | null>>;
  readonly words: Words;
}

declare module "vue-router" {
  interface RouteMeta {
    readonly page?: LoadPage;
    readonly isPersonal?: boolean;
  }
}

export function createPortal({
  routes,
  errors,
  transport,
  follow,
  history,
  origin,
  state,
}: PortalParts): Portal {
  const words = createWords();
  const ask = createAsk(transport);
  const shown = shallowRef<Shown | null>(null);
  const isLoading = ref(false);
  let ready: { readonly of: RouteLocationNormalized; readonly shown: Shown } | null = null;
  let sent = state;

  const load = async (to: RouteLocationNormalized): Promise<Shown> => {
    if (!to.meta.page) throw new PageUnknown();
    const { default: page } = await to.meta.page();
    if (sent) return page.resume(sent.data);
    const language = languageOf(to.query["lang"]);
    return page.load({
      ask,
      param: (name) => textOf(to.params[name]) ?? "",
      query: (name) => textOf(to.query[name]),
      queries: (name) => [to.query[name]].flat().flatMap((value) => textOf(value) ?? []),
      origin,
      language,
      labels: language === "en" ? "EN" : "ZH",
    });
  };
  const open = async (to: RouteLocationNormalized): Promise<Shown> => {
    try {
      return sent?.isError === true ? errors.resume(sent.data) : await load(to);
    } catch (error) {
      return errors.show(error);
    } finally {
      sent = undefined;
    }
  };
  const router = createRouter({
    history,
    routes: [
      ...routes.map(({ path, page, isPersonal = false }) => ({
        path,
        component: NOWHERE,
        meta: { page, isPersonal },
      })),
      { path: "/:rest(.*)*", component: NOWHERE },
    ],
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });
  router.beforeResolve(async (to) => {
    isLoading.value = true;
    ready = { of: to, shown: await open(to) };
  });
  /** What somebody opens is not taken back. */
  const whenOpened = async (): Promise<void> => {
    while (isLoading.value)
      await new Promise<void>((resolve) => {
        watch(isLoading, () => resolve(), { once: true });
      });
  };
  const reload = async (): Promise<void> => {
    await whenOpened();
    const { path, query, hash } = router.currentRoute.value;
    await router.replace({ path, query, hash, force: true });
  };
  const refresh = async (): Promise<void> => {
    await whenOpened();
    const { currentRoute } = router;
    const of = currentRoute.value;
    const anew = await load(of);
    if (currentRoute.value === of && !isLoading.value) shown.value = anew;
  };
  router.afterEach((to, _from, failure) => {
    if (failure || ready?.of !== to) return;
    isLoading.value = false;
    words.speak(languageOf(to.query["lang"]));
    shown.value = ready.shown;
  });
  // without the gateway's data there is no page of it to take over
  const app = (state === undefined && "document" in globalThis ? createApp : createSSRApp)(Frame);
  app.use(router);
  app.provide(WORDS, words);
  app.provide(SHOWN, shown);
  app.provide(PORTAL, {
    isLoading,
    ask,
    change: createAsk(transport, "mutation"),
    follow,
    reload,
    refresh,
  });
  return { app, router, shown, words };
}

/** The frame shows pages itself. */
const NOWHERE = { render: () => null };

function textOf(value: string | null | readonly (string | null)[] | undefined): string | null {
  const text = typeof value === "string" ? value : (value?.[0] ?? null);
  return text === "" ? null : text;
}
