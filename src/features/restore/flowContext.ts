import type { AzureConnection } from "../../azure/connection";
import type { ProtectedItem } from "../../azure/models";
import type { RestoreServices } from "./services";

/** What is wanted of a recovery point. */
export type RestoreKind = "disks" | "newVm" | "replaceDisks" | "files";

/** What all questions of a flow know. */
export interface FlowContext {
  readonly kind: RestoreKind;
  readonly title: string;
  readonly item: ProtectedItem;
  readonly connection: AzureConnection;
  readonly services: RestoreServices;
}
