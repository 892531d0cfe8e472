import type { AzureCloud } from "./account";

/*
 * Addresses: Microsoft Entra, "National clouds" (2024-10), Azure Government, "Compare Azure Government and global Azure"
 * (2025-04), Azure China, "Developer guide" (2024-12); the same as `az cloud list` and `AzureAuthorityHosts` of
 * @azure/identity have.
 */

/** Azure's public cloud. */
export const publicCloud: AzureCloud = {
  name: "AzureCloud",
  resourceManager: "https://management.azure.com",
  audience: "https://management.azure.com",
  portal: "https://portal.azure.com",
  authority: "https://login.microsoftonline.com",
};

/** Azure US Government. */
export const usGovernmentCloud: AzureCloud = {
  name: "AzureUSGovernment",
  resourceManager: "https://management.usgovcloudapi.net",
  audience: "https://management.usgovcloudapi.net",
  portal: "https://portal.azure.us",
  authority: "https://login.microsoftonline.us",
};

/** Azure operated by 21Vianet. */
export const chinaCloud: AzureCloud = {
  name: "AzureChinaCloud",
  resourceManager: "https://management.chinacloudapi.cn",
  audience: "https://management.chinacloudapi.cn",
  portal: "https://portal.azure.cn",
  authority: "https://login.chinacloudapi.cn",
};

/** A cloud known only by its resource manager, such as an Azure Stack Hub; trailing slashes are dropped. */
export function customCloud(endpoints: {
  readonly name: string;
  readonly resourceManager: string;
  readonly audience?: string | undefined;
  readonly portal?: string | undefined;
  readonly authority?: string | undefined;
}): AzureCloud {
  const resourceManager = endpoints.resourceManager.replace(/\/+$/, "");
  return {
    name: endpoints.name,
    resourceManager,
    audience: (endpoints.audience ?? resourceManager).replace(/\/+$/, ""),
    portal: (endpoints.portal ?? publicCloud.portal).replace(/\/+$/, ""),
    ...(endpoints.authority === undefined ? {} : { authority: endpoints.authority.replace(/\/+$/, "") }),
  };
}
