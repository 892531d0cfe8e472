import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { AzureError } from "../http/azureError";

/**
 * Keeps tokens inside the cloud: answers name addresses to go on with (`nextLink`, operation URLs), and whatever they
 * say, a request goes to the resource manager or to one of its regional hosts, or nowhere.
 */
export function cloudGuardPolicy(resourceManager: string): PipelinePolicy {
  const home = new URL(resourceManager);
  return {
    name: "azureVmBackupCloudGuard",
    sendRequest: (request, next) => {
      const { protocol, host } = new URL(request.url);
      if (protocol !== home.protocol || (host !== home.host && !host.endsWith(`.${home.host}`))) {
        throw new AzureError(`Azure's answer points to ${host}, which is not part of this cloud.`, {
          kind: "unexpected",
          code: "ForeignHost",
        });
      }
      return next(request);
    },
  };
}
