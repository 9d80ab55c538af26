/**
 * A link that keeps how somebody reads (language, large type) and opens pages of the portal without a reload.
 */
import type { AnchorHTMLAttributes, FunctionalComponent } from "vue";
import { useRouter, type Router } from "vue-router";

export interface LinkProps extends Pick<
  AnchorHTMLAttributes,
  "class" | "aria-current" | "lang" | "rel" | "tabindex"
> {
  /** A path of this hub, maybe with a query. */
  readonly to: string;
}

export const Link: FunctionalComponent<LinkProps> = ({ to }, { slots }) => {
  const router = useRouter();
  const href = keepReading(to, router);
  return (
    <a href={href} onClick={(event: MouseEvent) => follow(event, href, router)}>
      {slots["default"]?.()}
    </a>
  );
};
Link.props = ["to"];

/** How a page is read is part of its address, so that a link to it, and the way back, show the same. */
export const KEPT = ["lang", "view"];

export function keepReading(to: string, router: Router): string {
  if (router.resolve(to).matched[0]?.meta.page === undefined) return to;
  const { query } = router.currentRoute.value;
  const [path = "", own = ""] = to.split("?");
  const parameters = new URLSearchParams(own);
  for (const name of KEPT) {
    const { [name]: value } = query;
    if (typeof value === "string" && !parameters.has(name)) parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

async function follow(event: MouseEvent, href: string, router: Router): Promise<void> {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!isPlain || router.resolve(href).matched[0]?.meta.page === undefined) return;
  event.preventDefault();
  // what fails is shown as a page
  await router.push(href);
}
