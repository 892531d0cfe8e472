import { startPanel } from "../shared/startPanel";
import { ReadinessPanel } from "./readinessPanel";

const { root, api, state } = startPanel(acquireVsCodeApi());
new ReadinessPanel(root, api, state);
