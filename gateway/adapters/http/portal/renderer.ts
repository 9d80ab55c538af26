/** What the gateway needs of the portal that Vite built: `gateway/portal/server.ts`. */

export interface PortalRenderer {
  /** Patterns of addresses, such as `/departments/:code`. */
  readonly paths: readonly string[];
  readonly render: (visit: PortalVisit) => Promise<RenderedPage>;
}

export interface PortalVisit {
  /** Path and query. */
  readonly address: string;
  /** Of the gateway, as the visitor's browser knows it. */
  readonly origin: string;
  readonly marks: SiteMarks;
  /** Asks the public view. `document`: the id of one of the portal's documents. */
  readonly ask: (document: string, variables: object) => Promise<PortalAnswer>;
}

/** What each page says of its site. */
export interface SiteMarks {
  /** At its foot: names and values; an address is a link. */
  readonly foot: ReadonlyMap<string, string>;
  /** In its head: names and contents of `meta`. */
  readonly meta: ReadonlyMap<string, string>;
}

export interface PortalAnswer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

export interface RenderedPage {
  /** 200, 404, 410, or 503 where the graph refused what the page asked. */
  readonly status: number;
  readonly html: string;
}
