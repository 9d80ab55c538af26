/** A labelled line of text, or a day. */
import type { FunctionalComponent } from "vue";

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly type?: "text" | "date";
  readonly onText: (text: string) => void;
}

export const TextField: FunctionalComponent<TextFieldProps> = ({ label, value, type = "text", onText }) => (
  <label class="stacked">
    {label}
    <input
      type={type}
      maxlength={500}
      value={value}
      onInput={({ target }: Event) => {
        if (target instanceof HTMLInputElement) onText(target.value);
      }}
    />
  </label>
);
TextField.props = ["label", "value", "type", "onText"];
