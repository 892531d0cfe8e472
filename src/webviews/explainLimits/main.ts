import { startPanel } from "../shared/startPanel";
import { ExplainPanel } from "./explainPanel";

const { root, api, state } = startPanel(acquireVsCodeApi());
new ExplainPanel(root, api, state);
