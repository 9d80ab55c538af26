/** Why something could not be done, read aloud as it appears; nothing while there is no reason. */
import type { FunctionalComponent } from "vue";

export const Fault: FunctionalComponent<{ readonly text: string | null }> = ({ text }) =>
  text === null ? null : (
    <p class="bad" role="alert">
      {text}
    </p>
  );
Fault.props = ["text"];
