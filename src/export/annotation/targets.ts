import type { ExportTarget } from "../contract/target";
import { COCO } from "./coco";
import { JUDGEMENTS_CSV } from "./csv";
import { CVAT } from "./cvat";
import { LABEL_STUDIO } from "./labelStudio/target";
import { W3C_ANNOTATION } from "./w3c/target";

/** The targets that annotation tools, spreadsheets and viewers read. */
export const ANNOTATION_TARGETS: readonly ExportTarget[] = [LABEL_STUDIO, COCO, CVAT, W3C_ANNOTATION, JUDGEMENTS_CSV];
