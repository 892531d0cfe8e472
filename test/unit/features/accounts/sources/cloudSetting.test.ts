import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import * as clouds from "../../../../../src/azure/accounts/clouds";
import { configuredCloud, onDidChangeCloud } from "../../../../../src/features/accounts/sources/cloudSetting";
import { OperationError } from "../../../../../src/host/errors/errors";
import { fake, resetFakeVscode } from "../../../support/fakeVscode";

const hub = {
  name: "Hub",
  portalUrl: "https://portal.local.azurestack.external/",
  managementEndpointUrl: "https://management.local.azurestack.external/",
  resourceManagerEndpointUrl: "https://management.local.azurestack.external/",
  activeDirectoryEndpointUrl: "https://login.contoso.example/",
  activeDirectoryResourceId: "https://management.contoso.example/4de154de",
};

describe("the cloud of VS Code's settings", () => {
  beforeEach(resetFakeVscode);

  it.each([
    [undefined, "microsoft", "https://management.azure.com", "https://login.microsoftonline.com"],
    ["", "microsoft", "https://management.azure.com", "https://login.microsoftonline.com"],
    [
      "USGovernment",
      "microsoft-sovereign-cloud",
      "https://management.usgovcloudapi.net",
      "https://login.microsoftonline.us",
    ],
    [
      "ChinaCloud",
      "microsoft-sovereign-cloud",
      "https://management.chinacloudapi.cn",
      "https://login.chinacloudapi.cn",
    ],
  ])("is for %j that of %s", (environment, provider, resourceManager, authority) => {
    fake.settings.set("microsoft-sovereign-cloud.environment", environment);
    const choice = configuredCloud(clouds);
    expect([choice.provider, choice.cloud.resourceManager, choice.cloud.authority]).toEqual([
      provider,
      resourceManager,
      authority,
    ]);
  });

  it("can be one that the user describes", () => {
    fake.settings.set("microsoft-sovereign-cloud.environment", "custom");
    fake.settings.set("microsoft-sovereign-cloud.customEnvironment", hub);
    expect(configuredCloud(clouds)).toEqual({
      provider: "microsoft-sovereign-cloud",
      cloud: {
        name: "Hub",
        resourceManager: "https://management.local.azurestack.external",
        audience: "https://management.contoso.example/4de154de",
        portal: "https://portal.local.azurestack.external",
        authority: "https://login.contoso.example",
      },
    });
  });

  it.each([
    ["nothing at all", undefined, "name"],
    ["no name", { ...hub, name: "" }, "name"],
    ["a token sent over plain http", { ...hub, resourceManagerEndpointUrl: "http://arm.example" }, "resourceManager"],
    ["an address that is none", { ...hub, portalUrl: "portal" }, "portalUrl"],
    ["no audience", { ...hub, activeDirectoryResourceId: 7 }, "activeDirectoryResourceId"],
  ])(
    "that is described with %s is a sentence that names what is missing, with a way to the settings",
    (_, described, named) => {
      fake.settings.set("microsoft-sovereign-cloud.environment", "custom");
      fake.settings.set("microsoft-sovereign-cloud.customEnvironment", described);
      let failure: unknown;
      try {
        configuredCloud(clouds);
      } catch (error) {
        failure = error;
      }
      expect(failure).toBeInstanceOf(OperationError);
      expect(failure instanceof Error && failure.message).toContain(named);
      expect(failure instanceof OperationError && failure.actions.map(({ title }) => title)).toEqual(["Open Settings"]);
    },
  );

  it("tells when it changes, and nothing of other settings", async () => {
    let told = 0;
    onDidChangeCloud(() => (told += 1));
    await vscode.workspace.getConfiguration("editor").update("fontSize", 12);
    expect(told).toBe(0);
    await vscode.workspace.getConfiguration("microsoft-sovereign-cloud").update("environment", "ChinaCloud");
    expect(told).toBe(1);
  });
});
