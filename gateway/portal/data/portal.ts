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
  /** Asks for all that the page shows anew. */
  readonly reload: () => Promise<void>;
}

export const PORTAL: InjectionKey<PortalAround> = Symbol("portal");

export function usePortal(): PortalAround {
  const portal = inject(PORTAL);
  if (!portal) throw new Error("There is no portal around this part");
  return portal;
}
