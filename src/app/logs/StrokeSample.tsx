import { strokeOf } from "./strokes";

/** The line that marks are drawn in, beside the name of whose they are. */
export function StrokeSample({ nth }: { nth: number }) {
  const { colour, dash } = strokeOf(nth);
  return (
    <svg className="stroke-sample" viewBox="0 0 28 8" aria-hidden="true">
      <path d="M1 4h26" stroke={colour} strokeWidth="3" strokeDasharray={dash} fill="none" />
    </svg>
  );
}
