/** The page that the frame shows. */
import { inject, type InjectionKey, type Ref } from "vue";
import type { Shown } from "./page";

export const SHOWN: InjectionKey<Readonly<Ref<Shown | null>>> = Symbol("shown");

export function useShown(): Readonly<Ref<Shown | null>> {
  const shown = inject(SHOWN);
  if (!shown) throw new Error("There is no portal around the frame");
  return shown;
}
