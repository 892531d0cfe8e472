import * as vscode from "vscode";
import type { AzureCloud } from "../../../azure/accounts/account";
import { OperationError } from "../../../host/errors/errors";

const section = "microsoft-sovereign-cloud";

/** VS Code's sign-in for a cloud: it has one provider for the public cloud and one for whatever cloud is set. */
export type SignInProvider = "microsoft" | "microsoft-sovereign-cloud";

/** The cloud of all real accounts, and who signs in to it. */
export interface CloudChoice {
  readonly cloud: AzureCloud;
  readonly provider: SignInProvider;
}

/** The clouds that have a name, and a way to make another. */
export interface KnownClouds {
  readonly publicCloud: AzureCloud;
  readonly usGovernmentCloud: AzureCloud;
  readonly chinaCloud: AzureCloud;
  readonly customCloud: (endpoints: {
    readonly name: string;
    readonly resourceManager: string;
    readonly audience: string;
    readonly portal: string;
    readonly authority: string;
  }) => AzureCloud;
}

/**
 * The cloud that VS Code is set to, by the settings of its own Microsoft sign-in (`environment` and `customEnvironment`
 * of `microsoft-sovereign-cloud`; names and values as its package.json of VS Code 1.139 has them), so that signing in and
 * everything after it are about the same cloud, in this extension and in others.
 * @throws OperationError when the custom cloud is not described
 */
export function configuredCloud(clouds: KnownClouds): CloudChoice {
  const configuration = vscode.workspace.getConfiguration(section);
  switch (configuration.get<unknown>("environment")) {
    case "ChinaCloud":
      return { cloud: clouds.chinaCloud, provider: section };
    case "USGovernment":
      return { cloud: clouds.usGovernmentCloud, provider: section };
    case "custom":
      return {
        cloud: customCloudOf(configuration.get<unknown>("customEnvironment"), clouds),
        provider: section,
      };
    default:
      return { cloud: clouds.publicCloud, provider: "microsoft" };
  }
}

/** Tells when another cloud is set. */
export function onDidChangeCloud(listener: () => unknown): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) {
      listener();
    }
  });
}

function customCloudOf(value: unknown, clouds: KnownClouds): AzureCloud {
  const field = (name: string): string => {
    const found = isRecord(value) ? value[name] : undefined;
    if (typeof found !== "string" || found === "") {
      throw notDescribed(name);
    }
    return found;
  };
  const address = (name: string): string => {
    const found = field(name);
    // A token goes to this address: never over plain http.
    if (!URL.canParse(found) || new URL(found).protocol !== "https:") {
      throw notDescribed(name);
    }
    return found;
  };
  return clouds.customCloud({
    name: field("name"),
    resourceManager: address("resourceManagerEndpointUrl"),
    audience: field("activeDirectoryResourceId"),
    portal: address("portalUrl"),
    authority: address("activeDirectoryEndpointUrl"),
  });
}

function notDescribed(name: string): OperationError {
  const setting = `${section}.customEnvironment`;
  return new OperationError(
    vscode.l10n.t(
      "The custom cloud is not described: {0} in the setting {1} is missing or no https address.",
      name,
      setting,
    ),
    [
      {
        title: vscode.l10n.t("Open Settings"),
        run: () => vscode.commands.executeCommand("workbench.action.openSettings", setting),
      },
    ],
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
