import { useEffect } from "react";
import { useDesk } from "./services";

/** A tab that is hidden may be killed without another word, so what waits to be written is written then. */
export function useFlush(): void {
  const { services, view } = useDesk();
  useEffect(() => {
    const flush = (): void => {
      if (document.visibilityState !== "hidden") return;
      void services.shelf.flush();
      void view.flush();
    };
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("pagehide", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("pagehide", flush);
    };
  }, [services, view]);
}
