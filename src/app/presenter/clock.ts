/** How long a talk has taken, and how much is left of what was planned; negative where it is over, null without a plan. */
export function timesOf(
  sinceMillis: number,
  plannedMinutes: number | null,
  nowMillis: number,
): { readonly elapsedMillis: number; readonly leftMillis: number | null } {
  // A clock may be set back while one speaks.
  const elapsedMillis = Math.max(0, nowMillis - sinceMillis);
  return { elapsedMillis, leftMillis: plannedMinutes === null ? null : plannedMinutes * 60_000 - elapsedMillis };
}

/** "4:05", "1:02:03": whole seconds, none of them told before it has passed. */
export function clockWords(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  const two = (value: number): string => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
