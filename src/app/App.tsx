import { QueryClientProvider } from "@tanstack/react-query";
import { Tooltip } from "radix-ui";
import type { Workspace } from "../workspace";
import { WorkspaceProvider } from "./binding/useWorkspace";
import { Face } from "./Face";
import "./theme/tokens.css";
import "./theme/base.css";

/** The whole face of a workspace. */
export const App = ({ workspace }: { workspace: Workspace }) => (
  <WorkspaceProvider workspace={workspace}>
    <QueryClientProvider client={workspace.queries}>
      <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
        <Face />
      </Tooltip.Provider>
    </QueryClientProvider>
  </WorkspaceProvider>
);
