/** What is shown where a page cannot be: a sentence, and what to do. */
import type { ErrorPage } from "../../app/create-portal";
import { definePage, PageUnknown } from "../../app/page";
import { GraphFault } from "../../data/ask";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

interface Failure {
  /** Null where nothing has the address. */
  readonly code: string | null;
  readonly message: string;
  readonly english: string | null;
}

const page = definePage<Failure>({
  load: () => Promise.reject(new Error("An error is no address")),
  title: ({ code }, { t }) => t(code === null ? "error.unknown" : "error.failed"),
  isError: true,
  status: ({ code }) => (code === null ? 404 : 503),
  view: ({ data: { code, message, english } }: { readonly data: Failure }) => {
    const { t, language } = useWords();
    return (
      <section class="error">
        <h1>{t(code === null ? "error.unknown" : "error.failed")}</h1>
        <p>{code === null ? t("error.unknownText") : language === "en" ? (english ?? message) : message}</p>
        {code !== null && <p class="quiet">{t("error.code", { code })}</p>}
        <p class="actions">
          {code !== null && (
            <button type="button" onClick={() => location.reload()}>
              {t("error.again")}
            </button>
          )}
          <Link to="/">{t("error.home")}</Link>
        </p>
      </section>
    );
  },
});

const BROKEN: Failure = {
  code: "PAGE_FAILED",
  message: "页面没有完整送达，或本站刚刚更新。请再试一次。",
  english: "The page did not arrive whole, or this site was updated just now. Try again.",
};

export const ERRORS: ErrorPage = {
  resume: page.resume,
  show: (error) => {
    if (error instanceof PageUnknown) return page.resume({ code: null, message: "", english: null });
    if (error instanceof GraphFault) {
      const { code, message, english } = error;
      return page.resume({ code, message, english });
    }
    // In the gateway it is a fault to be logged; in a browser the page's files may be those of an earlier
    // version.
    if (!("document" in globalThis)) throw error;
    reportError(error);
    return page.resume(BROKEN);
  },
};
