import { beforeEach, describe, expect, it } from "vitest";
import { ExplainServer } from "../../../../src/features/explainLimits/explainServer";
import type { ExplainServices } from "../../../../src/features/explainLimits/explainServer";
import { limitsGuide } from "../../../../src/features/explainLimits/limitsGuide";
import { Settings } from "../../../../src/host/settings";
import type { FromExplainPanel, ToExplainPanel } from "../../../../src/webviews/explainLimits/messages";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { settle } from "../jobs/fakeClock";
import { fakePanel } from "../support/fakePanel";

function bed(loadGuide: ExplainServices["loadGuide"] = () => Promise.resolve({ limitsGuide })) {
  const { panel, posted, say } = fakePanel<FromExplainPanel, ToExplainPanel>();
  const server = new ExplainServer(panel, { settings: new Settings(), loadGuide });
  return { server, posted, say };
}

function changeSetting(name: string): void {
  fake.configurationChanged.fire({ affectsConfiguration: (changed) => changed === `azureVmBackup.${name}` });
}

beforeEach(resetFakeVscode);

describe("serving the page of limits", () => {
  it("tells the limits when the page is there, and anew when a setting changes", async () => {
    const { say, posted } = bed();
    await say({ kind: "ready" });
    changeSetting("limits");
    changeSetting("rules");
    expect(posted.map(({ kind }) => kind)).toEqual(["guide", "guide", "guide"]);
  });

  it("loads the rules for the page alone: a failure goes to who asks, and changed settings cause none", async () => {
    let loads = 0;
    const { say, posted } = bed(() => {
      loads += 1;
      return Promise.reject(new Error("no such bundle"));
    });
    changeSetting("limits");
    await expect(say({ kind: "ready" })).rejects.toThrow("no such bundle");
    changeSetting("rules");
    await settle();
    expect(loads).toBe(1);
    expect(posted).toEqual([]);
  });
});
