import { useEffect, useSyncExternalStore } from "react";
import { useLanguage, useSession, useView } from "../binding/useWorkspace";

/** Whether a media query holds now. */
function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}

export const useReducedMotion = (): boolean => useMedia("(prefers-reduced-motion: reduce)");
export const useNarrow = (): boolean => useMedia("(max-width: 720px)");
export const useLow = (): boolean => useMedia("(max-height: 560px)");

export function useTheme(): "light" | "dark" {
  const choice = useView((state) => state.theme);
  const systemDark = useMedia("(prefers-color-scheme: dark)");
  if (choice === "system") return systemDark ? "dark" : "light";
  return choice;
}

/** The document's own element carries theme and language, because portals and scroll bars hang from it. */
export function useDocumentLook(): void {
  const theme = useTheme();
  const language = useLanguage();
  const title = useSession(({ log }) => log?.trace.title ?? "");
  useEffect(() => {
    document.title = title ? `${title} · Sightline` : "Sightline";
  }, [title]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
    // A Chinese font is megabytes in pieces: the browser fetches the pieces it needs, and only for Chinese.
    if (language === "zh") void import("@fontsource-variable/noto-sans-sc");
  }, [language]);
}
