/** Follows the browser's way back and forth to the operations that were opened. */
import { useEffect } from "react";
import { readLink } from "./link.js";
import { useOpenOperation } from "./use-open-operation.js";

export function useWayBack(): void {
  const open = useOpenOperation();
  useEffect(() => {
    const follow = (): void => {
      const linked = readLink();
      if (linked) open(linked);
    };
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, [open]);
}
