import { QueryClientProvider } from "@tanstack/react-query";
import { Tooltip } from "radix-ui";
import { useEffect, useState } from "react";
import type { StepId } from "../trace";
import type { Desk } from "../workspace/state/workspace";
import { createDocuments } from "../workspace/documents";
import { report } from "../workspace/files/open";
import { Face } from "./Face";
import type { Services } from "../workspace/ports/ports";
import { createQueries } from "../workspace/queries/queries";
import { DeskProvider, languageOf } from "./services";
import { createView } from "../workspace/state";
import { loadWords } from "./words";
import "./theme/tokens.css";
import "./theme/base.css";

/** The whole face. Everything it can do comes in through `services`. */
export function App({ services }: { services: Services }) {
  const desk = useOpenedDesk(services);
  if (!desk) return null;
  return (
    <DeskProvider desk={desk}>
      <QueryClientProvider client={desk.queries}>
        <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
          <Face />
        </Tooltip.Provider>
      </QueryClientProvider>
    </DeskProvider>
  );
}

/** The desk once the view's settings have been read: shown earlier, the page would flash in the wrong theme. */
function useOpenedDesk(services: Services): Desk | null {
  const [desk, setDesk] = useState<Desk | null>(null);
  // Begins work outside React: reading settings, opening a document, listening for a lost model.
  useEffect(() => {
    let gone = false;
    let stopListening = (): void => {};
    void createView(services.shelf).then(async (view) => {
      // Without its own words the page is shown in English, which it brings along.
      await loadWords(languageOf(view.getState())).catch(() => {});
      if (gone) return;
      const documents = createDocuments(
        services,
        () => crypto.randomUUID() as StepId,
        (failure) => view.setState({ failure }),
      );
      const opened: Desk = { services, view, queries: createQueries(), documents };
      stopListening = services.models.onLost((failure) => {
        opened.queries.removeQueries({ queryKey: ["model"] });
        view.setState({ failure });
      });
      setDesk(opened);
      const failure = await documents.openFirst();
      if (failure) view.setState({ failure });
      await openFromAddress(opened);
    });
    return () => {
      gone = true;
      stopListening();
    };
  }, [services]);
  return desk;
}

/** What `?src=` names. The page's own address then loses it: a reload shows what was made of the file since. */
async function openFromAddress(desk: Desk): Promise<void> {
  const address = new URLSearchParams(location.search).get("src");
  if (address === null) return;
  history.replaceState(null, "", location.pathname + location.hash);
  const { openAddress } = await import("../workspace/files/openAddress");
  await report(desk, openAddress(desk, address, document.baseURI));
}
