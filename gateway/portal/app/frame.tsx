/** What is around every page: the district's name, the sections, the search, and how to read it. */
import { defineComponent, onMounted, ref, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import { usePortal } from "../data/portal";
import { Link } from "../parts/link";
import { ReadAloud } from "../parts/read-aloud";
import { SearchBox } from "../parts/search-box";
import { useWords, type Word } from "../words";
import { titleOf } from "./head";
import { useShown } from "./shown";

const SECTIONS: readonly { readonly to: string; readonly word: Word }[] = [
  { to: "/datasets", word: "frame.datasets" },
  { to: "/departments", word: "frame.departments" },
  { to: "/enterprises", word: "frame.enterprises" },
  { to: "/towns", word: "frame.towns" },
  { to: "/statistics", word: "frame.statistics" },
  { to: "/guides", word: "frame.guides" },
  { to: "/policies", word: "frame.policies" },
  { to: "/schools", word: "frame.schools" },
  { to: "/duties", word: "duties.title" },
];

/** Pages with a search of their own. */
const SEARCHES = new Set(["/", "/search"]);

export const Frame = defineComponent(() => {
  const shown = useShown();
  const { isLoading } = usePortal();
  const words = useWords();
  const { t } = words;
  const route = useRoute();
  const router = useRouter();
  const main = ref<HTMLElement | null>(null);

  onMounted(() => {
    watch(
      shown,
      (page) => {
        if (page) document.title = titleOf(page, words);
      },
      { flush: "post", immediate: true },
    );
    watch(
      () => words.language,
      (language) => {
        document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
      },
      { immediate: true },
    );
    // Who hears a page rather than sees it begins at its top
    watch(
      () => route.path,
      () => main.value?.focus({ preventScroll: true }),
      { flush: "post" },
    );
  });

  /** The same page, read otherwise. */
  const readingBy = (name: string, value: string): string =>
    router.resolve({ path: route.path, query: { ...route.query, [name]: value } }).href;

  return () => (
    <div class={["portal", route.query["view"] === "elder" && "elder"]}>
      <a class="skip" href="#main">
        {t("frame.skip")}
      </a>
      <header class="top">
        <div class="wide">
          <Link class="name" to="/">
            {t("frame.name")}
          </Link>
          {!SEARCHES.has(route.path) && <SearchBox />}
          <nav class="reading">
            {route.query["view"] === "elder" && <ReadAloud />}
            {route.query["view"] === "elder" ? (
              <Link to={readingBy("view", "usual")}>{t("frame.usual")}</Link>
            ) : (
              <Link to={readingBy("view", "elder")}>{t("frame.elder")}</Link>
            )}
            <Link to={readingBy("lang", words.language === "zh" ? "en" : "zh")}>{t("frame.other")}</Link>
            <a href="/desk">{t("frame.desk")}</a>
          </nav>
        </div>
        <nav class="sections" aria-label={t("frame.menu")}>
          <ul class="wide">
            {SECTIONS.map(({ to, word }) => (
              <li>
                <Link to={to} aria-current={route.path.startsWith(to) ? "page" : undefined}>
                  {t(word)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <p class="loading" role="status" aria-live="polite">
        {isLoading.value && t("frame.loading")}
      </p>
      <main id="main" class="wide" tabindex={-1} ref={main} aria-busy={isLoading.value}>
        {shown.value?.draw()}
      </main>
      <footer class="foot">
        <div class="wide">
          <p>{t("frame.about")}</p>
          <p>
            <a href="/catalog">{t("frame.catalogue")}</a>
            <Link to="/developers">{t("frame.developers")}</Link>
            <a href="/explorer">{t("frame.explorer")}</a>
          </p>
        </div>
      </footer>
    </div>
  );
});
