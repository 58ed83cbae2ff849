import type { QueryClient } from "@tanstack/query-core";
import type { StoreApi } from "zustand/vanilla";
import type { Session } from "../../session";
import type { Edges } from "../ports";
import type { AddressAsked } from "./address";
import type { BatchState } from "./batch";
import type { BreakpointState } from "./breakpoints";
import type { ComparingState } from "./comparing";
import type { View } from "./createView";
import type { Documents } from "./document";
import type { ExportState } from "./exporting";
import type { FilmState } from "./filming";
import type { InfluenceState } from "./influence";
import type { InterpretingState } from "./interpreting";
import type { AskingList } from "./listWork";
import type { LogsState } from "./logs";
import type { NoteDraft } from "./note";
import type { PresenterState } from "./presenting";
import type { ProgramsState } from "./programs";
import type { Rerunning } from "./rerunning";
import type { ReviewState } from "./review";
import type { Overlay, SearchingState } from "./searching";

/**
 * All that a person's doing may touch: the edges, the open trace, what is seen, what is loaded, what is kept of all that.
 * Two workspaces on one page share nothing but the edges they were handed.
 */
export interface Workspace {
  readonly edges: Edges;
  readonly session: Session;
  readonly view: View;
  readonly queries: QueryClient;
  readonly documents: Documents;
  readonly logs: StoreApi<LogsState>;
  readonly address: StoreApi<AddressAsked | null>;
  readonly note: StoreApi<NoteDraft | null>;
  readonly batch: StoreApi<BatchState>;
  readonly review: StoreApi<ReviewState>;
  readonly search: StoreApi<SearchingState>;
  readonly comparing: StoreApi<ComparingState>;
  readonly overlay: StoreApi<Overlay>;
  readonly influence: StoreApi<InfluenceState>;
  readonly breakpoints: StoreApi<BreakpointState>;
  readonly exports: StoreApi<ExportState>;
  readonly presenter: StoreApi<PresenterState>;
  readonly films: StoreApi<FilmState>;
  readonly programs: StoreApi<ProgramsState>;
  readonly rerun: StoreApi<Rerunning | null>;
  readonly askingList: StoreApi<AskingList | null>;
  readonly interpreting: StoreApi<InterpretingState>;
}
