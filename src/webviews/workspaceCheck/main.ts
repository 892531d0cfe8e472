import { startPanel } from "../shared/startPanel";
import { WorkspacePanel } from "./workspacePanel";

const { root, api, state } = startPanel(acquireVsCodeApi());
new WorkspacePanel(root, api, state);
