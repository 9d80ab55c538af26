/** In a form: how the page is read (language, large type), so that its answer is read the same way. */
import type { FunctionalComponent } from "vue";
import { useRoute } from "vue-router";
import { KEPT } from "./link";

export const KeptReading: FunctionalComponent = () => {
  const { query } = useRoute();
  return KEPT.flatMap((name) => {
    const { [name]: value } = query;
    return typeof value === "string" ? [<input type="hidden" name={name} value={value} />] : [];
  });
};
