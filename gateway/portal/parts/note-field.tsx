/** A few lines that a person writes, under their label. */
import type { FunctionalComponent } from "vue";

export interface NoteFieldProps {
  readonly label: string;
  readonly text: string;
  /** UTF-16 units. */
  readonly longest: number;
  readonly onType: (text: string) => void;
}

export const NoteField: FunctionalComponent<NoteFieldProps> = ({ label, text, longest, onType }) => (
  <label class="stacked">
    {label}
    <textarea
      rows={2}
      maxlength={longest}
      value={text}
      onInput={({ target }: Event) => {
        if (target instanceof HTMLTextAreaElement) onType(target.value);
      }}
    />
  </label>
);
NoteField.props = ["label", "text", "longest", "onType"];
