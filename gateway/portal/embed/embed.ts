/**
 * Parts of the portal for departments' own sites, as web components without anything else:
 *
 *   <tongcha-list feed="enforcement.penalties" department="scjgj" columns="partyName,decisionDate" first="5">
 *   <tongcha-search>
 *
 * `lang="en"` speaks English. A site gives its colours by `--tongcha-link`, `--tongcha-ink`, `--tongcha-line`
 * and `--tongcha-ground`; the rest is the site's own. The hub's setting CORS_ORIGINS has the sites that may
 * ask.
 */
import { createAsk, type GraphAnswer } from "../data/ask";
import { EmbeddedListDocument } from "../graph/public/graphql";
import { embed as TEXTS } from "../words/embed";

const HUB = new URL(import.meta.url).origin;
const MOST = 50;
const USUAL = 5;

const ask = createAsk(async (id, variables) => {
  const asked = new URLSearchParams({ documentId: id, variables: JSON.stringify(variables) });
  const response = await fetch(`${HUB}/graphql/public?${asked}`, {
    headers: { accept: "application/json", "graphql-client-name": "embed" },
  });
  // GraphQL over HTTP
  return (await response.json()) as GraphAnswer;
});

const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
  :host { display: block; color: var(--tongcha-ink, inherit); background: var(--tongcha-ground, transparent); }
  a { color: var(--tongcha-link, #0b4f94); }
  table { width: 100%; border-collapse: collapse; }
  caption { text-align: start; font-weight: 600; padding-block: .4rem; }
  th, td { padding: .35rem .6rem; text-align: start; border-bottom: 1px solid var(--tongcha-line, #d3dce5); }
  form { display: flex; gap: .5rem; }
  input { flex: 1; min-width: 0; }
  input, button { font: inherit; min-height: 2.4rem; padding: .3rem .7rem; }
`);

abstract class Part extends HTMLElement {
  protected readonly root = this.attachShadow({ mode: "open" });

  protected get language(): "zh" | "en" {
    return this.closest("[lang]")?.getAttribute("lang")?.startsWith("en") ? "en" : "zh";
  }

  protected say(word: keyof typeof TEXTS): string {
    return TEXTS[word][this.language];
  }

  connectedCallback(): void {
    this.root.adoptedStyleSheets = [STYLE];
    this.draw();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.draw();
  }

  protected abstract draw(): void;
}

class TongchaList extends Part {
  static readonly observedAttributes = ["feed", "department", "columns", "first"];

  protected draw(): void {
    this.root.replaceChildren(element("p", this.say("loading")));
    this.load().catch(() => this.root.replaceChildren(element("p", this.say("failed"))));
  }

  private async load(): Promise<void> {
    const feed = this.getAttribute("feed") ?? "";
    const department = this.getAttribute("department");
    const columns = this.getAttribute("columns");
    const first = Math.min(Math.max(Number(this.getAttribute("first") ?? USUAL) || USUAL, 1), MOST);
    const { dataset } = await ask(EmbeddedListDocument, {
      feed,
      first,
      columns: columns === null ? null : columns.split(",").map((name) => name.trim()),
      where: department === null ? null : JSON.stringify({ department: { eq: department } }),
      labels: this.language === "en" ? "EN" : "ZH",
    });
    // another one was asked for meanwhile
    if (feed !== this.getAttribute("feed")) return;
    if (!dataset?.table) return this.root.replaceChildren(element("p", this.say("unknown")));
    const shown = columns === null ? SHOWN_COLUMNS : Infinity;
    const table = element("table");
    table.append(
      element("caption", this.language === "en" ? dataset.titleEn : dataset.title),
      rowOf(dataset.table.columns.slice(0, shown).map(({ label }) => header(label))),
      ...dataset.table.rows.map(({ permalink, cells }) =>
        rowOf(
          cells.slice(0, shown).map(({ text }, at) => {
            const cell = element("td", at === 0 ? "" : text);
            if (at === 0) cell.append(link(permalink, text));
            return cell;
          }),
        ),
      ),
    );
    this.root.replaceChildren(table, link(`/datasets/${feed}`, this.say("all")));
  }
}

class TongchaSearch extends Part {
  static readonly observedAttributes = ["lang"];

  protected draw(): void {
    const form = element("form");
    form.action = `${HUB}/search`;
    form.setAttribute("role", "search");
    const input = element("input");
    Object.assign(input, { type: "search", name: "text", required: true, minLength: 2, maxLength: 100 });
    input.setAttribute("aria-label", this.say("search"));
    form.append(input, element("button", this.say("search")));
    this.root.replaceChildren(form);
  }
}

/** Where a site does not say which. */
const SHOWN_COLUMNS = 3;

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = "",
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function header(text: string): HTMLElement {
  const cell = element("th", text);
  cell.scope = "col";
  return cell;
}

function rowOf(cells: readonly HTMLElement[]): HTMLElement {
  const row = element("tr");
  row.append(...cells);
  return row;
}

function link(path: string, text: string): HTMLElement {
  const made = element("a", text);
  made.href = new URL(path, HUB).href;
  return made;
}

customElements.define("tongcha-list", TongchaList);
customElements.define("tongcha-search", TongchaSearch);
