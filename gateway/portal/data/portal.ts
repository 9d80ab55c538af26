/** What every part of a page may need of the portal around it. */
import { inject, type InjectionKey, type Ref } from "vue";
import type { Ask } from "./ask";
import type { Follow } from "./follow";

export interface PortalAround {
  readonly isLoading: Readonly<Ref<boolean>>;
  readonly ask: Ask;
  /** Asks mutations. */
  readonly change: Ask;
  readonly follow: Follow;
  /** Asks for all that the page shows anew, as its reader would. */
  readonly reload: () => Promise<void>;
  /** Does so unasked: rejects where it cannot, and the page stays as it is. */
  readonly refresh: () => Promise<void>;
}

export const PORTAL: InjectionKey<PortalAround> = Symbol("portal");

export function usePortal(): PortalAround {
  const portal = inject(PORTAL);
  if (!portal) throw new Error("There is no portal around this part");
  return portal;
}
