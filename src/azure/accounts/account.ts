import type { TokenCredential } from "@azure/core-auth";
import type { HttpClient } from "@azure/core-rest-pipeline";

/** One Azure cloud as plain data. */
export interface AzureCloud {
  readonly name: string;
  /** https://management.azure.com */
  readonly resourceManager: string;
  /** Audience of tokens, without `/.default`. */
  readonly audience: string;
  readonly portal: string;
}

/** Where an account comes from; the setting `azureVmBackup.authentication` has the same words. */
export type AccountKind = "vscode" | "azureCli" | "default" | "sandbox";

/**
 * The one port to "who is asking": VS Code's Microsoft sign-in, @azure/identity, or the sandbox.
 * Nothing behind it knows which of the three it is.
 */
export interface AzureAccount {
  readonly kind: AccountKind;
  /** Name to show: "jane@contoso.com", "Sandbox". */
  readonly label: string;
  readonly cloud: AzureCloud;
  /** A credential for one tenant, or for the account's home tenant. Must not prompt. */
  readonly credential: (tenantId?: string) => TokenCredential;
  /** Transport other than the default one; the sandbox maps its https name to loopback here. */
  readonly httpClient?: HttpClient | undefined;
}
