import { useEffect } from "react";
import { useWorkspace } from "./useWorkspace";

/** A tab that is hidden may be killed without another word, so what waits to be written is written then. */
export function useFlush(): void {
  const { edges, view } = useWorkspace();
  useEffect(() => {
    const flush = (): void => {
      if (document.visibilityState !== "hidden") return;
      void edges.storage.flush();
      void view.flush();
    };
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("pagehide", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("pagehide", flush);
    };
  }, [edges, view]);
}
