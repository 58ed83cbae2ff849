import type { ImageReference, LogRecord, Message, MessagePart } from "./record";

/** One form in which runs are kept: a value of JSON that holds some, or a file whose lines together are one. */
export type LogForm = ValueForm | LinesForm;

export interface ValueForm {
  readonly kind: "value";
  readonly form: string;
  /** Forms are tried from the highest down: the more a form asks for, the higher. No two have the same. */
  readonly priority: number;
  /** The runs that a value holds; null where it is not of this form. */
  read(value: unknown, place: string): readonly LogRecord[] | null;
}

export interface LinesForm {
  readonly kind: "lines";
  readonly form: string;
  /** Whether the first line of a file says that the lines are one run. */
  begins(first: unknown): boolean;
  /** The run that all lines make; null where they make none. */
  read(lines: readonly unknown[]): LogRecord | null;
}

export const said = (role: Message["role"], parts: readonly MessagePart[], place: string): Message => ({
  role,
  parts,
  place,
});

export const asked = (question: string, images: readonly ImageReference[], place: string): Message =>
  said(
    "user",
    [...images.map((image): MessagePart => ({ kind: "image", image })), { kind: "text", text: question }],
    place,
  );
